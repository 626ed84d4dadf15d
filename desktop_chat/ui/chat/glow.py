"""A soft light on something that was looked for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEasingCurve, QObject, QTimer, Signal

from desktop_chat.ui.motion import Motion
from desktop_chat.ui.style import ThemeManager

FADE_MILLISECONDS: Final = 1600


class Glow(QObject):
    """Fades from 1 to 0; where motion is reduced it is there for as long, then gone.

    Signals:
        changed: `strength` is another one.
    """

    changed = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QObject) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.strength = 0.0
        self._fade = Motion(theme_manager, FADE_MILLISECONDS, self, QEasingCurve.Type.InQuad)
        self._fade.moved.connect(lambda part: self._set(1.0 - part))
        self._end = QTimer(self, singleShot=True, interval=FADE_MILLISECONDS)
        self._end.timeout.connect(lambda: self._set(0.0))

    def start(self) -> None:
        """Light up."""
        self._set(1.0)
        if self._theme_manager.is_motion_reduced:
            self._end.start()
        else:
            self._fade.start()

    def _set(self, strength: float) -> None:
        self.strength = strength
        self.changed.emit()
