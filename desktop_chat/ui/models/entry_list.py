"""The list of the Models window: sections of rows, filtered while the user types."""

from __future__ import annotations

from typing import Final, get_args

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_chat.ui.models.entries import EntryKey, Shelf
from desktop_chat.ui.models.entry_rows import (
    Row,
    Section,
    empty_library_note,
    heading,
    hub_status,
    nothing_here_note,
    offline_rows,
    row_of,
    rows_of,
    search_row,
    unavailable_rows,
)
from desktop_chat.ui.widgets.tooltips import as_tooltip

_Index = QModelIndex | QPersistentModelIndex
_LOCAL: Final[tuple[Section, ...]] = ("downloading", "installed", "recommended", "catalog")
_CHOSEN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
ROW_ROLE: Final = Qt.ItemDataRole.UserRole


class EntryList(QAbstractListModel):
    """What of the shelf is shown, in the order it is shown; rows are built once and filtered often."""

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._text = ""
        self._rows: dict[Section, list[Row]] = {section: [] for section in get_args(Section)}
        self._shown: list[Row] = []

    @property
    def text(self) -> str:
        """What is being looked for."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show the rows in which every word of a text is found."""
        text = " ".join(text.split())
        if text != self._text:
            self._text = text
            self._show()

    def rebuild(self, *sections: Section) -> None:
        """Build the rows of some sections anew; of all when none is named."""
        for section in sections or get_args(Section):
            self._rows[section] = rows_of(section, self._shelf)
        self._show()

    def update_download(self, download_id: str) -> None:
        """Build the row of one download anew, in place."""
        self._update("downloading", EntryKey("download", download_id))

    def update_catalog(self, key: EntryKey) -> None:
        """Build the row of one model of the catalog anew, in place."""
        self._update("catalog", key)

    def _update(self, section: Section, key: EntryKey) -> None:
        place = next((at for at, row in enumerate(self._rows[section]) if row.key == key), None)
        row = row_of(key, self._shelf)
        if place is None or row is None:
            return
        self._rows[section][place] = row
        index = self.index_of(key)
        if index.isValid():
            self._shown[index.row()] = row
            self.dataChanged.emit(index, index)

    def row(self, index: _Index) -> Row | None:
        """Give the row at an index."""
        return self._shown[index.row()] if index.isValid() else None

    def index_of(self, key: EntryKey | None) -> QModelIndex:
        """Give the index of an entry, invalid where it is not shown."""
        if key is None:
            return QModelIndex()
        found = (at for at, row in enumerate(self._shown) if row.key == key)
        return self.index(next(found, -1))

    def first_entry(self) -> QModelIndex:
        """Give the index of the first row that can be chosen."""
        found = (at for at, row in enumerate(self._shown) if row.key or row.action)
        return self.index(next(found, -1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Count the rows, headings included."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, or its texts for screen readers and tooltips."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        is_path = role == Qt.ItemDataRole.ToolTipRole and row.key and row.key.kind == "installed"
        return as_tooltip(row.key.id) if is_path and row.key else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let entries and actions be chosen, headings and notes not."""
        row = self.row(index)
        if row is None or not (row.key or row.action):
            return Qt.ItemFlag.ItemNeverHasChildren
        return _CHOSEN

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = self._visible()
        self.endResetModel()

    def _visible(self) -> list[Row]:
        shown: list[Row] = []
        for section in _LOCAL:
            shown += self._section(section, self._matching(section, self._text))
        if self._text:
            told = {row.key for row in shown}
            missing = unavailable_rows(self._shelf, self._text)
            shown = [row for row in missing if row.key is None or row.key not in told] + shown
        if self._text and not shown:
            shown.append(nothing_here_note())
        return shown + self._hub()

    def _section(self, section: Section, rows: list[Row]) -> list[Row]:
        if section == "installed" and not self._rows["installed"] and not self._text:
            return [heading(section), empty_library_note()]
        return [heading(section), *rows] if rows else []

    def _matching(self, section: Section, text: str) -> list[Row]:
        words = text.casefold().split()
        return [row for row in self._rows[section] if all(word in row.searched for word in words)]

    def _hub(self) -> list[Row]:
        """Show what was searched for, narrowed by what was typed since, and the offer of another search."""
        shelf = self._shelf
        if shelf.is_offline:
            return [heading("hub"), *offline_rows()] if self._text else []
        asked = shelf.hub_query.text
        is_of_text = shelf.hub_state != "idle" and self._text.casefold().startswith(asked.casefold())
        is_answer = is_of_text and self._text.casefold() == asked.casefold()
        offer = [] if is_answer else [search_row(self._text)]
        if not is_of_text:
            return offer
        rows = self._matching("hub", self._text[len(asked) :]) if shelf.hub_state == "found" else []
        status = hub_status(shelf) if is_answer else []
        return [*offer, *([heading("hub", asked), *status, *rows] if status or rows else [])]
