"""Saving what can be read of a damaged database into a new one; the damaged file is kept."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from desktop_chat.chat.damage import beside, keep_aside, put_in_place, read_start, recovered_file
from desktop_chat.chat.database import Database, damage_mark
from desktop_chat.chat.messages import MessageState
from desktop_chat.chat.migrations import MIGRATIONS
from desktop_chat.chat.pages import Row, read_rows
from desktop_chat.chat.titles import title_from
from desktop_chat.engine.protocol import Role
from desktop_chat.faults import Fault, FaultError

_Id = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
_Saved = TypeVar("_Saved", bound=msgspec.Struct)


class _SavedConversation(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """A row of `conversation`: its columns in their order."""

    id: _Id
    title: str
    model: str
    created_at: float
    updated_at: float
    deleted_at: float | None
    leaf_id: _Id | None
    system_prompt: str
    draft: str


class _SavedMessage(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """A row of `message`: its columns in their order."""

    id: _Id
    conversation_id: _Id
    parent_id: _Id | None
    role: Role
    state: MessageState
    created_at: float
    model: str
    timings: str | None
    fault: str | None
    text: str
    reasoning: str


def recover(path: Path) -> Fault:
    """Make a new database of what can be read, keep the damaged one beside it, and say so.

    Raises `FaultError` (`disk_full`, `storage_failed`, `database_newer`) and `OSError`; the damaged file is
    where it was then.
    """
    if _version(path) > len(MIGRATIONS):
        raise FaultError("database_newer")
    damage_mark(path).touch()
    conversations, messages = _read(path)
    recovered = recovered_file(path)
    _write(recovered, conversations, messages)
    aside = keep_aside(path)
    put_in_place(recovered, path)
    return Fault("database_recovered", {"recovered": str(len(messages)), "name": aside.name})


def _version(path: Path) -> int:
    header = read_start(path)
    return int.from_bytes(header[60:64], "big") if header.startswith(b"SQLite format 3\0") else 0


def _read(path: Path) -> tuple[dict[int, _SavedConversation], list[_SavedMessage]]:
    """Read what there is, and mend what refers to something lost."""
    conversations: dict[int, _SavedConversation] = {}
    messages: dict[int, _SavedMessage] = {}
    for row in read_rows(path):
        if conversation := _as(_SavedConversation, row):
            conversations[row.id] = conversation
        elif message := _as(_SavedMessage, row):
            messages[row.id] = message if row.is_whole else msgspec.structs.replace(message, state="cut")
    in_order = [messages[number] for number in sorted(messages)]
    _mend(conversations, in_order)
    return conversations, in_order


def _as(kind: type[_Saved], row: Row) -> _Saved | None:
    if not row.values or row.values[0] is not None:  # SQLite stores the id apart, and null in its column
        return None
    try:
        return msgspec.convert((row.id, *row.values[1:]), kind)
    except msgspec.ValidationError:
        return None


def _mend(conversations: dict[int, _SavedConversation], messages: list[_SavedMessage]) -> None:
    """Hang messages whose parent is lost below the one before them, and give lost conversations a new row."""
    seen: dict[int, dict[int, None]] = defaultdict(dict)  # the ids of each conversation, oldest first
    for message in messages:
        ids = seen[message.conversation_id]
        if message.parent_id is not None and message.parent_id not in ids:
            message.parent_id = next(reversed(ids), None)
        ids[message.id] = None
        if message.conversation_id not in conversations:
            conversations[message.conversation_id] = _conversation_of(message)
    for conversation in conversations.values():
        ids = seen[conversation.id]
        if conversation.leaf_id not in ids:
            conversation.leaf_id = next(reversed(ids), None)


def _conversation_of(message: _SavedMessage) -> _SavedConversation:
    title = title_from(message.text) if message.role == "user" else ""
    created = message.created_at
    return _SavedConversation(
        message.conversation_id, title, message.model, created, created, None, None, "", ""
    )


def _write(path: Path, conversations: dict[int, _SavedConversation], messages: list[_SavedMessage]) -> None:
    """Write a whole new database to `path`, which is there only when it is complete."""
    unfinished = beside(path, ".unfinished")
    _remove(unfinished)
    try:
        with closing(Database(unfinished)) as database, database.transaction():
            for conversation in conversations.values():
                _insert(database, "conversation", msgspec.structs.replace(conversation, leaf_id=None))
            for message in messages:
                _insert(database, "message", message)
            for conversation in conversations.values():
                leaf = (conversation.leaf_id, conversation.id)
                database.change("UPDATE conversation SET leaf_id = ? WHERE id = ?", *leaf)
    except FaultError:
        _remove(unfinished)
        raise
    unfinished.replace(path)


def _insert(database: Database, table: str, row: _SavedConversation | _SavedMessage) -> None:
    columns = row.__struct_fields__
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    database.insert(sql, *msgspec.structs.astuple(row))


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        beside(path, ending).unlink(missing_ok=True)
