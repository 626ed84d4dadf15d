"""What is selected in a message: from one place in its blocks to another."""

from __future__ import annotations

from typing import NamedTuple

from desktop_chat.ui.chat.blocks.box import Box


class Place(NamedTuple):
    """Between two characters: the index of a block, and a position in it."""

    block: int
    position: int


class Selection(NamedTuple):
    """From where it was begun to where it was drawn, in either direction."""

    anchor: Place
    head: Place

    @property
    def start(self) -> Place:
        """The place that is read first."""
        return min(self)

    @property
    def end(self) -> Place:
        """The place that is read last."""
        return max(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.head

    def range_in(self, index: int, box: Box) -> tuple[int, int]:
        """Give the positions that are selected in a block; the same twice where none are."""
        if not self.start.block <= index <= self.end.block:
            return 0, 0
        first = self.start.position if index == self.start.block else 0
        last = self.end.position if index == self.end.block else box.length
        return first, last
