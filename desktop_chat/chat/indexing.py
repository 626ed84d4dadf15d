"""Keeping the index of words: messages go in by and by, and their words out with them.

A message's key in the index grows with its time, one a second where there is room, so that the newest are found
first however they came in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop_chat.chat.database import Database

DOCUMENT: Final = """
    m.text || coalesce((
        SELECT group_concat(char(10) || name || char(10) || text, '')
        FROM (SELECT name, text FROM attachment
            WHERE conversation_id = m.conversation_id AND message_id = m.id ORDER BY id)
    ), '')
"""
"""What a message `m` is found by: its text, and the names and texts of its attachments. Not its reasoning."""

LAST_KEY: Final = 1 << 40
"""Beyond the time of any message, in seconds since 1970."""

_FORGET: Final = f"""
    INSERT INTO message_words (message_words, rowid, words)
    SELECT 'delete', m.word_key, index_words({DOCUMENT}) FROM message m WHERE m.word_key IS NOT NULL AND
"""
_INDEX_AGAIN: Final = "UPDATE message SET word_key = NULL WHERE word_key IS NOT NULL AND"
_TEXT_CHANGES: Final = "OF text ON main.message WHEN old.word_key IS NOT NULL AND old.text IS NOT new.text"
# The index holds no texts, so it is told which words to forget before they are gone. These triggers are the
# connection's own: whatever else opens the file knows no `index_words`.
_TRIGGERS: Final = (
    f"""
    CREATE TEMP TRIGGER forget_conversation BEFORE DELETE ON main.conversation BEGIN
        {_FORGET} m.conversation_id = old.id;
        {_INDEX_AGAIN} conversation_id = old.id;
    END
    """,
    f"CREATE TEMP TRIGGER forget_message BEFORE DELETE ON main.message BEGIN {_FORGET} m.id = old.id; END",
    f"CREATE TEMP TRIGGER forget_text BEFORE UPDATE {_TEXT_CHANGES} BEGIN {_FORGET} m.id = old.id; END",
    f"CREATE TEMP TRIGGER index_again AFTER UPDATE {_TEXT_CHANGES} BEGIN {_INDEX_AGAIN} id = old.id; END",
    f"""
    CREATE TEMP TRIGGER forget_attachment BEFORE DELETE ON main.attachment BEGIN
        {_FORGET} m.id = old.message_id;
        {_INDEX_AGAIN} id = old.message_id;
    END
    """,
)
_NEWEST_UNINDEXED: Final = f"""
    SELECT m.id, min(max(CAST(m.created_at AS INTEGER), 0), {LAST_KEY}) AS second, {DOCUMENT}
    FROM message m WHERE m.word_key IS NULL AND m.state <> 'writing' ORDER BY m.id DESC LIMIT ?
"""
_LEFT: Final = "SELECT count(*) FROM message WHERE word_key IS NULL AND state <> 'writing'"


def watch(database: Database) -> None:
    """See to it that words leave the index whenever a text is changed or removed through this connection."""
    database.add_function("index_words", _words)
    for trigger in _TRIGGERS:
        database.change(trigger)


def index_some(database: Database, limit: int) -> int:
    """Make up to `limit` messages that are not being written findable, the newest first; gives how many are left.

    In one transaction: a hundred take some 20 ms.
    """
    with database.transaction():
        rows = sorted(database.query(_NEWEST_UNINDEXED, limit), key=lambda row: (row[1], row[0]))
        keys = _free_keys(database, [second for _, second, _ in rows])
        for key, (message_id, _, document) in zip(keys, rows, strict=True):
            database.insert("INSERT INTO message_words (rowid, words) VALUES (?, ?)", key, _words(document))
            database.change("UPDATE message SET word_key = ? WHERE id = ?", key, message_id)
    ((left,),) = database.query(_LEFT)
    return int(left)


def _words(document: str) -> str:
    from desktop_chat.chat.words import index_words  # noqa: PLC0415  not needed for a start

    return index_words(document)


def _free_keys(database: Database, seconds: Sequence[int]) -> list[int]:
    """Give a key for each of some seconds in growing order: itself, or the next one that is free."""
    keys: list[int] = []
    for second in seconds:
        keys.append(_first_free(database, max(second, keys[-1] + 1) if keys else second))
    return keys


def _first_free(database: Database, key: int) -> int:
    """Find the first free key from one on: in steps twice as long each, then halving."""
    length = 1
    while not _has_room(database, key, length):
        key, length = key + length, 2 * length
    while length > 1:
        length //= 2
        if not _has_room(database, key, length):
            key += length
    return key


def _has_room(database: Database, key: int, length: int) -> bool:
    ((taken,),) = database.query(
        "SELECT count(*) FROM message WHERE word_key >= ? AND word_key < ?", key, key + length
    )
    return int(taken) < length
