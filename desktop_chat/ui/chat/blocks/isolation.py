"""Code and formulas within text that runs the other way: kept from mixing with it by characters nobody sees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtGui import QTextLayout

from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.direction import has_right_to_left

_BEGIN = "\u2066"
_END = "\u2069"


class Isolation:
    """A text with such characters around some of its parts, and how positions in one are found in the other."""

    def __init__(self, text: str, parts: Sequence[tuple[int, int]]) -> None:
        parts = parts if has_right_to_left(text) else ()
        self._places = [place for part in parts for place in part]
        self._inserted = [place + number for number, place in enumerate(self._places)]
        self.text = self._isolated(text) if parts else text

    def _isolated(self, text: str) -> str:
        pieces, at = [], 0
        for number, place in enumerate(self._places):
            pieces += [utf16.cut(text, at, place), _END if number % 2 else _BEGIN]
            at = place
        return "".join([*pieces, text[utf16.to_index(text, at) :]])

    def inner(self, position: int) -> int:
        """Give where a position of the text is among the characters nobody sees."""
        return position + bisect_right(self._places, position)

    def inner_end(self, position: int) -> int:
        """Give where the character before a position ends."""
        return position + bisect_left(self._places, position)

    def outer(self, position: int) -> int:
        """Give the position in the text itself."""
        return position - bisect_left(self._inserted, position)

    def formats(self, formats: Sequence[QTextLayout.FormatRange]) -> Sequence[QTextLayout.FormatRange]:
        """Move formats to where their characters are."""
        if self._places:
            for each in formats:
                end = self.inner_end(each.start + each.length)
                each.start = self.inner(each.start)
                each.length = end - each.start
        return formats
