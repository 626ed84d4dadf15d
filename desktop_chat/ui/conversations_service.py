"""The conversations and folders there are, the same for every window, and what is done with them as a whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import Struct, structs
from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.messages import Conversation, ConversationSummary, Folder
from desktop_chat.chat.store import Store
from desktop_chat.faults import Fault
from desktop_chat.ui.store_service import StoreService

Undo = Callable[[], None]
"""Brings back what was before; asks the service to, as any other change."""

T = TypeVar("T")


class Listing(Struct, frozen=True):
    """All there is, at one moment."""

    conversations: Sequence[ConversationSummary] = ()  # newest first, the archived ones among them
    folders: Sequence[Folder] = ()  # in their order
    in_bin: Sequence[ConversationSummary] = ()  # the last deleted first


class ConversationsService(QObject):
    """Shows each change at once and stores it behind; what the store then says is what holds.

    Signals:
        changed(): the listing is another one.
        deleted(object): (tuple of ids) these conversations went into the bin, or are gone.
        failed(object): (Fault) a change was not stored; the listing is again as it was.
    """

    changed = Signal()
    deleted = Signal(object)
    failed = Signal(object)

    def __init__(self, store: StoreService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._listing = Listing()
        self._asked = 0  # how many listings; only the last one holds

    @property
    def listing(self) -> Listing:
        """All there is now."""
        return self._listing

    @property
    def conversations(self) -> Sequence[ConversationSummary]:
        """The conversations, newest first, without those in the bin."""
        return self._listing.conversations

    @property
    def folders(self) -> Sequence[Folder]:
        """The folders, in their order."""
        return self._listing.folders

    def find(self, conversation_id: int) -> ConversationSummary | None:
        """Give a conversation that is not in the bin."""
        return next((one for one in self.conversations if one.id == conversation_id), None)

    def refresh(self) -> None:
        """Read the listing anew: something else changed it, such as a new message."""
        self._change(lambda _store: None)

    def note_gone(self, ids: Sequence[int]) -> None:
        """Read the listing anew: something else changed it, and these are in the bin, or gone."""
        self.refresh()
        if ids:
            self.deleted.emit(tuple(ids))

    def let_go(self) -> None:
        """Tell that every conversation is gone: a backup takes the place of all, and their ids mean others then."""
        listing = self._listing
        self._asked += 1
        self.deleted.emit(tuple(one.id for one in (*listing.conversations, *listing.in_bin)))

    # ---- conversations

    def rename(self, conversation_id: int, title: str) -> Undo:
        """Give a conversation a title of the user's own."""
        old = self.find(conversation_id)
        self._show_changed([conversation_id], title=title)
        self._change(lambda store: store.set_title(conversation_id, title, "user"))
        return lambda: self.rename(conversation_id, old.title) if old is not None else None

    def set_pinned(self, ids: Iterable[int], pinned: bool) -> Undo:
        """Keep conversations on top, or among the others again."""
        chosen = self._those(ids, lambda one: (one.pinned_at is not None) != pinned)
        self._show_changed(chosen, pinned_at=time.time() if pinned else None)
        self._change_each(chosen, lambda store, each: store.set_pinned(each, pinned))
        return lambda: self.set_pinned(chosen, not pinned)

    def set_archived(self, ids: Iterable[int], archived: bool) -> Undo:
        """Put conversations into the archive, or take them out."""
        chosen = self._those(ids, lambda one: (one.archived_at is not None) != archived)
        self._show_changed(chosen, archived_at=time.time() if archived else None)
        self._change_each(chosen, lambda store, each: store.set_archived(each, archived))
        return lambda: self.set_archived(chosen, not archived)

    def move(self, ids: Iterable[int], folder_id: int | None) -> Undo:
        """Put conversations into a folder, or into none."""
        chosen = self._those(ids, lambda one: one.folder_id != folder_id)
        before = {one.id: one.folder_id for one in self.conversations if one.id in set(chosen)}
        self._show_changed(chosen, folder_id=folder_id)
        self._change_each(chosen, lambda store, each: store.set_folder(each, folder_id))
        return lambda: self._move_back(before)

    def delete(self, ids: Iterable[int]) -> Undo:
        """Put conversations into the bin, where they are kept for 30 days."""
        chosen = self._those(ids, lambda _one: True)
        gone, kept = _parted(self.conversations, chosen)
        now = time.time()
        fresh = [structs.replace(one, deleted_at=now) for one in gone]
        self._show(structs.replace(self._listing, conversations=kept, in_bin=[*fresh, *self._listing.in_bin]))
        self._change_each(chosen, lambda store, each: store.delete(each))
        self.deleted.emit(tuple(chosen))
        return lambda: self.restore(chosen)

    def duplicate(self, conversation_id: int, done: Callable[[Conversation], None]) -> None:
        """Make a copy of a conversation with all its branches, and give it."""
        self._change(lambda store: store.duplicate(conversation_id), done)

    # ---- the bin

    def restore(self, ids: Iterable[int]) -> Undo:
        """Bring conversations back from the bin."""
        back, kept = _parted(self._listing.in_bin, ids)
        chosen = [one.id for one in back]
        shown = [structs.replace(one, deleted_at=None) for one in back]
        everything = sorted((*shown, *self.conversations), key=lambda one: one.updated_at, reverse=True)
        self._show(structs.replace(self._listing, conversations=everything, in_bin=kept))
        self._change_each(chosen, lambda store, each: store.restore(each))
        return lambda: self.delete(chosen)

    def purge(self, ids: Iterable[int]) -> None:
        """Remove conversations of the bin for good; nothing brings them back."""
        gone, kept = _parted(self._listing.in_bin, ids)
        self._show(structs.replace(self._listing, in_bin=kept))
        self._change_each([one.id for one in gone], lambda store, each: store.purge(each))

    # ---- folders

    def create_folder(self, name: str, ids: Iterable[int], done: Callable[[Folder], object]) -> None:
        """Make a folder with some conversations in it, after the others, and give it once it is listed."""
        chosen = tuple(ids)

        def work(store: Store) -> Folder:
            with store.transaction():
                folder = store.create_folder(name)
                for each in chosen:
                    store.set_folder(each, folder.id)
            return folder

        self._change(work, done)

    def rename_folder(self, folder_id: int, name: str) -> Undo:
        """Give a folder another name."""
        old = next((one.name for one in self.folders if one.id == folder_id), name)
        self._show_folder(folder_id, name=name)
        self._change(lambda store: store.rename_folder(folder_id, name))
        return lambda: self.rename_folder(folder_id, old)

    def place_folder(self, folder_id: int, position: float) -> Undo:
        """Put a folder between those of a lower and a higher position."""
        old = next((one.position for one in self.folders if one.id == folder_id), position)
        self._show_folder(folder_id, position=position)
        self._change(lambda store: store.move_folder(folder_id, position))
        return lambda: self.place_folder(folder_id, old)

    def delete_folder(self, folder_id: int) -> Undo:
        """Remove a folder; its conversations are in none then."""
        folder = next((one for one in self.folders if one.id == folder_id), None)
        inside = [one.id for one in self.conversations if one.folder_id == folder_id]
        self._show_changed(inside, folder_id=None)
        kept = [one for one in self.folders if one.id != folder_id]
        self._show(structs.replace(self._listing, folders=kept))
        self._change(lambda store: store.delete_folder(folder_id))
        return lambda: self._bring_back(folder, inside)

    # ---- changing and showing

    def _move_back(self, before: dict[int, int | None]) -> None:
        for folder_id in set(before.values()):
            self.move([each for each, of in before.items() if of == folder_id], folder_id)

    def _bring_back(self, folder: Folder | None, inside: Sequence[int]) -> None:
        if folder is not None:
            self.create_folder(folder.name, inside, lambda made: self.place_folder(made.id, folder.position))

    def _those(self, ids: Iterable[int], wanted: Callable[[ConversationSummary], bool]) -> list[int]:
        among = set(ids)
        return [one.id for one in self.conversations if one.id in among and wanted(one)]

    def _change_each(self, ids: Sequence[int], change: Callable[[Store, int], object]) -> None:
        def work(store: Store) -> None:
            with store.transaction():
                for each in ids:
                    change(store, each)

        if ids:
            self._change(work)

    def _change(self, work: Callable[[Store], T], done: Callable[[T], object] | None = None) -> None:
        self._asked += 1
        number = self._asked

        def told(outcome: tuple[T, Listing]) -> None:
            result, listing = outcome
            if number == self._asked:
                self._show(listing)
            if done is not None:
                done(result)

        self._store.run(lambda store: (work(store), _read(store)), told, self._on_failed)

    def _on_failed(self, fault: Fault) -> None:
        self.failed.emit(fault)
        self._asked += 1
        number = self._asked
        self._store.run(_read, lambda listing: self._show(listing) if number == self._asked else None)

    def _show_changed(self, ids: Iterable[int], **fields: object) -> None:
        among = set(ids)
        shown = [
            structs.replace(one, **fields) if one.id in among else one for one in self._listing.conversations
        ]
        self._show(structs.replace(self._listing, conversations=shown))

    def _show_folder(self, folder_id: int, **fields: object) -> None:
        shown = [structs.replace(one, **fields) if one.id == folder_id else one for one in self.folders]
        shown.sort(key=lambda one: one.position)
        self._show(structs.replace(self._listing, folders=shown))

    def _show(self, listing: Listing) -> None:
        if listing != self._listing:
            self._listing = listing
            self.changed.emit()


def _read(store: Store) -> Listing:
    return Listing(store.conversations(), store.folders(), store.deleted_conversations())


def _parted(
    all_of_them: Iterable[ConversationSummary], ids: Iterable[int]
) -> tuple[list[ConversationSummary], list[ConversationSummary]]:
    """Give those with these ids, and the others."""
    among = set(ids)
    one_or_other: tuple[list[ConversationSummary], list[ConversationSummary]] = ([], [])
    for one in all_of_them:
        one_or_other[one.id not in among].append(one)
    return one_or_other
