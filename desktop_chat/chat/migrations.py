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

# Both tables are made anew, so that their long texts stay behind the short columns; the highest ids ever given
# go over to them. A title of version 1 is the question's where it begins like it, else the user's own.
_ORDER: Final[Migration] = (
    """
    CREATE TABLE folder (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        position REAL NOT NULL
    )
    """,
    """
    CREATE TABLE import (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        imported_at REAL NOT NULL,
        format TEXT NOT NULL,
        name TEXT NOT NULL,
        made TEXT NOT NULL DEFAULT '{}'
    )
    """,
    """
    CREATE TABLE conversation_2 (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL DEFAULT '',
        title_source TEXT NOT NULL DEFAULT '',
        model TEXT NOT NULL DEFAULT '',
        created_at REAL NOT NULL,
        updated_at REAL NOT NULL,
        pinned_at REAL,
        archived_at REAL,
        deleted_at REAL,
        folder_id INTEGER REFERENCES folder (id) ON DELETE SET NULL,
        leaf_id INTEGER,
        beside_id INTEGER,
        place TEXT,
        persona TEXT NOT NULL DEFAULT '',
        import_id INTEGER REFERENCES import (id) ON DELETE SET NULL,
        source_id TEXT,
        settings TEXT NOT NULL DEFAULT '{}',
        system_prompt TEXT NOT NULL DEFAULT '',
        draft TEXT NOT NULL DEFAULT '',
        queued TEXT NOT NULL DEFAULT '{}',
        FOREIGN KEY (id, leaf_id) REFERENCES message (conversation_id, id)
    )
    """,
    "INSERT INTO sqlite_sequence (name, seq)"
    " SELECT name || '_2', seq FROM sqlite_sequence WHERE name IN ('conversation', 'message')",
    """
    INSERT INTO conversation_2 (id, title, title_source, model, created_at, updated_at, deleted_at, leaf_id,
        system_prompt, draft)
    SELECT id, title, CASE
            WHEN title = '' THEN ''
            WHEN EXISTS (
                SELECT 1 FROM message m
                WHERE m.conversation_id = conversation.id AND m.parent_id IS NULL AND instr(
                    trim(m.text, char(9, 10, 13, 32)) || char(10),
                    iif(title LIKE '%…', rtrim(title, '…'), title || char(10))
                ) = 1
            ) THEN 'question'
            ELSE 'user'
        END, model, created_at, updated_at, deleted_at, leaf_id, system_prompt, draft
    FROM conversation
    """,
    """
    CREATE TABLE message_2 (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
        parent_id INTEGER,
        role TEXT NOT NULL,
        state TEXT NOT NULL,
        created_at REAL NOT NULL,
        deleted_at REAL,
        deleted_leaf_id INTEGER,
        word_key INTEGER,
        reasoning_seconds REAL,
        model TEXT NOT NULL,
        timings TEXT,
        fault TEXT,
        options TEXT,
        text TEXT NOT NULL,
        reasoning TEXT NOT NULL,
        UNIQUE (conversation_id, id),
        FOREIGN KEY (conversation_id, parent_id) REFERENCES message (conversation_id, id)
    )
    """,
    """
    INSERT INTO message_2 (id, conversation_id, parent_id, role, state, created_at, model, timings, fault, text,
        reasoning)
    SELECT id, conversation_id, parent_id, role, state, created_at, model, timings, fault, text, reasoning
    FROM message
    """,
    "DROP TABLE conversation",
    "DROP TABLE message",
    "ALTER TABLE conversation_2 RENAME TO conversation",
    "ALTER TABLE message_2 RENAME TO message",
    "CREATE INDEX message_children ON message (conversation_id, parent_id, id, deleted_at)",
    "CREATE INDEX message_writing ON message (id) WHERE state = 'writing'",
    "CREATE INDEX message_unindexed ON message (id) WHERE word_key IS NULL AND state <> 'writing'",
    "CREATE INDEX message_key ON message (word_key, conversation_id, deleted_at) WHERE word_key IS NOT NULL",
    "CREATE INDEX message_deleted ON message (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX conversation_newest ON conversation (updated_at) WHERE deleted_at IS NULL",
    "CREATE INDEX conversation_deleted ON conversation (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX conversation_source ON conversation (source_id) WHERE source_id IS NOT NULL",
    # Of a message (both are set), of a conversation's draft (no message), or of the draft of a new one (neither).
    """
    CREATE TABLE attachment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id INTEGER REFERENCES conversation (id) ON DELETE CASCADE,
        message_id INTEGER REFERENCES message (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    "CREATE INDEX attachment_message ON attachment (message_id)",
    "CREATE INDEX attachment_conversation ON attachment (conversation_id, message_id)",
    # Its id tells its row from those of other tables where only the row itself can be read.
    """
    CREATE TABLE new_draft (
        id INTEGER PRIMARY KEY CHECK (id = 0),
        text TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE persona (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        body TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE prompt (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    # Holds words only, no text: what is found is read from `message`, whose `word_key` grows with its time. See
    # `chat.words` for what a word is; one that changes what it is empties this table and those keys.
    "CREATE VIRTUAL TABLE message_words USING fts5 (words, content='', columnsize=0, tokenize='ascii')",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (_TREES, _ORDER)


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the database at `path` to the newest version, as a whole or not at all; another process waits.

    A database that holds something is copied to `….backup-v{version}.db` first, and the copy is kept. Raises
    `FaultError("database_newer")`, nothing touched, for one written by a newer app, and `sqlite3.Error`.
    """
    # Else dropping a table would empty those that refer to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    newest = len(migrations)
    if _version(connection, newest) == newest:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, newest)  # another process may have been first
        if 0 < version < newest:
            _back_up(path, version)
        for migration in migrations[version:]:
            for statement in migration:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {newest}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, newest: int) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise FaultError("database_newer")
    return version


def _back_up(path: Path, version: int) -> None:
    """Copy what is committed, by connections of its own: that of the migration may not be copied from."""
    backup = path.with_name(f"{path.stem}.backup-v{version}{path.suffix}")
    unfinished = backup.with_name(f"{backup.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as original, closing(sqlite3.connect(unfinished)) as copy:
        original.backup(copy)
    unfinished.replace(backup)
