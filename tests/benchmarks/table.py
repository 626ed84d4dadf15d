"""What was measured, as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Unit = Literal["tokens/s", "MB/s", "ms", "s", "MB"]

_DIGITS: Final[dict[Unit, int]] = {"tokens/s": 1, "MB/s": 0, "ms": 1, "s": 2, "MB": 0}
_HEADS: Final = ("what", "ours", "floor", "ratio", "bar", "")


@dataclass(frozen=True)
class Bar:
    """What a measure has to keep: its ratio, or with a unit its value, at least or at most so much.

    With "±" the ratio is to be 1, off by so much at most.
    """

    sign: Literal["≥", "≤", "±"]
    limit: float
    unit: Unit | None = None

    def is_kept(self, value: float) -> bool:
        """Whether a value keeps it."""
        if self.sign == "±":
            return abs(value - 1) <= self.limit
        return value >= self.limit if self.sign == "≥" else value <= self.limit

    def __str__(self) -> str:
        return f"{self.sign} {amount(self.limit, self.unit) if self.unit else f'{self.limit:.2f}'}"


@dataclass(frozen=True)
class Row:
    """One measure. `ours` and `floor` are medians; without a bar it only informs."""

    what: str
    unit: Unit
    ours: float
    floor: float | None = None
    floor_name: str = ""
    ratio: float | None = None
    bar: Bar | None = None

    @property
    def is_over(self) -> bool:
        """Whether it misses its bar."""
        if self.bar is None:
            return False
        value = self.ratio if self.bar.unit is None else self.ours
        return value is None or not self.bar.is_kept(value)

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of its line."""
        floor = "" if self.floor is None else f"{amount(self.floor, self.unit)} {self.floor_name}"
        ratio = "" if self.ratio is None else f"{self.ratio:.3f}"
        verdict = "" if self.bar is None else "OVER" if self.is_over else "ok"
        return (self.what, amount(self.ours, self.unit), floor, ratio, str(self.bar or ""), verdict)


def amount(value: float, unit: Unit) -> str:
    """Give a value with its unit."""
    return f"{value:.{_DIGITS[unit]}f} {unit}"


def table(rows: Sequence[Row]) -> str:
    """Give the rows under their heads, in columns."""
    lines = [_HEADS, *(row.cells for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(_HEADS))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    """Give how many columns a terminal takes for a text."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
