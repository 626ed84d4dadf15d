"""Parts of a file: which are there, which are missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Bytes `start` to `end` of a file, the last one not included."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many bytes it is."""
        return self.end - self.start


def merged(spans: Iterable[Span]) -> list[Span]:
    """Give the same bytes in as few spans as possible, in order."""
    result: list[Span] = []
    for span in sorted(spans):
        if span.size <= 0:
            continue
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def gaps(spans: Iterable[Span], size: int) -> list[Span]:
    """Give what is missing of a file of `size` bytes, in order."""
    result: list[Span] = []
    place = 0
    for span in merged(spans):
        if place < span.start:
            result.append(Span(place, min(span.start, size)))
        place = max(place, span.end)
    if place < size:
        result.append(Span(place, size))
    return result


def total(spans: Iterable[Span]) -> int:
    """Count the bytes of spans that do not overlap."""
    return sum(span.size for span in spans)
