"""A list of conversations that keeps what is chosen and in sight while its lines change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.sidebar.delegate import ConversationDelegate
from desktop_chat.ui.sidebar.model import ConversationModel
from desktop_chat.ui.sidebar.requests import Ids, Place
from desktop_chat.ui.sidebar.rows import Row
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.drawn_list import DrawnList

_CHOOSE: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect


class KeptList(DrawnList):
    """Several lines can be chosen; one conversation is marked as open."""

    def __init__(
        self,
        theme_manager: ThemeManager,
        model: ConversationModel,
        delegate: ConversationDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme_manager, parent)
        self._theme_manager = theme_manager
        self._conversations = model
        self._delegate = delegate
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.dataChanged.connect(self._turn_signs)
        delegate.sign.turned.connect(self._show_turned)

    def chosen_ids(self) -> Ids:
        """Give the conversations that are chosen, in their order."""
        rows = (self._conversations.row(index) for index in self.selectedIndexes())
        return tuple(row.conversation.id for row in rows if row is not None and row.conversation is not None)

    def set_listing(self, listing: Listing) -> None:
        """Show another listing; what is chosen and in sight stays."""
        self._keeping(lambda: self._conversations.set_listing(listing))

    def regroup(self) -> None:
        """Build the lines anew; what is chosen and in sight stays."""
        self._keeping(self._conversations.regroup)

    def fold(self, folder_id: int, folded: bool) -> None:
        """Hide what is in a folder, or show it."""
        self._keeping(lambda: self._conversations.fold(folder_id, folded))

    def show_place(self, place: Place) -> None:
        """List another place, from its top."""
        self._delegate.place = place
        self._conversations.show_place(place)
        self.scheduleDelayedItemsLayout()
        self.scrollToTop()

    def set_open(self, conversation_id: int | None) -> None:
        """Mark the conversation that is open and bring its line into sight."""
        self._delegate.open_id = conversation_id
        self.setCurrentIndex(self._conversations.index_of(conversation_id))
        self.viewport().update()

    def _keeping(self, change: Callable[[], None]) -> None:
        """Change the lines; the same are chosen and in sight afterwards, or what took their place."""
        chosen, at = self.chosen_ids(), self.currentIndex().row()
        current = self._conversations.row(self.currentIndex())
        scrolled = self.verticalScrollBar().value()
        change()
        if self.currentIndex().isValid() or not self._conversations.rowCount():
            return
        selection = self.selectionModel()
        index = self._again(current, at)
        selection.select(self._conversations.selection_of(chosen), _CHOOSE)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(scrolled)

    def _again(self, row: Row | None, at: int) -> QModelIndex:
        """Give where a line is now; where it is gone, the line that took its place."""
        if row is None:
            return self._conversations.index_of(self._delegate.open_id)
        if row.folder is not None:
            index = self._conversations.index_of_folder(row.folder.id)
        else:
            index = self._conversations.index_of(row.conversation_id)
        return index if index.isValid() else self._conversations.nearest(at)

    def _on_selection(self) -> None:
        several = len(self.selectedIndexes()) > 1
        if several != self._delegate.shows_selection:
            self._delegate.shows_selection = several
            self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Let signs turn again."""
        super().showEvent(event)
        self._turn_signs()

    def hideEvent(self, event: QHideEvent) -> None:
        """Turn no sign that nobody sees."""
        super().hideEvent(event)
        self._delegate.sign.set_turning(False)

    def _turn_signs(self) -> None:
        self._delegate.sign.set_turning(self._conversations.is_any_written and self.isVisible())

    def _show_turned(self) -> None:
        """Draw only the lines whose sign has turned."""
        for at in range(max(0, self.indexAt(QPoint(0, 0)).row()), self._conversations.rowCount()):
            index = self._conversations.index(at)
            place = self.visualRect(index)
            if place.top() > self.viewport().height():
                break
            if self._conversations.mark_of(self._conversations.rows[at]) == "writing":
                self.viewport().update(place)
