"""Saving what can be read of a damaged database into a new one; the damaged file is kept."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec

from desktop_chat.chat.damage import beside, keep_aside, put_in_place, read_start, recovered_file
from desktop_chat.chat.database import Database, damage_mark
from desktop_chat.chat.migrations import MIGRATIONS
from desktop_chat.chat.pages import read_rows
from desktop_chat.chat.saved_rows import (
    TABLES,
    Saved,
    SavedAttachment,
    SavedConversation,
    SavedFolder,
    SavedImport,
    SavedMessage,
    saved,
)
from desktop_chat.chat.titles import title_from
from desktop_chat.faults import Fault, FaultError

_Kind = TypeVar("_Kind", bound=Saved)


class _SavedRows:
    """The rows that were read, of each kind by id."""

    def __init__(self, path: Path) -> None:
        self._rows: dict[type[Saved], dict[int, Saved]] = defaultdict(dict)
        for row in read_rows(path):
            if one := saved(row):
                self._rows[type(one)][one.id] = one

    def of(self, kind: type[_Kind]) -> dict[int, _Kind]:
        """Give the rows of a kind, the oldest first."""
        self._rows[kind] = dict(sorted(self._rows[kind].items()))
        return self._rows[kind]  # type: ignore[return-value]  # as they were put in


def recover(path: Path) -> Fault:
    """Make a new database of what can be read, keep the damaged one beside it, and say so.

    Raises `FaultError` (`disk_full`, `storage_failed`, `database_newer`) and `OSError`; the damaged file is
    where it was then.
    """
    if _version(path) > len(MIGRATIONS):
        raise FaultError("database_newer")
    damage_mark(path).touch()
    rows = _SavedRows(path)
    _mend_messages(rows)
    _mend_conversations(rows)
    _mend_attachments(rows)
    recovered = recovered_file(path)
    _write(recovered, rows)
    aside = keep_aside(path)
    put_in_place(recovered, path)
    return Fault("database_recovered", {"recovered": str(len(rows.of(SavedMessage))), "name": aside.name})


def _version(path: Path) -> int:
    header = read_start(path)
    return int.from_bytes(header[60:64], "big") if header.startswith(b"SQLite format 3\0") else 0


def _mend_messages(rows: _SavedRows) -> None:
    """Hang messages whose parent is lost below the one before them, and give lost conversations a new row."""
    conversations = rows.of(SavedConversation)
    seen: dict[int, dict[int, None]] = defaultdict(dict)  # the ids of each conversation, oldest first
    for message in rows.of(SavedMessage).values():
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


def _conversation_of(message: SavedMessage) -> SavedConversation:
    title = title_from(message.text) if message.role == "user" and message.deleted_at is None else ""
    return SavedConversation(
        id=message.conversation_id,
        title=title,
        title_source="question" if title else "",
        model=message.model,
        created_at=message.created_at,
        updated_at=message.created_at,
    )


def _mend_conversations(rows: _SavedRows) -> None:
    """Take conversations out of folders and imports that are lost."""
    folders, imports = rows.of(SavedFolder), rows.of(SavedImport)
    for conversation in rows.of(SavedConversation).values():
        if conversation.folder_id not in folders:
            conversation.folder_id = None
        if conversation.import_id not in imports:
            conversation.import_id = None


def _mend_attachments(rows: _SavedRows) -> None:
    """Put attachments of lost messages to the draft, those of lost conversations to that of a new one."""
    conversations, messages = rows.of(SavedConversation), rows.of(SavedMessage)
    for attachment in rows.of(SavedAttachment).values():
        if attachment.message_id not in messages:
            attachment.message_id = None
        if attachment.conversation_id not in conversations:
            attachment.conversation_id = None


def _write(path: Path, rows: _SavedRows) -> None:
    """Write a whole new database to `path`, which is there only when it is complete."""
    unfinished = beside(path, ".unfinished")
    _remove(unfinished)
    leaves = {one.id: one.leaf_id for one in rows.of(SavedConversation).values()}
    for conversation in rows.of(SavedConversation).values():
        conversation.leaf_id = None  # until the messages are there
    try:
        with closing(Database(unfinished)) as database, database.transaction():
            for kind, table in TABLES.items():
                for row in rows.of(kind).values():
                    _insert(database, table, row)
            for conversation_id, leaf_id in leaves.items():
                database.change("UPDATE conversation SET leaf_id = ? WHERE id = ?", leaf_id, conversation_id)
    except FaultError:
        _remove(unfinished)
        raise
    unfinished.replace(path)


def _insert(database: Database, table: str, row: Saved) -> None:
    columns = row.__struct_fields__
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    database.insert(sql, *msgspec.structs.astuple(row))


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        beside(path, ending).unlink(missing_ok=True)
