"""The list of conversations as Qt sees it: rows, and titles that are edited in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, Literal

from msgspec import structs
from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.reply_marks import Marks
from desktop_chat.ui.sidebar.requests import Place, Rename, RenameFolder
from desktop_chat.ui.sidebar.rows import Row, rows_of
from desktop_chat.ui.sidebar.spoken import spoken

Index = QModelIndex | QPersistentModelIndex
Mark = Literal["writing", "unseen"]

_LINE: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_CHANGED_IN_PLACE: Final = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
_FLAGS: Final = {
    "conversation": _LINE | Qt.ItemFlag.ItemIsSelectable | _CHANGED_IN_PLACE,
    "folder": _LINE | _CHANGED_IN_PLACE,
    "archive": _LINE,
    "bin": _LINE,
}


class ConversationModel(QAbstractListModel):
    """The lines of one place. An edited title shows at once and is asked to be stored.

    Signals:
        requested(object): (Rename or RenameFolder) what the user typed.
        folded_changed(object): (tuple of ids) these folders do not show what is in them.
    """

    requested = Signal(object)
    folded_changed = Signal(object)

    def __init__(self, today: Callable[[], date] = date.today, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._listing = Listing()
        self._place: Place = "list"
        self._folded: frozenset[int] = frozenset()
        self._rows: list[Row] = []
        self._positions: dict[int, int] = {}
        self._marks = Marks()
        self._folder_marks = Marks()  # ids of folders

    @property
    def place(self) -> Place:
        """Which conversations are listed."""
        return self._place

    @property
    def rows(self) -> Sequence[Row]:
        """The lines, headings included."""
        return self._rows

    @property
    def listing(self) -> Listing:
        """Everything there is, listed or not."""
        return self._listing

    def set_listing(self, listing: Listing) -> None:
        """Show another listing."""
        self._listing = listing
        if any(self._marks):
            self._mark_folders()
        self.regroup()

    def show_place(self, place: Place) -> None:
        """List the conversations of another place."""
        self._place = place
        self.regroup()

    def set_folded(self, folded: Iterable[int]) -> None:
        """Show what is in every folder but these."""
        self._folded = frozenset(folded)
        self.regroup()

    def set_marks(self, marks: Marks) -> None:
        """Mark the conversations that are being answered, and those that were answered unseen."""
        if marks != self._marks:
            self._marks = marks
            self._mark_folders()
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    @property
    def is_any_written(self) -> bool:
        """Whether a conversation that is listed is being answered."""
        return bool(self._marks.writing)

    def mark_of(self, row: Row) -> Mark | None:
        """Give the mark of a line; a closed folder has those of what is in it."""
        if row.folder is not None:
            marks, which = self._folder_marks, None if row.is_open else row.folder.id
        else:
            marks, which = self._marks, row.conversation_id
        return "writing" if which in marks.writing else "unseen" if which in marks.unseen else None

    def fold(self, folder_id: int, folded: bool) -> None:
        """Hide what is in a folder, or show it."""
        after = self._folded | {folder_id} if folded else self._folded - {folder_id}
        if after != self._folded:
            self.set_folded(after)
            self.folded_changed.emit(tuple(sorted(after)))

    def regroup(self) -> None:
        """Build the lines anew: the day or the language has changed, or what there is."""
        rows = rows_of(self._listing, self._place, self._folded, self._today())
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self._positions = {
            row.conversation.id: at for at, row in enumerate(rows) if row.conversation is not None
        }
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """Give the line at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, conversation_id: int | None) -> QModelIndex:
        """Give the index of a conversation, invalid where it is not listed."""
        position = self._positions.get(conversation_id) if conversation_id is not None else None
        return QModelIndex() if position is None else self.index(position)

    def index_of_folder(self, folder_id: int | None) -> QModelIndex:
        """Give the index of a folder's line, invalid where it is not listed."""
        found = (at for at, row in enumerate(self._rows) if row.folder and row.folder.id == folder_id)
        return self.index(next(found, -1))

    def nearest(self, position: int) -> QModelIndex:
        """Give the line at a position, or the next one that can be used; invalid where there is none."""
        behind = range(max(position, 0), len(self._rows))
        before = range(min(position, len(self._rows)) - 1, -1, -1)
        usable = (at for part in (behind, before) for at in part if self._rows[at].kind in _FLAGS)
        return self.index(next(usable, -1))

    def selection_of(self, ids: Iterable[int]) -> QItemSelection:
        """Give the selection of some conversations, in as few ranges as there are."""
        selection = QItemSelection()
        first = last = -2
        for at in sorted(self._positions[each] for each in ids if each in self._positions):
            if at != last + 1:
                if first >= 0:
                    selection.select(self.index(first), self.index(last))
                first = at
            last = at
        if first >= 0:
            selection.select(self.index(first), self.index(last))
        return selection

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; never changed
        """Count the lines, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give the text of a line, and what screen readers say of it."""
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.text
        return self._spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def setData(self, index: Index, value: str, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new title from the editor; an empty or unchanged one changes nothing."""
        name = " ".join(value.split())
        row = self._rows[index.row()]
        if role != Qt.ItemDataRole.EditRole or name in ("", row.text):
            return False
        if row.conversation is not None:
            retitled = structs.replace(row.conversation, title=name)
            self._replace(index, structs.replace(row, conversation=retitled))
            self.requested.emit(Rename(retitled.id, name))
        elif row.folder is not None:
            self._replace(index, structs.replace(row, name=name))
            self.requested.emit(RenameFolder(row.folder.id, name))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let conversations be chosen and renamed (in the bin only chosen), folders renamed, headings nothing."""
        row = self.row(index)
        flags = _FLAGS.get(row.kind if row else "", Qt.ItemFlag.ItemNeverHasChildren)
        return flags & ~_CHANGED_IN_PLACE if self._place == "bin" else flags

    def _mark_folders(self) -> None:
        """Find the folders that what is marked is in."""
        marks = self._marks
        marked = [one for one in self._listing.conversations if one.id in marks.writing | marks.unseen]
        self._folder_marks = Marks(
            frozenset(one.folder_id for one in marked if one.folder_id and one.id in marks.writing),
            frozenset(one.folder_id for one in marked if one.folder_id and one.id in marks.unseen),
        )

    def _spoken(self, row: Row) -> str:
        counted = self.tr("%n conversation(s)", "", row.count)
        words, mark = spoken(row, self._today(), counted), self.mark_of(row)
        if mark is None:
            return words
        state = self.tr("being answered") if mark == "writing" else self.tr("new answer")
        return f"{words}, {state}"

    def _replace(self, index: Index, row: Row) -> None:
        self._rows[index.row()] = row
        self.dataChanged.emit(index, index)
