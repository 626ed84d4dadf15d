"""Boxes one under the other: where each is, also while the heights of most are only estimated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QPointF

from desktop_chat.ui.chat.blocks.box import Box


class Stack:
    """Keeps the tops of boxes; what changes at its end costs nothing for what is above."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.laid_out: set[Box] = set()
        self._tops: list[int] = []  # those known: of the first boxes

    def replace_from(self, index: int, boxes: Sequence[Box]) -> None:
        """Put boxes in place of those from an index on."""
        self.laid_out.difference_update(self.boxes[index:])
        self.boxes[index:] = boxes
        self.touch(index)

    def touch(self, index: int) -> None:
        """Note that the box at an index is elsewhere, or of another height than the box before it had."""
        del self._tops[index:]

    def resized(self, index: int) -> None:
        """Note that the box at an index has another height."""
        self.touch(index + 1)

    def ready(self, index: int) -> Box:
        """Give a box that is laid out."""
        box = self.boxes[index]
        if not box.is_laid_out or box.is_stale:
            before = box.height
            box.lay_out()
            self.laid_out.add(box)
            if box.height != before:
                self.resized(index)
        return box

    def forget(self, boxes: Collection[Box]) -> None:
        """Let go of layouts; the heights stay."""
        for box in boxes:
            box.forget()
        self.laid_out.difference_update(boxes)

    def top(self, index: int) -> int:
        """Give the top of a box, in pixels below the first."""
        if index >= len(self._tops):
            self._measure(index)
        return self._tops[index]

    def bottom(self, index: int) -> int:
        """Give the bottom of a box."""
        return self.top(index) + self.boxes[index].height

    @property
    def height(self) -> int:
        """The height of all."""
        return self.bottom(len(self.boxes) - 1) if self.boxes else 0

    def origin(self, index: int) -> QPointF:
        """Give the top left corner of a box."""
        box = self.boxes[index]
        return QPointF(0 if box.is_right_to_left else box.frame.indent, self.top(index))

    def index_at(self, y: float) -> int:
        """Give the index of the box at a height, or of the last one above it."""
        if not self.boxes:
            return 0
        self.top(len(self.boxes) - 1)
        return max(0, bisect_right(self._tops, y) - 1)

    def between(self, top: float, bottom: float) -> Iterator[int]:
        """Give the indexes of the boxes that reach into a range; they may change their heights meanwhile."""
        index = self.index_at(top)
        while index < len(self.boxes) and self.top(index) - self.boxes[index].frame.gap < bottom:
            yield index
            index += 1

    def _measure(self, index: int) -> None:
        tops, boxes = self._tops, self.boxes
        at = len(tops)
        y = tops[-1] + boxes[at - 1].height if at else 0
        for box in boxes[at : index + 1]:
            y += box.frame.gap
            tops.append(y)
            y += box.height
