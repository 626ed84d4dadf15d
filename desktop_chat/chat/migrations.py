"""The database's schema, version by version; `PRAGMA user_version` says how many were carried out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from desktop_chat.faults import FaultError

Migration = tuple[str, ...]

# Long texts are the last columns, so that walking a tree or listing conversations reads no overflow page.
# Ids are never reused, and a parent is always older than its children: along a branch ids grow.
_TREES: Final[Migration] = (
    """
    CREATE TABLE conversation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL DEFAULT '',
        model TEXT NOT NULL DEFAULT '',
        created_at REAL NOT NULL,
        updated_at REAL NOT NULL,
        deleted_at REAL,
        leaf_id INTEGER,
        system_prompt TEXT NOT NULL DEFAULT '',
        draft TEXT NOT NULL DEFAULT '',
        FOREIGN KEY (id, leaf_id) REFERENCES message (conversation_id, id)
    )
    """,
    """
    CREATE TABLE message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
        parent_id INTEGER,
        role TEXT NOT NULL,
        state TEXT NOT NULL,
        created_at REAL NOT NULL,
        model TEXT NOT NULL,
        timings TEXT,
        fault TEXT,
        text TEXT NOT NULL,
        reasoning TEXT NOT NULL,
        UNIQUE (conversation_id, id),
        FOREIGN KEY (conversation_id, parent_id) REFERENCES message (conversation_id, id)
    )
    """,
    "CREATE INDEX message_children ON message (conversation_id, parent_id, id)",
    "CREATE INDEX message_writing ON message (id) WHERE state = 'writing'",
    "CREATE INDEX conversation_newest ON conversation (updated_at) WHERE deleted_at IS NULL",
    "CREATE INDEX conversation_deleted ON conversation (deleted_at) WHERE deleted_at IS NOT NULL",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (_TREES,)


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the database at `path` to the newest version, each step whole or not at all.

    A database that holds something is copied to `….backup-v{version}.db` first, and the copy is kept. Raises
    `FaultError("database_newer")`, nothing touched, for one written by a newer app, and `sqlite3.Error`.
    """
    version = _version(connection)
    if version > len(migrations):
        raise FaultError("database_newer")
    if 0 < version < len(migrations):
        _back_up(connection, path, version)
    for number in range(version + 1, len(migrations) + 1):
        _carry_out(connection, number, migrations[number - 1])


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _carry_out(connection: sqlite3.Connection, number: int, migration: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) < number:  # else another process was first
            for statement in migration:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    backup = path.with_name(f"{path.stem}.backup-v{version}{path.suffix}")
    unfinished = backup.with_name(f"{backup.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.backup(copy)
    unfinished.replace(backup)
