"""What stands on pages, cut into strips that a page never ends within."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

_LINE_INSET: Final = 0.5  # so that a line that only touches a strip is not drawn with it


class Item(ABC):
    """Something as wide as the page, drawn as a whole or in part."""

    height: float

    @abstractmethod
    def paint(self, painter: QPainter, at: QPointF, top: float, bottom: float) -> None:
        """Draw what is between two heights of it; its upper left corner, seen or not, is at a point."""


@dataclass(slots=True)
class Strip:
    """A part of an item, from one height of it to another."""

    item: Item
    top: float
    bottom: float
    gap: float = 0.0  # above it, unless it begins a page
    keeps_next: bool = False  # the strip after it is on the same page
    repeated: Strip | None = None  # stands before it where it begins a page
    ground: int | None = None  # strips with the same number stand on one ground

    @property
    def height(self) -> float:
        """How much of a page it takes, its gap left out."""
        return self.bottom - self.top


def strips_of(item: Item, seams: Sequence[float], gap: float) -> list[Strip]:
    """Cut an item; no page ends after its first strip, nor before its last."""
    edges = [0.0, *seams, item.height]
    strips = [Strip(item, top, bottom) for top, bottom in pairwise(edges)]
    strips[0].gap = gap
    for strip in (strips[0], strips[-2] if len(strips) > 1 else strips[0]):
        strip.keeps_next = len(strips) > 1
    return strips


def keep_together(strips: Sequence[Strip]) -> None:
    """Let no page end between strips."""
    for strip in strips[:-1]:
        strip.keeps_next = True


def total(strips: Sequence[Strip]) -> float:
    """Give how much of a page strips take that stand one under the other."""
    return sum(strip.gap + strip.height for strip in strips)


class Space(Item):
    """Room that nothing is drawn in."""

    def __init__(self, height: float) -> None:
        self.height = height

    def paint(self, painter: QPainter, at: QPointF, top: float, bottom: float) -> None:
        """There is nothing to draw."""


class Line(Item):
    """One line: words at the left, and after them others that matter less."""

    def __init__(self, width: float, parts: Sequence[tuple[str, QFont, str]], height: float) -> None:
        """Take words, each with its font and colour."""
        self._width = width
        self._parts = parts
        self.height = height

    def paint(self, painter: QPainter, at: QPointF, top: float, bottom: float) -> None:
        """Draw the words."""
        left = 0.0
        for words, font, color in self._parts:
            painter.setFont(font)
            painter.setPen(QColor(color))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(self._width - left))
            room = QRectF(at.x() + left, at.y(), self._width - left, self.height)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            left += metrics.horizontalAdvance(shown) + metrics.horizontalAdvance("  ")


def runs_of(strips: Sequence[tuple[float, Strip]]) -> Iterator[tuple[float, Item, float, float]]:
    """Join strips of one item that follow each other: where it is, the item, and from where to where."""
    at = 0
    while at < len(strips):
        y, first = strips[at]
        last = first
        while (
            at + 1 < len(strips)
            and strips[at + 1][1].item is first.item
            and strips[at + 1][1].top == last.bottom
        ):
            at += 1
            last = strips[at][1]
        yield y - first.top, first.item, first.top, last.bottom
        at += 1


def clip(top: float, bottom: float, width: float) -> QRectF:
    """Give what of an item is drawn between two heights."""
    return QRectF(0, top + _LINE_INSET, width, bottom - top - 2 * _LINE_INSET)
