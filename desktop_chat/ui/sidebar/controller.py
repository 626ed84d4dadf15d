"""Carries out what the user asks of one window's list of conversations, and offers to undo it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.ui.conversations_service import ConversationsService, Undo
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.latest_search import LatestSearch
from desktop_chat.ui.sidebar.notes import SidebarNotes
from desktop_chat.ui.sidebar.requests import (
    AddFolder,
    Archive,
    Delete,
    DeleteFolder,
    Duplicate,
    Export,
    Ids,
    Move,
    NewChat,
    OpenApart,
    Pin,
    PlaceFolder,
    Purge,
    Rename,
    RenameFolder,
    Request,
    Restore,
)
from desktop_chat.ui.sidebar.sidebar import Sidebar
from desktop_chat.ui.store_service import StoreService
from desktop_chat.ui.widgets.dialogs import show_dialog
from desktop_chat.ui.widgets.toast import Toast

_MOST_HITS = 200  # as many as the page of what is found shows


class SidebarController(QObject):
    """Connects a sidebar with the conversations, which all windows share.

    Signals:
        chat_requested(int): begin a conversation in this folder.
        window_requested(int): open this conversation in a window of its own.
        export_requested(object): (tuple of ids) write these conversations to files.
    """

    chat_requested = Signal(int)
    window_requested = Signal(int)
    export_requested = Signal(object)

    def __init__(
        self, sidebar: Sidebar, toast: Toast, conversations: ConversationsService, store: StoreService
    ) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._toast = toast
        self._conversations = conversations
        self._notes = SidebarNotes(self)
        self._last: Undo | None = None
        self._search = LatestSearch(store, _MOST_HITS, self)
        sidebar.requested.connect(self.carry_out)
        sidebar.undo_requested.connect(self._undo_last)
        sidebar.search_asked.connect(self._search.ask)
        self._search.found.connect(lambda _query, hits, left: sidebar.show_hits(hits, left))
        self._search.failed.connect(conversations.failed)
        conversations.changed.connect(self._show)
        self._show()

    def forget(self) -> None:
        """Undo nothing of what was done so far, and find nothing: all conversations are others."""
        self._last = None
        self._search.cancel()
        self._sidebar.show_place("list")

    def carry_out(self, request: Request) -> None:  # noqa: PLR0912  one case a request
        """Do what the user asks for; the sidebar's menu and the palette ask alike."""
        service = self._conversations
        match request:
            case Rename(conversation_id, title):
                self._last = service.rename(conversation_id, title)
            case RenameFolder(folder_id, name):
                self._last = service.rename_folder(folder_id, name)
            case PlaceFolder(folder_id, position):
                self._last = service.place_folder(folder_id, position)
            case Pin(ids, pinned):
                self._last = service.set_pinned(ids, pinned)
            case Archive(ids, archived):
                self._offer(self._notes.of(request), service.set_archived(ids, archived))
            case Move():
                self._move(request)
            case Delete():
                self._delete(request)
            case DeleteFolder(folder_id):
                self._offer(
                    self.tr("Folder deleted. What was in it is kept."), service.delete_folder(folder_id)
                )
            case AddFolder(ids):
                name = self.tr("New folder")
                service.create_folder(name, ids, lambda folder: self._sidebar.edit_folder(folder.id))
            case Duplicate(conversation_id):
                service.duplicate(
                    conversation_id, lambda copy: self._sidebar.conversation_chosen.emit(copy.id)
                )
            case Restore(ids):
                self._offer(self._notes.of(request), service.restore(ids))
            case Purge(ids):
                self._ask_to_purge(ids)
            case NewChat(folder_id):
                self.chat_requested.emit(folder_id)
            case OpenApart(conversation_id):
                self.window_requested.emit(conversation_id)
            case Export(ids):
                self.export_requested.emit(ids)

    def _move(self, request: Move) -> None:
        folders = self._conversations.folders
        name = next((one.name for one in folders if one.id == request.folder_id), "")
        undo = self._conversations.move(request.ids, request.folder_id)
        self._offer(self._notes.of(request, name), undo)

    def _delete(self, request: Delete) -> None:
        was_open = self._sidebar.current_id
        undo = self._conversations.delete(request.ids)

        def bring_back() -> None:
            undo()
            if was_open in request.ids:
                self._sidebar.conversation_chosen.emit(was_open)

        self._offer(self._notes.of(request), bring_back)

    def _offer(self, text: str, undo: Undo) -> None:
        """Say what was done, with the way back."""
        self._last = undo
        self._toast.offer_undo(text, undo)

    def _undo_last(self) -> None:
        undo, self._last = self._last, None
        if undo is not None:
            self._toast.close_now()
            undo()

    def _ask_to_purge(self, ids: Ids) -> None:
        """Confirm what cannot be undone."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  not needed for a start

        box = QMessageBox(self._sidebar.window())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Delete for good"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self._question(ids))
        box.setInformativeText(self.tr("Nothing can bring this back."))
        purge = box.addButton(self.tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        purge.setProperty("kind", "danger")
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        purge.clicked.connect(lambda: self._conversations.purge(ids))
        show_dialog(box)

    def _question(self, ids: Ids) -> str:
        if len(ids) != 1:
            return self.tr("Delete %n conversation(s) for good?", "", len(ids))
        title = next((one.title for one in self._conversations.listing.in_bin if one.id == ids[0]), "")
        return self.tr("Delete “{title}” for good?").format(title=apart(title))

    def _show(self) -> None:
        self._sidebar.set_listing(self._conversations.listing)
