"""What lists of personas and prompts show: a sign, a name and a line about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
"""The `Row` itself."""


class Row(Struct, frozen=True):
    """One line of a list."""

    key: str
    title: str
    note: str = ""
    sign: str = ""  # an emoji or a letter; "": the first letter of the title
    mark: str = ""  # at the end, such as “New chats”
    is_chosen: bool = False  # shown by a check mark, which `mark` names for screen readers


class Rows(QAbstractListModel):
    """Rows in their order; told anew as a whole, for they are few."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows there are."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; where there are as many as before, only what differs is told."""
        old = self._rows
        if [row.key for row in old] == [row.key for row in rows]:
            self._rows = tuple(rows)
            for at in (at for at, row in enumerate(old) if row != self._rows[at]):
                self.dataChanged.emit(self.index(at), self.index(at))
        else:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def index_of(self, key: str) -> QModelIndex:
        """Give the place of a row; an invalid one where there is none."""
        places = [at for at, row in enumerate(self._rows) if row.key == key]
        return self.index(places[0]) if places else QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give a row, its name, or what a screen reader says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (row.title, row.mark, row.note)))
        return None
