"""What every block on the screen has in common: a place, a height known or estimated, text to select."""

from __future__ import annotations

from abc import ABC, abstractmethod

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from desktop_chat.markdown.blocks import Block
from desktop_chat.ui.chat.blocks.formulas import FormulaKey
from desktop_chat.ui.chat.blocks.frame import Frame
from desktop_chat.ui.chat.blocks.inline import Span
from desktop_chat.ui.chat.blocks.pan import Pan
from desktop_chat.ui.chat.document_style import DocumentStyle

Ground = tuple[str, list[QRectF]]
"""A colour, and the places behind characters that have it."""


class Box(ABC):
    """One block. Points are relative to its top left corner, positions count the characters it shows.

    It knows its height at all times; what it needs to paint it has only between `lay_out` and `forget`.
    """

    __slots__ = ("block", "frame", "height", "is_laid_out", "style", "width")

    is_right_to_left = False

    def __init__(self, block: Block, frame: Frame, style: DocumentStyle) -> None:
        self.block = block
        self.frame = frame
        self.style = style
        self.width = 0
        self.height = 0
        self.is_laid_out = False

    def fit(self, width: int) -> None:
        """Take a width in pixels; the height is estimated until the box is laid out."""
        if width != self.width:
            self.width = width
            self.forget()
            self.height = self.estimate()

    @property
    def is_stale(self) -> bool:
        """Whether the layout is not right any more."""
        return False

    def lay_out(self) -> None:
        """Make everything ready to be painted; the height is exact from now on."""
        if not self.is_laid_out or self.is_stale:
            self.height = self.make_layout()
            self.is_laid_out = True

    def forget(self) -> None:
        """Give back the memory of the layout; the height stays."""
        self.is_laid_out = False
        self.drop_layout()

    # ---- what each kind of block does

    @property
    @abstractmethod
    def text(self) -> str:
        """What can be selected."""

    @property
    @abstractmethod
    def length(self) -> int:
        """How many positions the text has."""

    @abstractmethod
    def estimate(self) -> int:
        """Guess the height from how much there is."""

    @abstractmethod
    def make_layout(self) -> int:
        """Lay everything out at the width, and give the height."""

    @abstractmethod
    def drop_layout(self) -> None:
        """Let go of what `make_layout` made."""

    @abstractmethod
    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, grounds: list[Ground]) -> None:
        """Draw what a rectangle needs; `grounds` lie behind its characters, relative to the origin."""

    @abstractmethod
    def position_at(self, point: QPointF) -> int:
        """Give the position nearest to a point."""

    @abstractmethod
    def caret(self, position: int) -> QRectF:
        """Give the place of the caret at a position."""

    @abstractmethod
    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give the places of the characters between two positions."""

    @property
    def first_baseline(self) -> int:
        """Where the letters of the first line stand: a marker stands there too."""
        return self.style.body.baseline

    def seams(self) -> list[int]:
        """Give the heights at which it can be cut, between its lines or rows; it has to be laid out."""
        return []

    @property
    def pan(self) -> Pan | None:
        """How far it is scrolled sideways, if it can be."""
        return None

    def track(self) -> QRectF:
        """Give the place of the bar that shows how far it is scrolled."""
        return QRectF()

    @property
    def waiting(self) -> set[FormulaKey]:
        """The formulas that are not set yet; laid out again, it shows them."""
        return set()

    def unit_at(self, position: int) -> tuple[int, int]:
        """Give what a triple click selects: the positions where it starts and ends."""
        return 0, self.length

    def ideal_width(self) -> int:
        """Give the width in pixels that is really taken."""
        return self.width

    def span_at(self, point: QPointF) -> Span | None:
        """Give the link, footnote or formula at a point."""
        return None

    def spans(self) -> tuple[Span, ...]:
        """Give the links and footnotes in reading order."""
        return ()

    def next_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position after the one given."""
        return min(position + 1, self.length)

    def previous_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position before the one given."""
        return max(position - 1, 0)


def paint_rects(painter: QPainter, origin: QPointF, grounds: list[Ground]) -> None:
    """Draw what lies behind characters."""
    for color, rects in grounds:
        brush = QColor(color)
        for rect in rects:
            painter.fillRect(rect.translated(origin), brush)
