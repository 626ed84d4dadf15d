"""What the user asks for in the list of conversations, a struct each."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Ids = tuple[int, ...]
Place = Literal["list", "archive", "bin"]
"""What the list shows."""


class Request(Struct, frozen=True):
    """Something the user asks for."""


class OfConversation(Request, frozen=True):
    """Something about one conversation."""

    conversation_id: int


class OfConversations(Request, frozen=True):
    """Something about some conversations."""

    ids: Ids


class OfFolder(Request, frozen=True):
    """Something about a folder."""

    folder_id: int


class Rename(OfConversation, frozen=True):
    """Give a conversation this title."""

    title: str


class Pin(OfConversations, frozen=True):
    """Keep conversations on top, or no longer."""

    pinned: bool


class Archive(OfConversations, frozen=True):
    """Put conversations into the archive, or take them out."""

    archived: bool


class Move(OfConversations, frozen=True):
    """Put conversations into a folder; None: into none."""

    folder_id: int | None


class NewChat(OfFolder, frozen=True):
    """Begin a conversation in a folder."""


class Duplicate(OfConversation, frozen=True):
    """Copy a conversation and open the copy."""


class OpenApart(OfConversation, frozen=True):
    """Open a conversation in a window of its own."""


class Export(OfConversations, frozen=True):
    """Write conversations to files."""


class Delete(OfConversations, frozen=True):
    """Put conversations into the bin."""


class Restore(OfConversations, frozen=True):
    """Bring conversations back from the bin."""


class Purge(OfConversations, frozen=True):
    """Remove conversations of the bin for good, if the user means it."""


class AddFolder(Request, frozen=True):
    """Make a folder with these conversations in it, and let the user name it."""

    ids: Ids = ()


class RenameFolder(OfFolder, frozen=True):
    """Give a folder this name."""

    name: str


class PlaceFolder(OfFolder, frozen=True):
    """Put a folder between those of a lower and a higher position."""

    position: float


class DeleteFolder(OfFolder, frozen=True):
    """Remove a folder; what is in it stays."""
