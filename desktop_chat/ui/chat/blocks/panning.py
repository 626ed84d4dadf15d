"""Scrolling wide cards and tables sideways: by wheel and touchpad, by dragging their bar."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent

from desktop_chat.ui.chat.blocks.box import Box
from desktop_chat.ui.chat.blocks.pan import Pan
from desktop_chat.ui.chat.blocks.stack import Stack

_REACH = 5
"""Pixels around a bar that belong to it."""

_PER_DEGREE = 5
"""Pixels of one degree of a wheel, as scroll areas have it: eighths of a degree are what Qt tells."""


class _Grip(NamedTuple):
    pan: Pan
    track: QRectF
    x: float


class Panning:
    """Knows what is under the mouse that can be scrolled sideways."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._grip: _Grip | None = None

    @property
    def is_dragging(self) -> bool:
        """Whether a bar is held."""
        return self._grip is not None

    def wheel(self, event: QWheelEvent) -> bool:
        """Scroll what is under a wheel that turns sideways; False where it is none of ours."""
        box = self._box_at(event.position())
        pan = box.pan if box is not None else None
        distance = _sideways(event)
        if pan is None or not pan.maximum or not distance:
            return False
        pan.move_by(-distance)
        return True

    def grip(self, point: QPointF) -> bool:
        """Take hold of the bar at a point; False where there is none."""
        box = self._box_at(point)
        if box is None or box.pan is None or not box.pan.maximum:
            return False
        track = box.track().translated(self._stack.origin(self._stack.index_at(point.y())))
        if not track.adjusted(0, -_REACH, 0, _REACH).contains(point):
            return False
        handle = box.pan.handle(track)
        if not handle.left() <= point.x() <= handle.right():
            box.pan.drag(track, point.x() - handle.center().x())
        self._grip = _Grip(box.pan, track, point.x())
        return True

    def drag(self, point: QPointF) -> None:
        """Follow the mouse with the bar that is held."""
        if self._grip is not None:
            self._grip.pan.drag(self._grip.track, point.x() - self._grip.x)
            self._grip = self._grip._replace(x=point.x())

    def release(self) -> None:
        """Let go of the bar."""
        self._grip = None

    def is_over_bar(self, point: QPointF) -> bool:
        """Tell whether a point is on a bar."""
        box = self._box_at(point)
        if box is None or box.pan is None or not box.pan.maximum:
            return False
        track = box.track().translated(self._stack.origin(self._stack.index_at(point.y())))
        return track.adjusted(0, -_REACH, 0, _REACH).contains(point)

    def _box_at(self, point: QPointF) -> Box | None:
        if not self._stack.boxes:
            return None
        index = self._stack.index_at(point.y())
        return self._stack.boxes[index] if point.y() <= self._stack.bottom(index) else None


def _sideways(event: QWheelEvent) -> float:
    """Give how far a wheel was turned sideways in pixels; with Shift every turn is."""
    precise = event.pixelDelta()
    delta = QPointF(precise) if not precise.isNull() else QPointF(event.angleDelta()) / 8 * _PER_DEGREE
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return delta.x() or delta.y()
    return delta.x() if abs(delta.x()) > abs(delta.y()) else 0.0
