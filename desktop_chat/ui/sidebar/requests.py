"""What the user asks for in the list of conversations, a struct each."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Ids = tuple[int, ...]
Place = Literal["list", "archive", "bin"]
"""What the list shows."""


class Rename(Struct, frozen=True):
    """Give a conversation this title."""

    conversation_id: int
    title: str


class Pin(Struct, frozen=True):
    """Keep conversations on top, or no longer."""

    ids: Ids
    pinned: bool


class Archive(Struct, frozen=True):
    """Put conversations into the archive, or take them out."""

    ids: Ids
    archived: bool


class Move(Struct, frozen=True):
    """Put conversations into a folder; None: into none."""

    ids: Ids
    folder_id: int | None


class NewChat(Struct, frozen=True):
    """Begin a conversation in a folder."""

    folder_id: int


class Duplicate(Struct, frozen=True):
    """Copy a conversation and open the copy."""

    conversation_id: int


class OpenApart(Struct, frozen=True):
    """Open a conversation in a window of its own."""

    conversation_id: int


class Export(Struct, frozen=True):
    """Write conversations to files."""

    ids: Ids


class Delete(Struct, frozen=True):
    """Put conversations into the bin."""

    ids: Ids


class Restore(Struct, frozen=True):
    """Bring conversations back from the bin."""

    ids: Ids


class Purge(Struct, frozen=True):
    """Remove conversations of the bin for good, if the user means it."""

    ids: Ids


class AddFolder(Struct, frozen=True):
    """Make a folder with these conversations in it, and let the user name it."""

    ids: Ids = ()


class RenameFolder(Struct, frozen=True):
    """Give a folder this name."""

    folder_id: int
    name: str


class PlaceFolder(Struct, frozen=True):
    """Put a folder between those of a lower and a higher position."""

    folder_id: int
    position: float


class DeleteFolder(Struct, frozen=True):
    """Remove a folder; what is in it stays."""

    folder_id: int


Request = (
    Rename
    | Pin
    | Archive
    | Move
    | NewChat
    | Duplicate
    | OpenApart
    | Export
    | Delete
    | Restore
    | Purge
    | AddFolder
    | RenameFolder
    | PlaceFolder
    | DeleteFolder
)
