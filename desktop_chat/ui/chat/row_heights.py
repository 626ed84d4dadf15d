"""The heights of a long list's rows, and where each row therefore stands: a change costs what lies between."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Final

_CHUNK: Final = 256


class RowHeights:
    """Heights and tops in pixels, by index. Tops are summed as far down as they were asked for, and no further."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._tops = [0]  # one more than rows that are summed
        self._total = 0

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    @property
    def total(self) -> int:
        """The height of all rows together."""
        return self._total

    def prepend(self, heights: Sequence[int]) -> None:
        """Put rows before the first one."""
        self._heights[:0] = heights
        self._total += sum(heights)
        del self._tops[1:]

    def extend(self, heights: Sequence[int]) -> None:
        """Put rows after the last one."""
        self._heights += heights
        self._total += sum(heights)

    def truncate(self, length: int) -> None:
        """Drop the rows from an index on."""
        self._total -= sum(islice(self._heights, length, None))
        del self._heights[length:]
        del self._tops[length + 1 :]

    def set(self, index: int, height: int) -> None:
        """Give a row another height."""
        self._total += height - self._heights[index]
        self._heights[index] = height
        del self._tops[index + 1 :]

    def top(self, index: int) -> int:
        """Give where a row begins; the index may be one past the last."""
        self._sum_to(index)
        return self._tops[index]

    def at(self, y: int) -> int:
        """Give the index of the row at a height: the first or the last one for what is above or below all.

        Raises IndexError where there is no row.
        """
        if not self._heights:
            raise IndexError(y)
        while self._tops[-1] <= y and len(self._tops) <= len(self._heights):
            self._sum_to(min(len(self._heights), len(self._tops) + _CHUNK))
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self._heights) - 1)

    def _sum_to(self, index: int) -> None:
        have = len(self._tops) - 1
        if index > have:
            more = accumulate(islice(self._heights, have, index), initial=self._tops[-1])
            self._tops += islice(more, 1, None)
