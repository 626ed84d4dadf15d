"""The list of conversations: what the mouse and the keyboard do in it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_chat.ui.sidebar.delegate import ConversationDelegate
from desktop_chat.ui.sidebar.model import ConversationModel
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.menu import Menu

_OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) if sys.platform == "darwin" else (Qt.Key.Key_Delete,)


class ConversationList(QListView):
    """Click or Enter opens, double click or F2 renames, Delete deletes, “…” or a right click asks.

    Signals:
        chosen(int): open this conversation.
        delete_requested(int): delete this conversation.
        edit_ended(): the field that renames is closed.
    """

    chosen = Signal(int)
    delete_requested = Signal(int)
    edit_ended = Signal()

    def __init__(
        self, theme_manager: ThemeManager, model: ConversationModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._delegate = ConversationDelegate(theme_manager, self)
        self._conversations = model
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self._delegate.closeEditor.connect(self.edit_ended, Qt.ConnectionType.QueuedConnection)
        theme_manager.changed.connect(self._measure)

    @property
    def is_editing(self) -> bool:
        """Whether a title is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def set_open(self, conversation_id: int | None) -> None:
        """Mark the conversation that is open and bring its line into sight."""
        self._delegate.open_id = conversation_id
        self.setCurrentIndex(self._conversations.index_of(conversation_id))
        self.viewport().update()

    def rename(self, conversation_id: int) -> None:
        """Open the field that renames a conversation."""
        index = self._conversations.index_of(conversation_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, rename, delete; all else moves through the list or looks a title up."""
        self._show_focus(True)
        conversation_id = self._id_at(self.currentIndex())
        if conversation_id is None:
            super().keyPressEvent(event)
        elif event.key() in _OPEN_KEYS:
            self.chosen.emit(conversation_id)
        elif event.key() == Qt.Key.Key_F2:
            self.rename(conversation_id)
        elif event.key() in _DELETE_KEYS:
            self.delete_requested.emit(conversation_id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the menu of the “…” under the pointer, else go on as a list does."""
        self._show_focus(False)
        position = event.position().toPoint()
        pointed = self._button_at(position)
        if event.button() == Qt.MouseButton.LeftButton and pointed.isValid():
            below = self._delegate.menu_rect(self.visualRect(pointed)).bottomLeft()
            self._open_menu(pointed, self.viewport().mapToGlobal(below + QPoint(0, 4)))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the “…” under the pointer."""
        pointed = self._id_at(self._button_at(event.position().toPoint()))
        if pointed != self._delegate.pointed_id:
            self._delegate.pointed_id = pointed
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename, but not from the “…” button."""
        if not self._button_at(event.position().toPoint()).isValid():
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the line under the pointer, or of the current one by keyboard."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keyboard else self.indexAt(event.pos())
        if self._id_at(index) is not None:
            spot = self.visualRect(index).center() if by_keyboard else event.pos()
            self._open_menu(index, self.viewport().mapToGlobal(spot))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when it came by Tab."""
        tabbed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._show_focus(tabbed)
        super().focusInEvent(event)

    def _show_focus(self, shown: bool) -> None:
        if shown != self._delegate.shows_focus:
            self._delegate.shows_focus = shown
            self.viewport().update()

    def _measure(self) -> None:
        self._delegate.measure()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _id_at(self, index: QModelIndex) -> int | None:
        return self._conversations.row(index).conversation_id if index.isValid() else None

    def _button_at(self, position: QPoint) -> QModelIndex:
        index = self.indexAt(position)
        if self._id_at(index) is None:
            return QModelIndex()
        button = self._delegate.menu_rect(self.visualRect(index))
        return index if button.contains(position) else QModelIndex()

    def _choose(self, index: QModelIndex) -> None:
        conversation_id = self._id_at(index)
        if conversation_id is not None:
            self.chosen.emit(conversation_id)

    def _open_menu(self, index: QModelIndex, position: QPoint) -> None:
        conversation_id = self._id_at(index)
        assert conversation_id is not None
        menu = Menu(self._theme_manager, self)
        menu.add("pencil", self.tr("Rename"), lambda: self.rename(conversation_id), keys="F2")
        menu.add(
            "trash",
            self.tr("Delete"),
            lambda: self.delete_requested.emit(conversation_id),
            keys=self.tr("Del", "name of the delete key"),
            token="danger",
        )
        menu.aboutToHide.connect(self._menu_closed)
        menu.aboutToHide.connect(menu.deleteLater)
        self._delegate.menu_id = conversation_id
        self.viewport().update()
        menu.popup(position)

    def _menu_closed(self) -> None:
        self._delegate.menu_id = None
        self._delegate.pointed_id = None
        self.viewport().update()
