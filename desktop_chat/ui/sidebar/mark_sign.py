"""The sign at the end of a line: a turning arc while a conversation is answered, a dot once it was, unseen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_chat.ui.motion import Ticks
from desktop_chat.ui.sidebar.model import Mark
from desktop_chat.ui.style import ThemeManager

SIGN_SIZE: Final = 12
"""Pixels that a sign is wide and high."""

_DOT: Final = 8
_STEP_MILLISECONDS: Final = 66
_STEP_DEGREES: Final = 24
_ARC_DEGREES: Final = 100


class MarkSign(QObject):
    """Draws signs; those that turn take a step all together.

    Signals:
        turned: the arcs look different now.
    """

    turned = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QObject) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._angle = 0
        self._ticks = Ticks(theme_manager, _STEP_MILLISECONDS, self)
        self._ticks.ticked.connect(self._turn)

    @property
    def is_turning(self) -> bool:
        """Whether the arcs move now."""
        return self._ticks.is_running

    def set_turning(self, is_turning: bool) -> None:
        """Let the arcs turn, where motion is wanted, or stand still."""
        if not is_turning:
            self._ticks.stop()
        elif not self._ticks.is_running:
            self._ticks.start()

    def draw(self, painter: QPainter, place: QRectF, mark: Mark) -> None:
        """Draw a sign in the middle of a place."""
        theme = self._theme_manager.theme
        size = _DOT if mark == "unseen" else SIGN_SIZE - 2
        rect = QRectF(0, 0, size, size)
        rect.moveCenter(place.center())
        painter.save()
        if mark == "unseen":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(rect)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.border_strong), 2))
            painter.drawEllipse(rect)
            painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(rect, self._angle * 16, _ARC_DEGREES * 16)
        painter.restore()

    def _turn(self) -> None:
        self._angle = (self._angle - _STEP_DEGREES) % 360
        self.turned.emit()
