"""What the palette offers to do with the conversation that is open, and with the list of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_chat.chat.messages import ConversationSummary
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.palette.actions import Action
from desktop_chat.ui.shortcuts import keys_of
from desktop_chat.ui.sidebar.requests import (
    AddFolder,
    Archive,
    Delete,
    Duplicate,
    Export,
    Move,
    OpenApart,
    Pin,
    Request,
)
from desktop_chat.ui.sidebar.sidebar import Sidebar


class ConversationActions(QObject):
    """A source of actions; each asks for the same as the sidebar's menu."""

    def __init__(
        self, sidebar: Sidebar, conversations: ConversationsService, carry_out: Callable[[Request], None]
    ) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._conversations = conversations
        self._carry_out = carry_out

    def actions(self) -> list[Action]:
        """Give what can be done now."""
        sidebar = self._sidebar
        opened = self._conversations.find(sidebar.current_id) if sidebar.current_id is not None else None
        everywhere = [
            Action(
                "new-chat",
                self.tr("New chat"),
                sidebar.new_chat_requested.emit,
                keys_of("new-chat"),
                "new-chat",
            ),
            Action(
                "search-messages",
                self.tr("Search all messages"),
                sidebar.begin_search,
                keys_of("search"),
                "search",
            ),
            self._asking("new-folder", self.tr("New folder"), AddFolder(), "folder"),
            Action(
                "archive", self.tr("Show the archive"), lambda: sidebar.show_place("archive"), icon="archive"
            ),
            Action("bin", self.tr("Show the bin"), lambda: sidebar.show_place("bin"), icon="trash"),
        ]
        return everywhere if opened is None else [*everywhere, *self._of_open(opened)]

    def _of_open(self, opened: ConversationSummary) -> list[Action]:
        ids = (opened.id,)
        rename = Action(
            "rename-conversation",
            self.tr("Rename this conversation"),
            lambda: self._sidebar.rename(opened.id),
            icon="pencil",
        )
        duplicate = self.tr("Duplicate this conversation")
        apart = self.tr("Open this conversation in a new window")
        return [
            rename,
            self._pin(opened),
            self._archive(opened),
            *self._moves(opened),
            self._asking("duplicate-conversation", duplicate, Duplicate(opened.id), "copy"),
            self._asking("export-conversation", self.tr("Export this conversation…"), Export(ids), "export"),
            self._asking("open-in-window", apart, OpenApart(opened.id), "window"),
            self._asking("delete-conversation", self.tr("Delete this conversation"), Delete(ids), "trash"),
        ]

    def _pin(self, opened: ConversationSummary) -> Action:
        if opened.pinned_at is None:
            text, icon = self.tr("Pin this conversation"), "pin"
        else:
            text, icon = self.tr("Unpin this conversation"), "unpin"
        return self._asking("pin-conversation", text, Pin((opened.id,), opened.pinned_at is None), icon)

    def _archive(self, opened: ConversationSummary) -> Action:
        if opened.archived_at is None:
            text, icon = self.tr("Archive this conversation"), "archive"
        else:
            text, icon = self.tr("Take this conversation out of the archive"), "unarchive"
        request = Archive((opened.id,), opened.archived_at is None)
        return self._asking("archive-conversation", text, request, icon)

    def _moves(self, opened: ConversationSummary) -> list[Action]:
        ids = (opened.id,)
        actions = [
            self._asking(
                f"move-to-{folder.id}",
                self.tr("Move this conversation to “{folder}”").format(folder=apart(folder.name)),
                Move(ids, folder.id),
                "folder",
            )
            for folder in self._conversations.folders
            if folder.id != opened.folder_id
        ]
        if opened.folder_id is not None:
            text = self.tr("Take this conversation out of its folder")
            actions.append(self._asking("move-out", text, Move(ids, None), "folder"))
        return actions

    def _asking(self, action_id: str, text: str, request: Request, icon: str) -> Action:
        return Action(action_id, text, lambda: self._carry_out(request), icon=icon)
