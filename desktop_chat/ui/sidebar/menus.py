"""The menus of the list of conversations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.messages import ConversationSummary, Folder
from desktop_chat.ui.shortcuts import shown
from desktop_chat.ui.sidebar.dragging import position_at
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
    Request,
    Restore,
)
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.menu import Menu

Ask = Callable[[Request], None]


class ListMenu(Menu):
    """Offers what can be done with some lines, and asks for what is chosen."""

    def __init__(self, theme_manager: ThemeManager, ask: Ask, parent: QWidget) -> None:
        super().__init__(theme_manager, parent)
        self._ask = ask

    def offer_conversations(
        self, chosen: Sequence[ConversationSummary], folders: Sequence[Folder], rename: Callable[[], None]
    ) -> None:
        """Offer what can be done with conversations; some of it is for one alone."""
        ids = tuple(one.id for one in chosen)
        only = ids[0] if len(ids) == 1 else None
        is_archived = all(one.archived_at is not None for one in chosen)
        if only is not None:
            self._offer("window", self.tr("Open in a new window"), OpenApart(only), keys=shown("open-apart"))
            self.addSeparator()
        if not is_archived:
            self._offer_pin(ids, is_pinned=all(one.pinned_at is not None for one in chosen))
        if only is not None:
            self.add("pencil", self.tr("Rename"), rename, keys=shown("rename"))
        if not is_archived:
            self._offer_folders(chosen, folders)
        if only is not None:
            self._offer("copy", self.tr("Duplicate"), Duplicate(only))
        self._offer("export", _counted(self.tr("Export…"), ids), Export(ids))
        if is_archived:
            self._offer("unarchive", _counted(self.tr("Take out of the archive"), ids), Archive(ids, False))
        else:
            self._offer("archive", _counted(self.tr("Archive"), ids), Archive(ids, True))
        self.addSeparator()
        self._offer_last(_counted(self.tr("Delete"), ids), Delete(ids))

    def offer_bin(self, ids: Ids) -> None:
        """Offer to bring conversations back, or to be rid of them."""
        self._offer("undo", _counted(self.tr("Restore"), ids), Restore(ids), keys=shown("open"))
        self.addSeparator()
        self._offer_last(_counted(self.tr("Delete for good…"), ids), Purge(ids))

    def offer_folder(self, folder: Folder, folders: Sequence[Folder], rename: Callable[[], None]) -> None:
        """Offer what can be done with a folder."""
        self._offer("new-chat", self.tr("New chat here"), NewChat(folder.id))
        self.addSeparator()
        self.add("pencil", self.tr("Rename"), rename, keys=shown("rename"))
        up, down = moved(folder, folders, -1), moved(folder, folders, 1)
        if up is not None:
            self._offer("arrow-up", self.tr("Move up"), up, keys=shown("move-up"))
        if down is not None:
            self._offer("arrow-down", self.tr("Move down"), down, keys=shown("move-down"))
        self.offer_new_folder()
        self.addSeparator()
        self._offer_last(self.tr("Delete the folder"), DeleteFolder(folder.id))

    def offer_new_folder(self) -> None:
        """Offer to make a folder."""
        self._offer("plus", self.tr("New folder"), AddFolder())

    def _offer(self, icon: str, text: str, request: Request, *, keys: str = "") -> None:
        self.add(icon, text, lambda: self._ask(request), keys=keys)

    def _offer_last(self, text: str, request: Request) -> None:
        self.add("trash", text, lambda: self._ask(request), keys=shown("delete"), token="danger")

    def _offer_pin(self, ids: Ids, *, is_pinned: bool) -> None:
        if is_pinned:
            self._offer("unpin", _counted(self.tr("Unpin"), ids), Pin(ids, False))
        else:
            self._offer("pin", _counted(self.tr("Pin"), ids), Pin(ids, True))

    def _offer_folders(self, chosen: Sequence[ConversationSummary], folders: Sequence[Folder]) -> None:
        ids = tuple(one.id for one in chosen)
        there = {one.folder_id for one in chosen}
        submenu = self.add_submenu("folder", _counted(self.tr("Move to"), ids))
        for folder in folders:
            is_there = there == {folder.id}
            name, request = folder.name.replace("&", "&&"), Move(ids, folder.id)
            entry = submenu.add(
                "check" if is_there else "folder", name, lambda request=request: self._ask(request)
            )
            entry.setEnabled(not is_there)
        if there != {None}:
            submenu.add("close", self.tr("No folder"), lambda: self._ask(Move(ids, None)))
        if folders:
            submenu.addSeparator()
        submenu.add("plus", self.tr("New folder"), lambda: self._ask(AddFolder(ids)))


def moved(folder: Folder, folders: Sequence[Folder], by: int) -> PlaceFolder | None:
    """Give the request that moves a folder one up (-1) or down (1); None where it is the first or last."""
    at = next((at for at, one in enumerate(folders) if one.id == folder.id), -1)
    if at < 0 or not 0 <= at + by < len(folders):
        return None
    others = [one for one in folders if one.id != folder.id]
    return PlaceFolder(folder.id, position_at(others, at + by))


def _counted(text: str, ids: Ids) -> str:
    return text if len(ids) == 1 else f"{text} ({QLocale().toString(len(ids))})"
