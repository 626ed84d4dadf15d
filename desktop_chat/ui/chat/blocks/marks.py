"""Words that are searched for: where they are in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from desktop_chat.ui.chat.blocks import utf16


class Spot(NamedTuple):
    """A hit: in which block of a text, and which one of the block's hits."""

    block: int
    hit: int


class Marks:
    """Terms, found without regard to upper and lower case."""

    def __init__(self, terms: tuple[str, ...] = ()) -> None:
        wanted = sorted({term for term in terms if term.strip()}, key=len, reverse=True)
        self.terms = terms
        self._pattern = re.compile("|".join(map(re.escape, wanted)), re.IGNORECASE) if wanted else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def count(self, text: str) -> int:
        """Count the hits."""
        return len(self._pattern.findall(text)) if self._pattern is not None else 0

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Give the positions where hits start and end."""
        if self._pattern is None:
            return []
        return [
            (utf16.to_position(text, hit.start()), utf16.to_position(text, hit.end()))
            for hit in self._pattern.finditer(text)
        ]
