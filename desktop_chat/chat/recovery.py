"""Saving what can be read of a damaged database into a new one; the damaged file is kept.

A check reads the whole file, so it is made only where there is a reason: the app did not end by itself, or
the file is shorter than its header says. Damage that the last run came upon needs no check.
"""

from __future__ import annotations

import sqlite3
import time
from collections import defaultdict
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from desktop_chat.chat.database import Database, damage_mark, fault_of
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


def is_damaged(path: Path) -> bool:
    """Say whether the database must be recovered before it is used."""
    if not path.exists():
        return False
    if damage_mark(path).exists():
        return True
    return (_was_left_open(path) or _is_cut(path)) and not _passes_check(path)


def finish_recovery(path: Path) -> None:
    """Put a recovered database in place that a crash left beside it. Raises `OSError`."""
    recovered = _recovered(path)
    if recovered.exists() and not path.exists():
        _keep_aside(path)
        _put_in_place(recovered, path)


def recover(path: Path) -> Fault:
    """Make a new database of what can be read, keep the damaged one beside it, and say so.

    Raises `FaultError` (`disk_full`, `storage_failed`, `database_newer`) and `OSError`; the damaged file is
    where it was then.
    """
    if _version(path) > len(MIGRATIONS):
        raise FaultError("database_newer")
    damage_mark(path).touch()
    conversations, messages = _read(path)
    recovered = _recovered(path)
    _write(recovered, conversations, messages)
    aside = _keep_aside(path)
    _put_in_place(recovered, path)
    return Fault("database_recovered", {"recovered": str(len(messages)), "name": aside.name})


def _was_left_open(path: Path) -> bool:
    """Say whether a write-ahead log is there: closing the database would have removed it."""
    log = _beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def _is_cut(path: Path) -> bool:
    """Say whether the file is shorter than its header says."""
    header = _header(path)
    size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < pages * (65536 if size == 1 else size)


def _version(path: Path) -> int:
    header = _header(path)
    return int.from_bytes(header[60:64], "big") if header.startswith(b"SQLite format 3\0") else 0


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _passes_check(path: Path) -> bool:
    # Read-only: closing the last connection that can write would fold the log into a damaged file.
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error as error:
        return fault_of(error).code != "database_damaged"


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
    unfinished = _beside(path, ".unfinished")
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


def _keep_aside(path: Path) -> Path:
    """Move the damaged files to names of their own."""
    stem = f"{path.stem}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    aside = path.with_name(f"{stem}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
    for ending in ("", "-wal"):
        with suppress(FileNotFoundError):
            _beside(path, ending).rename(_beside(aside, ending))
    _beside(path, "-shm").unlink(missing_ok=True)
    return aside


def _put_in_place(recovered: Path, path: Path) -> None:
    recovered.replace(path)
    damage_mark(path).unlink(missing_ok=True)


def _recovered(path: Path) -> Path:
    return _beside(path, ".recovered")


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        _beside(path, ending).unlink(missing_ok=True)
