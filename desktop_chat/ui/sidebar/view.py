"""The list of conversations: what the mouse and the keyboard do in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_chat.chat.messages import Folder
from desktop_chat.ui.shortcuts import is_pressed
from desktop_chat.ui.sidebar.delegate import ConversationDelegate
from desktop_chat.ui.sidebar.drop_list import DropList
from desktop_chat.ui.sidebar.model import ConversationModel
from desktop_chat.ui.sidebar.requests import (
    AddFolder,
    Delete,
    DeleteFolder,
    Ids,
    OpenApart,
    Purge,
    Restore,
)
from desktop_chat.ui.sidebar.rows import Row
from desktop_chat.ui.style import ThemeManager

if TYPE_CHECKING:
    from desktop_chat.ui.sidebar.menus import ListMenu

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES: Final = {"move-up": -1, "move-down": 1}
_SEVERAL: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ConversationList(DropList):
    """Click or Enter opens, double click or F2 renames, Delete deletes, “…” or a right click asks.

    Ctrl, Shift and the arrow keys choose several. Left and right fold a folder, Alt with the arrows moves it.

    Signals:
        chosen(int): open this conversation.
        place_chosen(str): list this place.
        undo_requested(): take the last change back.
        edit_ended(): the field that renames is closed.
    """

    chosen = Signal(int)
    place_chosen = Signal(str)
    undo_requested = Signal()
    edit_ended = Signal()

    def __init__(
        self,
        theme_manager: ThemeManager,
        model: ConversationModel,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme_manager, model, ConversationDelegate(theme_manager, today), parent)
        self._modifiers = Qt.KeyboardModifier.NoModifier  # of the last click
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.clicked.connect(self._on_clicked)
        self._delegate.closeEditor.connect(self.edit_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_editing(self) -> bool:
        """Whether a title is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def rename(self, conversation_id: int) -> None:
        """Open the field that renames a conversation."""
        self._edit(self._conversations.index_of(conversation_id))

    def rename_folder(self, folder_id: int) -> None:
        """Open the field that renames a folder."""
        self._edit(self._conversations.index_of_folder(folder_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key is for; all else moves through the list or looks a title up."""
        if self.is_editing:  # the Enter that ends it comes here too
            super().keyPressEvent(event)
            return
        self._show_focus(True)
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif not index.isValid() or not self._press(event, index):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press the button under the pointer, else go on as a list does."""
        self._show_focus(False)
        position = event.position().toPoint()
        pointed = self._button_at(position)
        if event.button() == Qt.MouseButton.LeftButton and pointed.isValid():
            self._press_button(pointed)
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._open(self.indexAt(position), apart=True)
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep which keys were held: with them a click chooses and does not open."""
        self._modifiers = event.modifiers()
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the button under the pointer."""
        index = self._button_at(event.position().toPoint())
        pointed = index.row() if index.isValid() else None
        if pointed != self._delegate.pointed_row:
            self._delegate.pointed_row = pointed
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename, but not from a button."""
        if not self._button_at(event.position().toPoint()).isValid():
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the line under the pointer, or of the current one by keyboard."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keyboard else self.indexAt(event.pos())
        spot = self.visualRect(index).center() if by_keyboard else event.pos()
        self._open_menu(index, self.viewport().mapToGlobal(spot))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when it came by Tab."""
        tabbed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._show_focus(tabbed)
        super().focusInEvent(event)
        if tabbed and not self.currentIndex().isValid():
            first = self._conversations.nearest(0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    # ---- what keys and clicks do

    def _press(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Do what a key does with a line; tells whether it does anything."""
        row, key = self._conversations.row(index), event.key()
        assert row is not None
        if key in _ENTER:
            self._open(index, apart=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif is_pressed("rename", event):
            self._edit(index)
        elif is_pressed("delete", event):
            self._delete(row)
        elif key == Qt.Key.Key_Escape and len(self.chosen_ids()) > 1:
            self.setCurrentIndex(index)
        elif row.folder is not None:
            return self._press_on_folder(event, row.folder, row.is_open)
        elif row.is_inside and key == self._backward():
            assert row.conversation is not None
            self.setCurrentIndex(self._conversations.index_of_folder(row.conversation.folder_id))
        else:
            return False
        return True

    def _press_on_folder(self, event: QKeyEvent, folder: Folder, is_open: bool) -> bool:
        key = event.key()
        step = next((by for move, by in _MOVES.items() if is_pressed(move, event)), 0)
        if step:
            from desktop_chat.ui.sidebar.menus import moved  # noqa: PLC0415  not needed for a start

            request = moved(folder, self._conversations.listing.folders, step)
            if request is not None:
                self.requested.emit(request)
        elif key in (self._backward(), self._forward()):
            self.fold(folder.id, key == self._backward())
        elif key == Qt.Key.Key_Space:
            self.fold(folder.id, is_open)
        else:
            return False
        return True

    def _on_clicked(self, index: QModelIndex) -> None:
        if not self._modifiers & _SEVERAL and self._conversations.place != "bin":
            self._open(index, apart=False)

    def _open(self, index: QModelIndex, *, apart: bool) -> None:
        row = self._conversations.row(index)
        if row is None:
            return
        if row.conversation is not None:
            self._open_conversation(row.conversation.id, apart=apart)
        elif row.folder is not None:
            self.fold(row.folder.id, row.is_open)
        elif row.kind in ("archive", "bin"):
            self.place_chosen.emit(row.kind)

    def _open_conversation(self, conversation_id: int, *, apart: bool) -> None:
        if self._conversations.place == "bin":
            self.requested.emit(Restore(self._meant(conversation_id)))
        elif apart:
            self.requested.emit(OpenApart(conversation_id))
        else:
            self.chosen.emit(conversation_id)

    def _delete(self, row: Row) -> None:
        if row.folder is not None:
            self.requested.emit(DeleteFolder(row.folder.id))
        elif row.conversation is not None:
            ids = self._meant(row.conversation.id)
            self.requested.emit(Purge(ids) if self._conversations.place == "bin" else Delete(ids))

    def _meant(self, conversation_id: int) -> Ids:
        """Give all that are chosen where this conversation is one of them, else it alone."""
        chosen = self.chosen_ids()
        return chosen if conversation_id in chosen else (conversation_id,)

    def _edit(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def _forward(self) -> Qt.Key:
        return Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right

    def _backward(self) -> Qt.Key:
        return Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left

    # ---- buttons and menus

    def _button_at(self, position: QPoint) -> QModelIndex:
        index = self.indexAt(position)
        row = self._conversations.row(index)
        if row is None or row.kind not in ("conversation", "folder", "folders"):
            return QModelIndex()
        button = self._delegate.button_rect(self.visualRect(index), row)
        return index if button.contains(position) else QModelIndex()

    def _press_button(self, index: QModelIndex) -> None:
        row = self._conversations.row(index)
        assert row is not None
        if row.kind == "folders":
            self.requested.emit(AddFolder())
        else:
            below = self._delegate.button_rect(self.visualRect(index), row).bottomLeft()
            self._open_menu(index, self.viewport().mapToGlobal(below + QPoint(0, 4)))

    def _open_menu(self, index: QModelIndex, position: QPoint) -> None:
        from desktop_chat.ui.sidebar.menus import ListMenu  # noqa: PLC0415  not needed for a start

        menu = ListMenu(self._theme_manager, self.requested.emit, self)
        self._fill(menu, self._conversations.row(index))
        menu.aboutToHide.connect(self._menu_closed)
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.isEmpty():
            menu.deleteLater()
            return
        self._delegate.menu_row = index.row()
        self.viewport().update()
        menu.popup(position)

    def _fill(self, menu: ListMenu, row: Row | None) -> None:
        place, listing = self._conversations.place, self._conversations.listing
        if row is not None and row.folder is not None:
            folder_id = row.folder.id
            menu.offer_folder(row.folder, listing.folders, lambda: self.rename_folder(folder_id))
        elif row is not None and row.conversation is not None:
            conversation_id = row.conversation.id
            ids = self._meant(conversation_id)
            if place == "bin":
                menu.offer_bin(ids)
            else:
                meant = [one for one in listing.conversations if one.id in set(ids)]
                menu.offer_conversations(meant, listing.folders, lambda: self.rename(conversation_id))
        elif place == "list":
            menu.offer_new_folder()

    def _menu_closed(self) -> None:
        self._delegate.menu_row = None
        self._delegate.pointed_row = None
        self.viewport().update()
