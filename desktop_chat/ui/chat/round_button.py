"""A round button that draws its own ground, over text or in a card."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton

Kind = Literal["floating", "accent", "strong"]


class RoundButton(IconButton):
    """Shows one icon on a disc: `floating` with a rim, `accent` and `strong` filled."""

    def __init__(
        self,
        theme_manager: ThemeManager,
        icon_name: str,
        kind: Kind,
        side: int = 36,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme_manager, icon_name, size=18, parent=parent)
        self._themes = theme_manager
        self._kind: Kind = kind
        self.setFixedSize(side, side)
        self.set_look(icon_name, kind)

    def set_look(self, icon_name: str, kind: Kind) -> None:
        """Show another icon on another disc."""
        self._kind = kind
        self.set_icon(icon_name, {"floating": "text", "accent": "on_accent", "strong": "window"}[kind])
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc, its rim, and the icon."""
        theme = self._themes.theme
        hovered = self.underMouse() and self.isEnabled()
        ground = {
            "floating": theme.hover if hovered else theme.surface,
            "accent": theme.accent_hover if hovered else theme.accent,
            "strong": theme.text_muted if hovered else theme.text,
        }[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border_strong)) if self._kind == "floating" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground if self.isEnabled() else theme.pressed))
        painter.drawEllipse(self.rect().adjusted(1, 1, -2, -2))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text if self._kind != "floating" else theme.accent), 2))
            painter.drawEllipse(self.rect().adjusted(1, 1, -2, -2))
        side = self.iconSize().width()
        self.icon().paint(painter, (self.width() - side) // 2, (self.height() - side) // 2, side, side)
