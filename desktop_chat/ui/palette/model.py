"""The palette's lines as Qt sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_chat.ui.palette.rows import Row

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_CHOSEN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class PaletteModel(QAbstractListModel):
    """Lines; all but headings can be current."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: _Index) -> Row | None:
        """Give the line at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def step(self, at: int, by: int) -> QModelIndex:
        """Give the line so many further than the one at `at`; behind the last comes the first."""
        usable = [number for number, row in enumerate(self._rows) if row.kind != "heading"]
        if not usable:
            return QModelIndex()
        place = usable.index(at) + by if at in usable else 0
        if abs(by) == 1:
            place %= len(usable)
        return self.index(usable[min(max(place, 0), len(usable) - 1)])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a line, or what screen readers say of it."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.text, row.note, row.keys)))
        return row.text if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let all but headings be chosen."""
        row = self.row(index)
        is_heading = row is None or row.kind == "heading"
        return Qt.ItemFlag.ItemNeverHasChildren if is_heading else _CHOSEN
