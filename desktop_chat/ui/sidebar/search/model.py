"""What is found as Qt sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_chat.ui.sidebar.search.rows import HitRow
from desktop_chat.ui.widgets.tooltips import as_tooltip

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_CHOSEN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class HitModel(QAbstractListModel):
    """Lines of what is found; those that open something can be current."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[HitRow] = ()

    def set_rows(self, rows: Sequence[HitRow]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: _Index) -> HitRow | None:
        """Give the line at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def step(self, at: int, by: int) -> QModelIndex:
        """Give the line so many hits further than the one at `at`; the last (or first) where there are fewer."""
        usable = [number for number, row in enumerate(self._rows) if row.hit is not None]
        if not usable:
            return QModelIndex()
        place = usable.index(at) + by if at in usable else 0
        return self.index(usable[min(max(place, 0), len(usable) - 1)])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a line, or its texts for screen readers and tooltips."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.text, row.date)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(row.text)
        return row.text if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let what opens something be chosen."""
        row = self.row(index)
        return _CHOSEN if row is not None and row.hit is not None else Qt.ItemFlag.ItemNeverHasChildren
