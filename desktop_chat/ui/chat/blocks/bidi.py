"""Where characters stand on a line of both directions.

Qt tells a caret's place there, and for the first character of a run the caret stays at the end of the run before:
its own place is what no other character takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QTextLine

_NEAR: Final = 0.5
"""Pixels that count as touching."""

Span = tuple[float, float]


def character_places(line: QTextLine) -> dict[int, Span]:
    """Give the left and the right side of each character of a line that is seen."""
    leading, trailing = QTextLine.Edge.Leading, QTextLine.Edge.Trailing
    start, end = line.textStart(), line.textStart() + line.textLength()
    carets = {at: line.cursorToX(at, leading)[0] for at in range(start, end + 1)}
    places: dict[int, Span] = {}
    for at in range(start, end):
        sides = sorted((carets[at], line.cursorToX(at, trailing)[0]))
        if sides[1] - sides[0] > _NEAR / 10:
            places[at] = (sides[0], sides[1])
    text = line.naturalTextRect()
    unknown = [at for at in range(start, end) if at not in places]
    for gap in _gaps(places.values(), (text.left(), text.right())):
        if unknown:
            nearest = min(unknown, key=lambda at: min(abs(side - carets[at + 1]) for side in gap))
            unknown.remove(nearest)
            places[nearest] = gap
    return places


def joined(places: Iterable[Span]) -> list[Span]:
    """Join places that touch, from the left."""
    found: list[Span] = []
    for left, right in sorted(places):
        if found and left - found[-1][1] < _NEAR:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found


def _gaps(places: Iterable[Span], around: Span) -> list[Span]:
    """Give what is left of a line between the places taken."""
    found: list[Span] = []
    at = around[0]
    for left, right in joined(places):
        if left - at > _NEAR:
            found.append((at, left))
        at = max(at, right)
    if around[1] - at > _NEAR:
        found.append((at, around[1]))
    return found
