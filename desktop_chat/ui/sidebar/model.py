"""The conversations as rows of a list, with a heading before each group of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from msgspec import structs
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_chat.chat.messages import ConversationSummary
from desktop_chat.ui.sidebar.days import heading

Index = QModelIndex | QPersistentModelIndex

_CONVERSATION: Final = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemNeverHasChildren
)


class Row(NamedTuple):
    """One line of the list: a conversation, or a heading where `conversation_id` is None."""

    conversation_id: int | None
    text: str


class ConversationModel(QAbstractListModel):
    """Rows newest first. Editing a title changes the row at once and asks for it to be stored.

    Signals:
        renamed(int, str): the user gave this conversation this title.
    """

    renamed = Signal(int, str)

    def __init__(self, today: Callable[[], date] = date.today, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._conversations: list[ConversationSummary] = []
        self._rows: list[Row] = []
        self._positions: dict[int, int] = {}

    def set_conversations(self, conversations: Sequence[ConversationSummary]) -> None:
        """Show these conversations, the most recently used first."""
        self._conversations = sorted(conversations, key=lambda one: one.updated_at, reverse=True)
        self.regroup()

    def regroup(self) -> None:
        """Name the groups anew: the day or the language has changed."""
        rows = self._grouped()
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self._positions = {
            one.conversation_id: at for at, one in enumerate(rows) if one.conversation_id is not None
        }
        self.endResetModel()

    def update_title(self, conversation_id: int, title: str) -> None:
        """Show another title; an unknown conversation is ignored."""
        position = self._positions.get(conversation_id)
        if position is None:
            return
        self._conversations = retitled(self._conversations, conversation_id, title)
        self._rows[position] = Row(conversation_id, _shown(title))
        index = self.index(position)
        self.dataChanged.emit(index, index)

    def row(self, index: Index) -> Row:
        """Give the line at an index."""
        return self._rows[index.row()]

    def index_of(self, conversation_id: int | None) -> QModelIndex:
        """Give the index of a conversation, invalid where it is not in the list."""
        position = self._positions.get(conversation_id) if conversation_id is not None else None
        return QModelIndex() if position is None else self.index(position)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; never changed
        """Count the lines, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give the text of a line."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        return self._rows[index.row()].text if index.isValid() and role in wanted else None

    def setData(self, index: Index, value: str, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a new title from the editor; an empty or unchanged one changes nothing."""
        title = " ".join(value.split())
        conversation_id, shown = self._rows[index.row()]
        if role != Qt.ItemDataRole.EditRole or conversation_id is None or title in ("", shown):
            return False
        self.update_title(conversation_id, title)
        self.renamed.emit(conversation_id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let conversations be chosen and renamed, headings not."""
        if not index.isValid() or self._rows[index.row()].conversation_id is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return _CONVERSATION

    def _grouped(self) -> list[Row]:
        today = self._today()
        names: dict[date, str] = {}
        rows: list[Row] = []
        last = ""
        for one in self._conversations:
            day = date.fromtimestamp(one.updated_at)
            name = names.get(day) or names.setdefault(day, heading(day, today))
            if name != last:
                rows.append(Row(None, name))
                last = name
            rows.append(Row(one.id, _shown(one.title)))
        return rows


def retitled(
    conversations: Sequence[ConversationSummary], conversation_id: int, title: str
) -> list[ConversationSummary]:
    """Give the conversations with another title for one of them."""
    return [structs.replace(one, title=title) if one.id == conversation_id else one for one in conversations]


def _shown(title: str) -> str:
    return " ".join(title.split()) or QCoreApplication.translate("ConversationModel", "New chat")
