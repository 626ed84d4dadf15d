"""A table, or one part of a long one: columns as wide as their cells, scrolled sideways where they do not fit."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop_chat.markdown.blocks import Runs, Table
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.box import Box, Ground, paint_rects
from desktop_chat.ui.chat.blocks.cutting import runs_length
from desktop_chat.ui.chat.blocks.estimate import units
from desktop_chat.ui.chat.blocks.formulas import FormulaKey
from desktop_chat.ui.chat.blocks.frame import Frame
from desktop_chat.ui.chat.blocks.grid import Grid
from desktop_chat.ui.chat.blocks.inline import Span, inline_of, words_of
from desktop_chat.ui.chat.blocks.pan import BAR_HEIGHT, Pan, paint_bar
from desktop_chat.ui.chat.blocks.table_layout import PAD_X, PAD_Y, Cell, TableLayout
from desktop_chat.ui.chat.document_style import DocumentStyle

_BAR_ROOM: Final = 12
_LETTER_EM: Final = 0.45
_ALIGNMENTS: Final = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}


class TableBox(Box):
    """One part of a table; the first shows the header."""

    __slots__ = ("_layout", "_version", "grid", "is_first", "is_last")

    def __init__(
        self, block: Table, frame: Frame, style: DocumentStyle, grid: Grid, *, is_first: bool
    ) -> None:
        super().__init__(block, frame, style)
        self.is_first = is_first
        self.is_last = True
        self.grid = grid
        self._version = -1
        self._layout: TableLayout | None = None

    @property
    def shown(self) -> tuple[tuple[Runs, ...], ...]:
        """The rows that are drawn."""
        return ((self.block.header,) if self.is_first else ()) + self.block.rows

    @property
    def text(self) -> str:
        """The cells, with a tab between two and each row on a line of its own."""
        return "\n".join("\t".join("".join(map(words_of, cell)) for cell in row) for row in self.shown)

    @property
    def length(self) -> int:
        """How many positions the cells take, and what is between them."""
        return utf16.length(self.text)

    @property
    def pan(self) -> Pan:
        """How far the table is scrolled sideways."""
        return self.grid.pan

    @property
    def first_baseline(self) -> int:
        """Where the letters of the first row stand."""
        return PAD_Y + self.style.cell_look.baseline

    def set_last(self, is_last: bool) -> None:
        """Say whether the table ends with this part."""
        if is_last != self.is_last:
            self.is_last = is_last
            self.height += _BAR_ROOM if is_last else -_BAR_ROOM

    # ---- layout

    def estimate(self) -> int:
        """Guess the height from the number of rows; learn how wide the cells want to be."""
        letters = [
            max((units("".join(map(words_of, row[column]))) for row in self.shown), default=0.0)
            for column in range(len(self.block.header))
        ]
        self.grid.learn(self.block.part, [count * self.style.pixels * _LETTER_EM for count in letters])
        return len(self.shown) * (self.style.cell_look.line_height + 2 * PAD_Y) + self._below()

    def _below(self) -> int:
        return _BAR_ROOM if self.is_last else 0

    @property
    def is_stale(self) -> bool:
        """Whether another part made a column wider since this one was laid out."""
        return self._version != self.grid.version

    def make_layout(self) -> int:
        """Lay out the cells."""
        layout = self._layout = TableLayout(self.shown, self.style, has_header=self.is_first)
        columns = len(self.block.header)
        self.grid.learn(self.block.part, layout.wanted_widths(columns))
        self.grid.fit(self.width - 2 * PAD_X * columns - 2, self.style.pixels)
        self.grid.pan.reset()
        self.grid.pan.take(self._table_width(), self.width)
        self._version = self.grid.version
        alignments = [_ALIGNMENTS.get(each) for each in self.block.alignments]
        return layout.lay_out(self.grid, alignments + [None] * columns) + self._below()

    def drop_layout(self) -> None:
        """Let go of the cells."""
        self._layout = None

    def _laid_out(self) -> TableLayout:
        if self._layout is None:
            self.lay_out()
        assert self._layout is not None
        return self._layout

    def _table_width(self) -> int:
        return sum(self.grid.widths) + 2 * PAD_X * len(self.grid.widths)

    def _lefts(self) -> list[float]:
        """Give the left edges of the columns."""
        widths = (width + 2 * PAD_X for width in self.grid.widths)
        return list(accumulate(widths, initial=-self.grid.pan.offset))[:-1]

    def _origin_of(self, cell: Cell, lefts: list[float] | None = None) -> QPointF:
        left = (lefts or self._lefts())[cell.column]
        return QPointF(left + PAD_X, self._laid_out().tops[cell.row] + PAD_Y)

    # ---- drawing

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, grounds: list[Ground]) -> None:
        """Draw hairlines between the rows, and the cells."""
        layout = self._laid_out()
        seen = QRectF(origin.x(), origin.y(), self.width, layout.tops[-1] + 1)
        painter.save()
        painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
        self._paint_lines(painter, origin, layout)
        lefts, inner = self._lefts(), clip.translated(-origin)
        cells = [
            (cell.flow, origin + self._origin_of(cell, lefts))
            for cell in layout
            if layout.tops[cell.row] <= inner.bottom() and layout.tops[cell.row + 1] >= inner.top()
        ]
        for flow, at in cells:
            flow.paint_grounds(painter, at)
        paint_rects(painter, origin, grounds)
        for flow, at in cells:
            flow.paint(painter, at, clip)
        painter.restore()
        if self.is_last:
            paint_bar(painter, self.grid.pan, self.track().translated(origin), self.style.theme.border_strong)

    def _paint_lines(self, painter: QPainter, origin: QPointF, layout: TableLayout) -> None:
        theme = self.style.theme
        width = min(self._table_width(), self.width)
        for index, top in enumerate(layout.tops[1:], 1):
            is_under_header = self.is_first and index == 1
            color = theme.border_strong if is_under_header else theme.border
            painter.fillRect(QRectF(origin.x(), origin.y() + top, width, 1), QColor(color))

    def track(self) -> QRectF:
        """Give the place of the bar under the last row."""
        return QRectF(0, self.height - BAR_HEIGHT - 2, self.width, BAR_HEIGHT)

    # ---- places

    def seams(self) -> list[int]:
        """Give the tops of the rows after the first."""
        return self._laid_out().tops[1:-1]

    def position_at(self, point: QPointF) -> int:
        """Give the position nearest to a point."""
        cell = self._laid_out().cell_near(point, self._lefts())
        if cell is None:
            return 0
        inner = point - self._origin_of(cell)
        return cell.start + cell.flow.position_at(inner.x(), inner.y())

    def caret(self, position: int) -> QRectF:
        """Give the place of the caret."""
        cell = self._laid_out().cell_of(position)
        if cell is None:
            return QRectF(0, 0, 1, self.height)
        return cell.flow.caret(position - cell.start).translated(self._origin_of(cell))

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give the places of characters."""
        lefts = self._lefts()
        return [
            rect.translated(self._origin_of(cell, lefts))
            for cell in self._laid_out()
            if cell.start < end and cell.end > start
            for rect in cell.flow.rects(max(0, start - cell.start), min(end, cell.end) - cell.start)
        ]

    def span_at(self, point: QPointF) -> Span | None:
        """Give the link, footnote or formula at a point."""
        cell = self._laid_out().cell_near(point, self._lefts())
        span = cell.flow.span_at(point - self._origin_of(cell)) if cell is not None else None
        return _moved(span, cell.start) if cell is not None and span is not None else None

    def spans(self) -> tuple[Span, ...]:
        """Give everything that is not plain."""
        found: list[Span] = []
        at = 0
        for runs in (cell for row in self.shown for cell in row):
            found += [_moved(span, at) for span in inline_of(runs).spans]
            at += runs_length(runs) + 1
        return tuple(found)

    def ideal_width(self) -> int:
        """Give the width of all columns."""
        self._laid_out()
        return min(self._table_width(), self.width)

    @property
    def waiting(self) -> set[FormulaKey]:
        """The formulas that are not set yet."""
        return {key for cell in self._layout or () for key in cell.flow.waiting}

    def unit_at(self, position: int) -> tuple[int, int]:
        """Give the cell that a position is in."""
        cell = self._laid_out().cell_of(position)
        return (cell.start, cell.end) if cell is not None else (0, 0)

    def next_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position after a character or word, in the next cell after the last one of a cell."""
        cell = self._laid_out().cell_of(position)
        if cell is None or position == cell.end:
            return min(position + 1, self.length)
        return cell.start + cell.flow.next_position(position - cell.start, by_word=by_word)

    def previous_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position before a character or word, in the cell before at the first one of a cell."""
        cell = self._laid_out().cell_of(position)
        if cell is None or position == cell.start:
            return max(position - 1, 0)
        return cell.start + cell.flow.previous_position(position - cell.start, by_word=by_word)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.run)
