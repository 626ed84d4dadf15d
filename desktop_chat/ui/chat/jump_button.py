"""The round button over the transcript that leads to its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton

_SIDE = 36


class JumpButton(IconButton):
    """Floats above the text, so it draws a ground of its own."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(theme_manager, "arrow-down", token="text", size=18, parent=parent)
        self._manager = theme_manager
        self.setFixedSize(_SIDE, _SIDE)
        self._retranslate()
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a disc with a rim, and the arrow."""
        theme = self._manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.hover if self.underMouse() else theme.surface))
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border_strong), 2 if self.hasFocus() else 1))
        painter.drawEllipse(self.rect().adjusted(1, 1, -2, -2))
        side = self.iconSize().width()
        self.icon().paint(painter, (self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.set_label(self.tr("Go to the end"))
