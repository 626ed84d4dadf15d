"""The conversations of a file that can be imported, as rows that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop_chat.chat.importing.preview import PreviewedConversation
from desktop_chat.ui.exchange import words
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.widgets.tooltips import as_tooltip

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
FACTS_ROLE: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class PreviewRows(QAbstractListModel):
    """Shows those that a search finds; what is here already cannot be ticked.

    Signals:
        chosen_changed(): others are ticked now.
    """

    chosen_changed = Signal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._all: list[PreviewedConversation] = []
        self._shown: list[PreviewedConversation] = []
        self._chosen: set[str] = set()

    @property
    def chosen(self) -> frozenset[str]:
        """The keys of those that are ticked."""
        return frozenset(self._chosen)

    @property
    def available(self) -> int:
        """How many can be ticked."""
        return sum(one.status != "here" for one in self._all)

    def set_conversations(self, conversations: Sequence[PreviewedConversation]) -> None:
        """Show these, the newest first; all that is not here already is ticked."""
        self.beginResetModel()
        self._all = sorted(conversations, key=lambda one: one.updated_at, reverse=True)
        self._shown = self._all
        self._chosen = {one.key for one in self._all if one.status != "here"}
        self.endResetModel()
        self.chosen_changed.emit()

    def search(self, text: str) -> None:
        """Show those with a text in their titles or folders."""
        wanted = text.strip().casefold()
        self.beginResetModel()
        self._shown = [one for one in self._all if wanted in f"{one.title}\n{one.folder}".casefold()]
        self.endResetModel()

    def tick_shown(self, ticked: bool) -> None:
        """Tick all that are shown, or none of them."""
        keys = {one.key for one in self._shown if one.status != "here"}
        self._chosen = self._chosen | keys if ticked else self._chosen - keys
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.chosen_changed.emit()

    def toggle(self, row: int) -> None:
        """Tick a row that is shown, or take its tick away."""
        one = self._shown[row]
        if one.status != "here":
            self._chosen ^= {one.key}
            self.dataChanged.emit(self.index(row), self.index(row))
            self.chosen_changed.emit()

    # ---- as Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        """Give how many are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be ticked, but not those that are here already."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        is_here = index.isValid() and self._shown[index.row()].status == "here"
        return flags if is_here else flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row's title, facts, tick and what is read of it."""
        one = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words.title(one)
            case Qt.ItemDataRole.CheckStateRole if one.status != "here":
                is_chosen = one.key in self._chosen
                return Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole if one.notes:
                return as_tooltip("\n".join(sentence(note) for note in one.notes))
            case Qt.ItemDataRole.AccessibleTextRole:
                notes = " ".join(sentence(note) for note in one.notes)
                parts = (words.title(one), words.status(one.status), self._facts(one), notes)
                return ", ".join(filter(None, parts))
        if role == ROW_ROLE:
            return one
        return self._facts(one) if role == FACTS_ROLE else None

    def _facts(self, one: PreviewedConversation) -> str:
        return words.facts(one, self.tr("%Ln message(s)", "", one.messages), self._today)
