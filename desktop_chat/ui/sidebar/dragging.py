"""What is dragged in the list of conversations, and what happens where it is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

import msgspec
from PySide6.QtCore import QMimeData

from desktop_chat.chat.messages import Folder
from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.sidebar.requests import Archive, Delete, Ids, Move, Pin, PlaceFolder, Request
from desktop_chat.ui.sidebar.rows import Row

_CONVERSATIONS: Final = "application/x-desktop-chat-conversations"
_FOLDER: Final = "application/x-desktop-chat-folder"


class Target(NamedTuple):
    """The line that shows where something goes, and what is asked for then."""

    row: int
    side: Literal["into", "above", "below"]
    requests: tuple[Request, ...]


def dragged_conversations(ids: Ids) -> QMimeData:
    """Give conversations as what is dragged."""
    data = QMimeData()
    data.setData(_CONVERSATIONS, msgspec.json.encode(ids))
    return data


def dragged_folder(folder_id: int) -> QMimeData:
    """Give a folder as what is dragged."""
    data = QMimeData()
    data.setData(_FOLDER, msgspec.json.encode(folder_id))
    return data


def is_ours(data: QMimeData) -> bool:
    """Tell whether something is from a list of conversations, of whichever window."""
    return data.hasFormat(_CONVERSATIONS) or data.hasFormat(_FOLDER)


def target_of(
    data: QMimeData, rows: Sequence[Row], at: int, listing: Listing, *, in_upper_half: bool
) -> Target | None:
    """Give where something goes that is held over the line `at`; None where it cannot be dropped."""
    if data.hasFormat(_FOLDER):
        moved = msgspec.json.decode(data.data(_FOLDER).data(), type=int)
        return _place_of_folder(moved, rows[at], at, listing.folders, above=in_upper_half)
    ids = msgspec.json.decode(data.data(_CONVERSATIONS).data(), type=Ids)
    return _place_of_conversations(ids, rows, at, listing)


def _place_of_conversations(ids: Ids, rows: Sequence[Row], at: int, listing: Listing) -> Target | None:
    head = _head(rows, at)
    requests = _requests(ids, rows[head], listing)
    return Target(head, "into", requests) if requests else None


def _head(rows: Sequence[Row], at: int) -> int:
    """Give the line that stands for the part of the list a line is in: a folder, a heading or itself."""
    while at > 0 and rows[at].kind == "conversation":
        at -= 1
    return at


def _requests(ids: Ids, head: Row, listing: Listing) -> tuple[Request, ...]:
    if head.folder is not None:
        loose = _with(listing, ids, lambda one: one.pinned_at is not None)
        unpinned = (Pin(loose, False),) if loose else ()
        return (Move(ids, head.folder.id), *unpinned)
    if head.kind == "pinned":
        return (Pin(ids, True),)
    if head.kind == "archive":
        return (Archive(ids, True),)
    if head.kind == "bin":
        return (Delete(ids),)
    if head.kind != "heading":
        return ()
    filed = _with(listing, ids, lambda one: one.folder_id is not None)
    pinned = _with(listing, ids, lambda one: one.pinned_at is not None)
    out = (Move(filed, None),) if filed else ()
    return (*out, Pin(pinned, False)) if pinned else out


def _with(listing: Listing, ids: Ids, wanted) -> Ids:  # noqa: ANN001  a test of a summary
    among = set(ids)
    return tuple(one.id for one in listing.conversations if one.id in among and wanted(one))


def _place_of_folder(
    moved: int, row: Row, at: int, folders: Sequence[Folder], *, above: bool
) -> Target | None:
    """Put a folder before or after another one."""
    if row.folder is None or row.folder.id == moved:
        return None
    others = [folder for folder in folders if folder.id != moved]
    position = position_at(others, others.index(row.folder) + (not above))
    return Target(at, "above" if above else "below", (PlaceFolder(moved, position),))


def position_at(others: Sequence[Folder], index: int) -> float:
    """Give the position of a folder that comes before the folder at `index`, or last."""
    before = others[index - 1].position if index > 0 else None
    after = others[index].position if index < len(others) else None
    if before is None:
        return 0.0 if after is None else after - 1
    return before + 1 if after is None else (before + after) / 2
