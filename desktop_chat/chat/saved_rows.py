"""Rows of a damaged database of whichever version, told apart by what is in them alone."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct, structs

from desktop_chat.chat.messages import MessageState, TitleSource
from desktop_chat.chat.pages import Row
from desktop_chat.engine.protocol import Role

Id = Annotated[int, Meta(ge=1, le=2**63 - 1)]


class Saved(Struct, array_like=True, forbid_unknown_fields=True, kw_only=True):
    """A row of a table: its columns in their order."""

    id: Id


class SavedConversation(Saved, kw_only=True):
    """A row of `conversation`."""

    title: str
    title_source: TitleSource
    model: str
    created_at: float
    updated_at: float
    pinned_at: float | None = None
    archived_at: float | None = None
    deleted_at: float | None = None
    folder_id: Id | None = None
    leaf_id: Id | None = None
    beside_id: Id | None = None
    place: str | None = None
    persona: str = ""
    import_id: Id | None = None
    source_id: str | None = None
    settings: str = "{}"
    system_prompt: str = ""
    draft: str = ""
    queued: str = "{}"


class SavedMessage(Saved, kw_only=True):
    """A row of `message`."""

    conversation_id: Id
    parent_id: Id | None
    role: Role
    state: MessageState
    created_at: float
    deleted_at: float | None = None
    deleted_leaf_id: Id | None = None
    word_key: int | None = None
    reasoning_seconds: float | None = None
    model: str
    timings: str | None
    fault: str | None
    options: str | None = None
    text: str
    reasoning: str


class SavedFolder(Saved, kw_only=True):
    """A row of `folder`."""

    name: str
    position: float


class SavedImport(Saved, kw_only=True):
    """A row of `import`."""

    imported_at: float
    format: str
    name: str
    made: str = "{}"


class SavedAttachment(Saved, kw_only=True):
    """A row of `attachment`."""

    conversation_id: Id | None
    message_id: Id | None
    name: str
    text: str


class SavedNewDraft(Saved, kw_only=True):
    """The row of `new_draft`."""

    id: Literal[0]  # no other table has it
    text: str


class SavedPersona(Saved, kw_only=True):
    """A row of `persona`."""

    body: str


class SavedPrompt(Saved, kw_only=True):
    """A row of `prompt`."""

    name: str
    text: str


class _FirstConversation(Saved, kw_only=True):
    """A row of `conversation` in version 1."""

    title: str
    model: str
    created_at: float
    updated_at: float
    deleted_at: float | None
    leaf_id: Id | None
    system_prompt: str
    draft: str


class _FirstMessage(Saved, kw_only=True):
    """A row of `message` in version 1."""

    conversation_id: Id
    parent_id: Id | None
    role: Role
    state: MessageState
    created_at: float
    model: str
    timings: str | None
    fault: str | None
    text: str
    reasoning: str


TABLES: Final[dict[type[Saved], str]] = {
    SavedFolder: "folder",
    SavedImport: "import",
    SavedConversation: "conversation",
    SavedMessage: "message",
    SavedAttachment: "attachment",
    SavedNewDraft: "new_draft",
    SavedPersona: "persona",
    SavedPrompt: "prompt",
}
"""The table of each kind of row; one comes after those its rows refer to."""

_KINDS: Final[tuple[type[Saved], ...]] = (*TABLES, _FirstConversation, _FirstMessage)


def saved(row: Row) -> Saved | None:
    """Give a row as what it is, in the newest version; None for one of no table of the app's."""
    if not row.values or row.values[0] is not None:  # SQLite stores the id apart, and null in its column
        return None
    for kind in _KINDS:
        if len(row.values) == len(kind.__struct_fields__):
            try:
                return _newest(msgspec.convert((row.id, *row.values[1:]), kind), is_whole=row.is_whole)
            except msgspec.ValidationError:
                continue
    return None


def _newest(one: Saved, *, is_whole: bool) -> Saved:
    """Give a row as the newest version keeps it; a text that lost its end is no finished one."""
    if isinstance(one, _FirstConversation):
        return SavedConversation(title_source="user" if one.title else "", **structs.asdict(one))
    if isinstance(one, _FirstMessage):
        one = SavedMessage(**structs.asdict(one))
    if isinstance(one, SavedMessage):
        one.word_key = None  # its words are not recovered but found anew
        one.state = one.state if is_whole else "cut"
    return one
