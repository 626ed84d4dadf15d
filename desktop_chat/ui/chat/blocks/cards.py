"""What the parts of one code card share, and which they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_chat.markdown.blocks import Code
from desktop_chat.ui.chat.blocks.colours import PartColours
from desktop_chat.ui.chat.blocks.pan import Pan

if TYPE_CHECKING:
    from desktop_chat.ui.chat.blocks.box import Box


class Card:
    """One card: how far it is scrolled, whether its lines wrap, its colours by part."""

    def __init__(self, is_wrapped: bool) -> None:
        self.pan = Pan()
        self.is_wrapped = is_wrapped
        self.colours: dict[int, PartColours] = {}
        self.asked: dict[int, str] = {}  # the texts of parts whose colours were asked for
        self.coloured_between: tuple[Code, Code] | None = None  # the ends of what was coloured as a whole

    def forget_colours(self) -> None:
        """Be coloured anew."""
        self.colours, self.asked, self.coloured_between = {}, {}, None


def parts_of_card(boxes: Sequence[Box], index: int) -> tuple[int, int]:
    """Give the indexes of the first and the last part of the card that a code box belongs to."""
    first = last = index
    while not boxes[first].is_first:
        first -= 1
    while not boxes[last].is_last:
        last += 1
    return first, last


def code_of_card(boxes: Sequence[Box], index: int) -> str:
    """Give the whole code of the card that a code box belongs to."""
    first, last = parts_of_card(boxes, index)
    pieces = (box.separator + box.block.text for box in boxes[first : last + 1])
    return "".join(pieces).removeprefix(boxes[first].separator)
