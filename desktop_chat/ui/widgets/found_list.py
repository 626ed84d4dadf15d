"""What is found while one types, as a list that is stepped through from the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.announce import announce
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.drawn_list import DrawnList

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
"""The line itself."""

_Index = QModelIndex | QPersistentModelIndex
_CHOSEN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class FoundRow(Protocol):
    """One line."""

    @property
    def text(self) -> str:
        """What stands in it."""

    @property
    def spoken(self) -> str:
        """What screen readers say of it."""

    @property
    def is_usable(self) -> bool:
        """Whether it can be current; headings cannot."""


RowT = TypeVar("RowT", bound=FoundRow)


class FoundRows(QAbstractListModel, Generic[RowT]):
    """The lines as Qt sees them. `goes_round`: behind the last comes the first."""

    def __init__(self, *, goes_round: bool = False) -> None:
        super().__init__()
        self._goes_round = goes_round
        self._rows: Sequence[RowT] = ()

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: _Index) -> RowT | None:
        """Give the line at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def step(self, at: int, by: int) -> QModelIndex:
        """Give the usable line so many further than the one at `at`; the last (or first) where there are fewer."""
        usable = [number for number, row in enumerate(self._rows) if row.is_usable]
        if not usable:
            return QModelIndex()
        place = usable.index(at) + by if at in usable else 0
        if self._goes_round and abs(by) == 1:
            place %= len(usable)
        return self.index(usable[min(max(place, 0), len(usable) - 1)])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a line, its text, or what screen readers say of it."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row.text if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let usable lines be chosen."""
        row = self.row(index)
        return _CHOSEN if row is not None and row.is_usable else Qt.ItemFlag.ItemNeverHasChildren


class FoundList(DrawnList, Generic[RowT]):
    """Shows the lines; the keyboard stays in the field."""

    def __init__(
        self, theme_manager: ThemeManager, rows: FoundRows[RowT], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme_manager, parent)
        self._rows = rows
        self.setModel(rows)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_rows(self, rows: Sequence[RowT]) -> None:
        """Show other lines; the first usable one is current."""
        self._rows.set_rows(rows)
        self.setCurrentIndex(self._rows.step(-1, 0))
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Make the line current that is so many further down (or up), and say it."""
        index = self._rows.step(self.currentIndex().row(), by)
        self.setCurrentIndex(index)
        if index.row() == 1:
            self.scrollToTop()  # the heading above the first usable line
        self.say_current()

    def say_current(self) -> None:
        """Have screen readers say the line that is current."""
        announce(self, self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")
