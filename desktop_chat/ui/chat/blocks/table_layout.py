"""The cells of one part of a table, laid out in rows and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, Qt

from desktop_chat.markdown.blocks import Runs
from desktop_chat.ui.chat.blocks.cutting import runs_length
from desktop_chat.ui.chat.blocks.flow import UNBOUNDED
from desktop_chat.ui.chat.blocks.grid import Grid
from desktop_chat.ui.chat.blocks.rich_flow import RichFlow
from desktop_chat.ui.chat.document_style import DocumentStyle

PAD_X: Final = 12
PAD_Y: Final = 6


class Cell(NamedTuple):
    """One cell: where it stands, the positions in the table that its characters take, and its lines."""

    row: int
    column: int
    start: int
    end: int
    flow: RichFlow


class TableLayout:
    """Rows of cells; points are relative to the top left corner of the first."""

    def __init__(self, rows: tuple[tuple[Runs, ...], ...], style: DocumentStyle, *, has_header: bool) -> None:
        self.cells: list[list[Cell]] = []
        self.tops: list[int] = []  # of the rows, and of what is below them
        at = 0
        for number, row in enumerate(rows):
            look = style.header_cell_look if has_header and number == 0 else style.cell_look
            cells = []
            for column, runs in enumerate(row):
                end = at + runs_length(runs)
                cells.append(Cell(number, column, at, end, RichFlow(runs, look, style)))
                at = end + 1
            self.cells.append(cells)

    def wanted_widths(self, columns: int) -> list[float]:
        """Give how wide the cells of each column are where none wraps, in pixels."""
        wanted = [0.0] * columns
        for cell in self:
            cell.flow.lay_out(UNBOUNDED, Qt.AlignmentFlag.AlignLeft)
            wanted[cell.column] = max(wanted[cell.column], cell.flow.natural_width + 1)
        return wanted

    def lay_out(self, grid: Grid, alignments: list[Qt.AlignmentFlag | None]) -> int:
        """Wrap the cells at the widths of their columns; gives the height in pixels."""
        self.tops = [0]
        for row in self.cells:
            heights = [cell.flow.lay_out(grid.widths[cell.column], alignments[cell.column]) for cell in row]
            self.tops.append(self.tops[-1] + max(heights, default=0) + 2 * PAD_Y)
        return self.tops[-1]

    def __iter__(self) -> Iterator[Cell]:
        return (cell for row in self.cells for cell in row)

    def cell_near(self, point: QPointF, lefts: list[float]) -> Cell | None:
        """Give the cell nearest to a point, where the columns begin at `lefts`; None where there is no cell."""
        if not self.cells:
            return None
        row = max(0, min(bisect_right(self.tops, point.y()) - 1, len(self.cells) - 1))
        column = max(0, min(bisect_right(lefts, point.x()) - 1, len(self.cells[row]) - 1))
        return self.cells[row][column]

    def cell_of(self, position: int) -> Cell | None:
        """Give the cell that a position is in; None where there is no cell."""
        return next((cell for cell in self if position <= cell.end), None)
