"""Where long blocks are cut into parts, so that one more word costs the same however long they are."""

from __future__ import annotations

import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 3_000
"""Characters of a part of running text, of code, or of a table."""

MAX_LINES: Final = 40
"""Lines of a part of code, rows of a part of a table."""

_SENTENCE_ENDS: Final = (". ", "! ", "? ", "。", "！", "？")
_JOINERS: Final = "\u200c\u200d"
_LONGEST_CLUSTER: Final = 32


def cut(content: str) -> tuple[int, int, bool]:
    """Give where the first part of too long a text ends and the next begins, and whether that is within a line.

    It depends on nothing that comes after the first `MAX_CHARACTERS`.
    """
    earliest, latest = MAX_CHARACTERS // 2, MAX_CHARACTERS
    newline = content.rfind("\n", earliest, latest)
    if newline >= 0:
        return newline, newline + 1, False
    sentence = max(_end(content, mark, earliest, latest) for mark in _SENTENCE_ENDS)
    end = (
        sentence
        if sentence > 0
        else _end(content, " ", earliest, latest) or _between_letters(content, latest)
    )
    return end, end, True


def _end(content: str, mark: str, earliest: int, latest: int) -> int:
    found = content.rfind(mark, earliest, latest)
    return found + len(mark) if found >= 0 else 0


def _between_letters(content: str, position: int) -> int:
    """Step back from within a letter of several characters, such as a joined emoji."""
    for end in range(position, position - _LONGEST_CLUSTER, -1):
        if (
            not unicodedata.combining(content[end])
            and not _joins(content[end])
            and content[end - 1] not in _JOINERS
        ):
            return end
    return position


def _joins(character: str) -> bool:
    return (
        character in _JOINERS
        or unicodedata.category(character) in {"Mn", "Me"}
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
