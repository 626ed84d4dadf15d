"""The ground of a message: its ring while the keyboard is at it, and its glow when it was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.ui.style import ThemeManager

if TYPE_CHECKING:
    from desktop_chat.ui.chat.glow import Glow

_RADIUS: Final = 12
_BRIGHTEST: Final = 0.8
_BY_KEYBOARD: Final = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class MessageGround(QWidget):
    """Draws nothing until it is looked for, or the keyboard comes."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme_manager = theme_manager
        self._glow: Glow | None = None
        self._has_ring = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def glow(self) -> float:
        """How strongly it glows: 1 after `flash`, then less, down to 0."""
        return self._glow.strength if self._glow is not None else 0.0

    @property
    def has_ring(self) -> bool:
        """Whether the keyboard came to it."""
        return self._has_ring

    def flash(self) -> None:
        """Draw the eye here, softly."""
        if self._glow is None:
            from desktop_chat.ui.chat.glow import Glow  # noqa: PLC0415  not needed for a start

            self._glow = Glow(self.theme_manager, self)
            self._glow.changed.connect(self.update)
        self._glow.start()

    def holds_focus(self) -> bool:
        """Whether the keyboard is in it."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw a ring when the keyboard brought it here."""
        self._has_ring = event.reason() in _BY_KEYBOARD
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw no ring any more."""
        self._has_ring = False
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the glow and the ring."""
        if not (self.glow or self._has_ring):
            return
        theme = self.theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.glow:
            ground = QColor(theme.accent_soft)
            ground.setAlphaF(self.glow * _BRIGHTEST)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if self._has_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
