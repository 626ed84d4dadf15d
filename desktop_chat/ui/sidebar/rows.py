"""The lines of the list of conversations: pinned ones, folders, days, and the way to the archive and the bin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from desktop_chat.chat.messages import ConversationSummary, Folder
from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.foreign_text import without_controls
from desktop_chat.ui.sidebar.days import group_of
from desktop_chat.ui.sidebar.requests import Place

RowKind = Literal["heading", "pinned", "folders", "folder", "conversation", "archive", "bin"]
"""`pinned` and `folders` are headings too."""


class Row(Struct, frozen=True):
    """One line. Of a conversation everything but its place is in the summary."""

    kind: RowKind
    name: str = ""
    conversation: ConversationSummary | None = None
    folder: Folder | None = None  # of a folder's own line
    count: int = 0  # conversations behind this line
    is_open: bool = False  # of a folder: what is in it is listed
    is_inside: bool = False  # of a conversation: below the line of its folder

    @property
    def conversation_id(self) -> int | None:
        """The conversation of this line."""
        return self.conversation.id if self.conversation is not None else None

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.name if self.conversation is None else shown_title(self.conversation.title)


def shown_title(title: str) -> str:
    """Give a title on one line; a conversation without one is a new chat."""
    return without_controls(" ".join(title.split())) or QCoreApplication.translate(
        "ConversationModel", "New chat"
    )


def rows_of(listing: Listing, place: Place, folded: Set[int], today: date) -> list[Row]:
    """Give the lines of a place; the folders in `folded` do not show what is in them."""
    if place == "bin":
        return [Row("conversation", conversation=one) for one in listing.in_bin]
    if place == "archive":
        return list(_by_days((one for one in listing.conversations if one.archived_at is not None), today))
    return list(_main(listing, folded, today))


def _main(listing: Listing, folded: Set[int], today: date) -> Iterator[Row]:
    pinned, archived = [], 0
    inside: dict[int, list[ConversationSummary]] = {folder.id: [] for folder in listing.folders}
    others: list[ConversationSummary] = []
    for one in listing.conversations:
        if one.archived_at is not None:
            archived += 1
        elif one.pinned_at is not None:
            pinned.append(one)
        else:
            inside.get(one.folder_id, others).append(one)  # type: ignore[arg-type]
    yield from _pinned(pinned)
    yield from _folders(listing.folders, inside, folded)
    yield from _by_days(others, today)
    yield from _places(archived, len(listing.in_bin))


def _pinned(pinned: Sequence[ConversationSummary]) -> Iterator[Row]:
    if pinned:
        yield Row("pinned", QCoreApplication.translate("ConversationModel", "Pinned"))
        for one in sorted(pinned, key=lambda one: one.pinned_at or 0):
            yield Row("conversation", conversation=one)


def _folders(
    folders: Sequence[Folder], inside: dict[int, list[ConversationSummary]], folded: Set[int]
) -> Iterator[Row]:
    if folders:
        yield Row("folders", QCoreApplication.translate("ConversationModel", "Folders"))
    for folder in folders:
        within = inside[folder.id]
        is_open = folder.id not in folded
        yield Row("folder", folder.name, folder=folder, count=len(within), is_open=is_open)
        if is_open:
            for one in within:
                yield Row("conversation", conversation=one, is_inside=True)


def _by_days(conversations: Iterable[ConversationSummary], today: date) -> Iterator[Row]:
    group_began = float("inf")
    for one in conversations:
        if one.updated_at < group_began:
            group = group_of(date.fromtimestamp(one.updated_at), today)
            group_began = datetime.combine(group.first, datetime.min.time()).timestamp()
            yield Row("heading", group.heading)
        yield Row("conversation", conversation=one)


def _places(archived: int, in_bin: int) -> Iterator[Row]:
    if archived or in_bin:
        yield Row("heading")
    if archived:
        yield Row("archive", QCoreApplication.translate("ConversationModel", "Archive"), count=archived)
    if in_bin:
        yield Row("bin", QCoreApplication.translate("ConversationModel", "Bin"), count=in_bin)
