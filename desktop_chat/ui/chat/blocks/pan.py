"""How far something wider than its card is scrolled sideways, and the thin bar that shows it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

BAR_HEIGHT: Final = 5
_SHORTEST: Final = 28.0


class Pan:
    """A place between the left and the right end, in pixels; parts of one card share it."""

    def __init__(self) -> None:
        self.offset = 0.0
        self._content = 0.0
        self._visible = 0.0

    @property
    def maximum(self) -> float:
        """The farthest it can be scrolled; 0 where everything is in sight."""
        return max(0.0, self._content - self._visible)

    def take(self, content: float, visible: float) -> None:
        """Learn how wide a part is, and how much of it is in sight."""
        self._content = max(self._content, content)
        self._visible = visible
        self.offset = min(self.offset, self.maximum)

    def reset(self) -> None:
        """Forget the width: it is laid out anew."""
        self._content = 0.0

    def move_by(self, pixels: float) -> bool:
        """Scroll; False where it was at that end already."""
        before = self.offset
        self.offset = max(0.0, min(self.offset + pixels, self.maximum))
        return self.offset != before

    def show_range(self, left: float, right: float) -> bool:
        """Scroll so far that a range is in sight; False where it was."""
        if left < self.offset:
            return self.move_by(left - self.offset)
        beyond = right - (self.offset + self._visible)
        return beyond > 0 and self.move_by(beyond)

    def handle(self, track: QRectF) -> QRectF:
        """Give the place of the bar's handle within its track."""
        if not self.maximum:
            return QRectF()
        width = max(_SHORTEST, track.width() * self._visible / self._content)
        left = track.left() + (track.width() - width) * self.offset / self.maximum
        return QRectF(left, track.top(), width, track.height())

    def drag(self, track: QRectF, moved: float) -> bool:
        """Scroll as far as the handle was moved along its track."""
        free = track.width() - self.handle(track).width()
        return free > 0 and self.move_by(moved * self.maximum / free)


def paint_bar(painter: QPainter, pan: Pan, track: QRectF, color: str) -> None:
    """Draw the handle, where there is something to scroll."""
    handle = pan.handle(track)
    if handle.isEmpty():
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(handle, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
