"""A table, or one part of a long one: columns as wide as their cells, scrolled sideways where they do not fit."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop_chat.markdown.blocks import Runs, Table
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.box import Box, Ground, paint_rects
from desktop_chat.ui.chat.blocks.cutting import runs_length
from desktop_chat.ui.chat.blocks.estimate import units
from desktop_chat.ui.chat.blocks.flow import UNBOUNDED
from desktop_chat.ui.chat.blocks.formulas import FormulaKey
from desktop_chat.ui.chat.blocks.frame import Frame
from desktop_chat.ui.chat.blocks.grid import Grid
from desktop_chat.ui.chat.blocks.inline import Span, words_of
from desktop_chat.ui.chat.blocks.looks import TextLook
from desktop_chat.ui.chat.blocks.pan import BAR_HEIGHT, Pan, paint_bar
from desktop_chat.ui.chat.blocks.rich_flow import RichFlow
from desktop_chat.ui.chat.document_style import DocumentStyle

PAD_X: Final = 12
PAD_Y: Final = 6
RADIUS: Final = 8
_BAR_ROOM: Final = 12
_ALIGNMENTS: Final = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}


class _Cell(NamedTuple):
    start: int  # its first position in the table
    runs: Runs
    flow: RichFlow


class _Layout(NamedTuple):
    """Rows of cells; tops in pixels, the last one that of what is below the rows."""

    rows: list[list[_Cell]]
    tops: list[int]


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
        self._layout: _Layout | None = None

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
        em = self.style.pixels
        letters = [
            max((units("".join(map(words_of, row[column]))) for row in self.shown), default=0.0)
            for column in range(len(self.block.header))
        ]
        self.grid.learn(self.block.part, [count * em * 0.45 for count in letters])
        return len(self.shown) * (self.style.cell_look.line_height + 2 * PAD_Y) + self._below()

    def _below(self) -> int:
        return _BAR_ROOM if self.is_last else 0

    @property
    def is_stale(self) -> bool:
        """Whether another part made a column wider since this one was laid out."""
        return self._version != self.grid.version

    def make_layout(self) -> int:
        """Lay out the cells."""
        rows = self._make_cells()
        self._measure(rows)
        tops = [0]
        for row in rows:
            heights = [
                cell.flow.lay_out(self.grid.widths[column], self._alignment(column))
                for column, cell in enumerate(row)
            ]
            tops.append(tops[-1] + max(heights) + 2 * PAD_Y)
        self._layout = _Layout(rows, tops)
        self._version = self.grid.version
        return tops[-1] + self._below()

    def _make_cells(self) -> list[list[_Cell]]:
        rows, at = [], 0
        for index, row in enumerate(self.shown):
            cells = []
            for runs in row:
                cells.append(_Cell(at, runs, RichFlow(runs, self._look(index), self.style)))
                at += runs_length(runs) + 1
            rows.append(cells)
        return rows

    def _look(self, row: int) -> TextLook:
        return self.style.header_cell_look if self.is_first and row == 0 else self.style.cell_look

    def _measure(self, rows: list[list[_Cell]]) -> None:
        """Learn the widths that the cells want, and choose those of the columns."""
        wanted = [0.0] * len(self.block.header)
        for row in rows:
            for column, cell in enumerate(row):
                cell.flow.lay_out(UNBOUNDED, Qt.AlignmentFlag.AlignLeft)
                wanted[column] = max(wanted[column], cell.flow.natural_width + 1)
        self.grid.learn(self.block.part, wanted)
        room = self.width - 2 * PAD_X * len(wanted) - 2
        self.grid.fit(room, self.style.pixels)
        self.grid.pan.reset()
        self.grid.pan.take(self._table_width(), self.width)

    def _table_width(self) -> int:
        return sum(self.grid.widths) + 2 * PAD_X * len(self.grid.widths)

    def _alignment(self, column: int) -> Qt.AlignmentFlag | None:
        alignments = self.block.alignments
        return _ALIGNMENTS.get(alignments[column]) if column < len(alignments) else None

    def drop_layout(self) -> None:
        """Let go of the cells."""
        self._layout = None

    def _laid_out(self) -> _Layout:
        if self._layout is None:
            self.lay_out()
        assert self._layout is not None
        return self._layout

    def _left(self, column: int) -> float:
        """Give the left edge of a column."""
        return sum(self.grid.widths[:column]) + 2 * PAD_X * column - self.grid.pan.offset

    def _cell_origin(self, row: int, column: int) -> QPointF:
        return QPointF(self._left(column) + PAD_X, self._laid_out().tops[row] + PAD_Y)

    # ---- drawing

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, grounds: list[Ground]) -> None:
        """Draw the ground of the header, hairlines between rows, and the cells."""
        layout = self._laid_out()
        painter.save()
        painter.setClipRect(
            QRectF(origin.x(), origin.y(), self.width, layout.tops[-1] + 1), Qt.ClipOperation.IntersectClip
        )
        self._paint_lines(painter, origin, layout)
        cells = [
            (cell.flow, origin + self._cell_origin(index, column))
            for index, row in enumerate(layout.rows)
            if self._is_in(clip, origin.y() + layout.tops[index], origin.y() + layout.tops[index + 1])
            for column, cell in enumerate(row)
        ]
        for flow, at in cells:
            flow.paint_grounds(painter, at)
        paint_rects(painter, origin, grounds)
        for flow, at in cells:
            flow.paint(painter, at, clip)
        painter.restore()
        if self.is_last:
            paint_bar(painter, self.grid.pan, self.track().translated(origin), self.style.theme.border_strong)

    def _is_in(self, clip: QRectF, top: float, bottom: float) -> bool:
        return top <= clip.bottom() and bottom >= clip.top()

    def _paint_lines(self, painter: QPainter, origin: QPointF, layout: _Layout) -> None:
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

    def _cell_near(self, point: QPointF) -> tuple[int, int]:
        layout = self._laid_out()
        row = max(0, min(bisect_right(layout.tops, point.y()) - 1, len(layout.rows) - 1))
        columns = range(len(self.grid.widths))
        column = next((at for at in reversed(columns) if self._left(at) <= point.x()), 0)
        return row, column

    def _cell_of(self, position: int) -> tuple[int, int, _Cell] | None:
        """Give the cell that a position is in; None where there is no cell."""
        found = None
        for row, cells in enumerate(self._laid_out().rows):
            for column, cell in enumerate(cells):
                if found is not None and cell.start > position:
                    return found
                found = (row, column, cell)
        return found

    def position_at(self, point: QPointF) -> int:
        """Give the position nearest to a point."""
        if not self._laid_out().rows:
            return 0
        row, column = self._cell_near(point)
        cell = self._laid_out().rows[row][column]
        inner = point - self._cell_origin(row, column)
        return cell.start + cell.flow.position_at(inner.x(), inner.y())

    def caret(self, position: int) -> QRectF:
        """Give the place of the caret."""
        found = self._cell_of(position)
        if found is None:
            return QRectF(0, 0, 1, self.height)
        row, column, cell = found
        return cell.flow.caret(position - cell.start).translated(self._cell_origin(row, column))

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give the places of characters."""
        found = []
        for row, cells in enumerate(self._laid_out().rows):
            for column, cell in enumerate(cells):
                origin = self._cell_origin(row, column)
                pieces = cell.flow.rects(max(0, start - cell.start), max(0, end - cell.start))
                found += [rect.translated(origin) for rect in pieces]
        return found

    def span_at(self, point: QPointF) -> Span | None:
        """Give the link, footnote or formula at a point."""
        if not self._laid_out().rows:
            return None
        row, column = self._cell_near(point)
        cell = self._laid_out().rows[row][column]
        span = cell.flow.span_at(point - self._cell_origin(row, column))
        return _moved(span, cell.start) if span else None

    def spans(self) -> tuple[Span, ...]:
        """Give everything that is not plain."""
        cells = [cell for row in self._laid_out().rows for cell in row]
        return tuple(_moved(span, cell.start) for cell in cells for span in cell.flow.inline.spans)

    def ideal_width(self) -> int:
        """Give the width of all columns."""
        self._laid_out()
        return min(self._table_width(), self.width)

    @property
    def waiting(self) -> set[FormulaKey]:
        """The formulas that are not set yet."""
        rows = self._layout.rows if self._layout is not None else []
        return {key for row in rows for cell in row for key in cell.flow.waiting}

    def unit_at(self, position: int) -> tuple[int, int]:
        """Give the cell that a position is in."""
        found = self._cell_of(position)
        if found is None:
            return 0, 0
        cell = found[2]
        return cell.start, cell.start + runs_length(cell.runs)

    def next_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position after a character or word, in the next cell after the last one of a cell."""
        found = self._cell_of(position)
        if found is None:
            return position
        cell = found[2]
        inner = position - cell.start
        after = cell.flow.next_position(inner, by_word=by_word)
        return cell.start + after if after != inner else min(position + 1, self.length)

    def previous_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position before a character or word, in the cell before at the first one of a cell."""
        found = self._cell_of(position)
        if found is None:
            return position
        cell = found[2]
        inner = position - cell.start
        before = cell.flow.previous_position(inner, by_word=by_word)
        return cell.start + before if before != inner else max(position - 1, 0)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.run)
