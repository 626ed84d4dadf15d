"""Brings a scroll bar to where it is wanted, gliding."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QScrollBar

from desktop_chat.ui.motion import Motion
from desktop_chat.ui.style import ThemeManager

GLIDE_MILLISECONDS: Final = 170


class SmoothScroll:
    """Moves one scroll bar; what is asked for while it glides adds to where it was going."""

    def __init__(self, theme_manager: ThemeManager, bar: QScrollBar) -> None:
        self._bar = bar
        self._from = 0.0
        self._to = 0.0
        self._motion = Motion(theme_manager, GLIDE_MILLISECONDS, bar)
        self._motion.moved.connect(self._on_moved)

    @property
    def is_gliding(self) -> bool:
        """Whether the bar is on its way."""
        return self._motion.is_running

    def by(self, pixels: float) -> None:
        """Go up or down from where it stands, or from where it is going."""
        self.to((self._to if self.is_gliding else self._bar.value()) + pixels)

    def to(self, value: float) -> None:
        """Go to a value of the bar."""
        self._from = float(self._bar.value())
        self._to = min(max(value, self._bar.minimum()), self._bar.maximum())
        self._motion.start()

    def shift(self, pixels: int) -> None:
        """Follow content that was moved under the way."""
        self._from += pixels
        self._to += pixels

    def stop(self) -> None:
        """Stay where it is."""
        self._motion.stop()

    def _on_moved(self, part: float) -> None:
        self._bar.setValue(round(self._from + (self._to - self._from) * part))
