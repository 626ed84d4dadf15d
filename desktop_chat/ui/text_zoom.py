"""Ctrl and the wheel change the size of text, wherever in the window the pointer is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

_NOTCH: Final = 120  # of a wheel, in eighths of a degree


class TextZoom(QObject):
    """Takes such turns before any field or list does.

    Signals:
        larger_requested, smaller_requested: the wheel was turned by a notch.
    """

    larger_requested = Signal()
    smaller_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._turned = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the system's window once there is one: its events come before those of widgets."""
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            self._window.removeEventFilter(self)
            self._window.windowHandle().installEventFilter(self)
        elif kind == QEvent.Type.Wheel and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._turn(event)
            return True
        return False

    def _turn(self, event: QWheelEvent) -> None:
        """Count eighths of a degree: touchpads tell a few at a time."""
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= _NOTCH:
            is_up = self._turned > 0
            self._turned -= _NOTCH if is_up else -_NOTCH
            (self.larger_requested if is_up else self.smaller_requested).emit()
