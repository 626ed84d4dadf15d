"""How wide texts are on a terminal, where a letter of Hangul takes two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

Side = Literal["<", ">"]


def width(text: str) -> int:
    """Give the columns a text takes."""
    return len(text) if text.isascii() else sum(map(_width_of, text))


def padded(text: str, columns: int, side: Side = "<") -> str:
    """Fill a text with spaces, at its end or (">") its beginning."""
    spaces = " " * max(0, columns - width(text))
    return text + spaces if side == "<" else spaces + text


def shortened(text: str, columns: int) -> str:
    """Cut a text that is too long; a mark says so."""
    if width(text) <= columns:
        return text
    kept, room = "", columns - 1
    for letter in text:
        room -= _width_of(letter)
        if room < 0:
            break
        kept += letter
    return f"{kept}…" if columns > 0 else ""


def table(rows: Iterable[Sequence[str]], sides: Sequence[Side]) -> list[str]:
    """Give the lines of a table, its columns two spaces apart; columns without any text are left out."""
    rows = list(rows)
    columns = list(zip(*rows, strict=True))
    kept = (
        [
            (cells, max(map(width, cells)), side)
            for cells, side in zip(columns, sides, strict=True)
            if any(cells)
        ]
        if columns
        else []
    )
    return [
        "  ".join(padded(cells[row], wide, side) for cells, wide, side in kept).rstrip()
        for row in range(len(rows))
    ]


def _width_of(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
