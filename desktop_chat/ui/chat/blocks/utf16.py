"""Positions as Qt counts them: in UTF-16 units, two for characters such as emoji."""

from __future__ import annotations

_LAST_OF_ONE_UNIT = "\uffff"


def length(text: str) -> int:
    """Count the positions of a text."""
    if text.isascii() or max(text) <= _LAST_OF_ONE_UNIT:
        return len(text)
    return len(text) + sum(character > _LAST_OF_ONE_UNIT for character in text)


def cut(text: str, start: int, end: int) -> str:
    """Give the characters between two positions; half a character counts as the whole at its start."""
    return text[to_index(text, start) : to_index(text, end)]


def to_index(text: str, position: int) -> int:
    """Give the index in a Python string of a position."""
    if text.isascii() or not text or max(text) <= _LAST_OF_ONE_UNIT:
        return position
    at = 0
    for index, character in enumerate(text):
        if at >= position:
            return index
        at += 1 + (character > _LAST_OF_ONE_UNIT)
    return len(text)


def to_position(text: str, index: int) -> int:
    """Give the position of an index in a Python string."""
    return length(text[:index])
