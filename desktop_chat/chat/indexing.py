"""Keeping the index of words: messages go in by and by, and their words out with them.

A message's key in the index grows with its time, so that the newest are found first however they came in: the
minutes since 1970, or the next number that is free. Small steps from one to the next keep the index small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Final

from msgspec import Struct

from desktop_chat.chat.database import Database
from desktop_chat.chat.searching import Hit, SearchQuery
from desktop_chat.chat.table import Table

DOCUMENT: Final = """
    m.text || coalesce((
        SELECT group_concat(char(10) || name || char(10) || text, '')
        FROM (SELECT name, text FROM attachment
            WHERE conversation_id = m.conversation_id AND message_id = m.id ORDER BY id)
    ), '')
"""
"""What a message `m` is found by: its text, and the names and texts of its attachments. Not its reasoning."""

MINUTE: Final = 60
"""Seconds between two keys."""

LAST_KEY: Final = 1 << 40
"""Beyond the time of any message."""

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
    SELECT m.id, min(max(CAST(m.created_at / {MINUTE} AS INTEGER), 0), {LAST_KEY}), {DOCUMENT}
    FROM message m WHERE m.word_key IS NULL AND m.state <> 'writing' ORDER BY m.id DESC LIMIT ?
"""
_IS_STILL: Final = f"""
    SELECT 1 FROM message m WHERE m.id = ? AND m.word_key IS NULL AND m.state <> 'writing' AND {DOCUMENT} = ?
"""
_AT_ONCE: Final = 100_000  # characters of one step; a message that has more takes several
_ADD: Final = "INSERT INTO message_words (rowid, words) VALUES (?, ?)"
_MERGE: Final = "INSERT INTO message_words (message_words, rank) VALUES ('merge', ?)"
_MERGED_PAGES: Final = 64
_CHANGES_OF_A_MERGE: Final = 2  # fewer: nothing was left to merge, says FTS5's documentation
_LEFT: Final = "SELECT count(*) FROM message WHERE word_key IS NULL AND state <> 'writing'"


class _Long(Struct):
    """A long message whose words are being found."""

    message_id: int
    minute: int
    document: str
    left: Iterator[str]
    words: list[str] = []


class Indexing(Table):
    """The index of words, and what is found with it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._is_to_be_tidied = False  # words were taken out, and are in the file until its parts are merged
        self._long: _Long | None = None
        database.add_function("index_words", self._words_to_forget)
        for trigger in _TRIGGERS:
            database.change(trigger)

    def index_some(self, limit: int) -> int:
        """Make up to `limit` messages that are not being written findable, the newest first.

        Fifty take some 10 ms; a long one takes many calls. Gives how much is left to do, in messages; 0: all is
        done, and the words of what was removed are gone from the disk.
        """
        with self.transaction():
            if self._long is None:
                self._index_newest(limit)
            else:
                self._go_on_with(self._long)
        ((left,),) = self._database.query(_LEFT)
        if not left and self._is_to_be_tidied:
            self._is_to_be_tidied = self._tidy_some()
        return int(left) or int(self._is_to_be_tidied)

    def search(self, query: SearchQuery, limit: int) -> list[Hit]:
        """Give up to `limit` hits that hold all words of a query: titles, then messages, the newest first."""
        from desktop_chat.chat.search import search  # noqa: PLC0415  not needed for a start

        return search(self._database, query, limit)

    def _index_newest(self, limit: int) -> None:
        rows = self._database.query(_NEWEST_UNINDEXED, limit)
        lengths = accumulate(len(document) for _, _, document in rows)
        together = [row for row, length in zip(rows, lengths, strict=True) if length <= _AT_ONCE]
        if rows and not together:
            message_id, minute, document = rows[0]
            self._long = _Long(message_id, minute, document, _words(document))
        together.sort(key=itemgetter(1, 0))
        keys = _free_keys(self._database, [minute for _, minute, _ in together])
        for key, (message_id, _, document) in zip(keys, together, strict=True):
            self._add(key, message_id, _words(document))

    def _go_on_with(self, long: _Long) -> None:
        for piece in long.left:
            long.words.append(piece)
            return
        self._long = None
        if self._database.query(_IS_STILL, long.message_id, long.document):
            (key,) = _free_keys(self._database, [long.minute])
            self._add(key, long.message_id, long.words)

    def _add(self, key: int, message_id: int, words: Iterable[str]) -> None:
        self._database.insert(_ADD, key, " ".join(words))
        self._database.change("UPDATE message SET word_key = ? WHERE id = ?", key, message_id)

    def _tidy_some(self) -> bool:
        """Merge a part of the index; says whether there is more to merge."""
        ((before,),) = self._database.query("SELECT total_changes()")
        self._database.insert(_MERGE, -_MERGED_PAGES)
        ((after,),) = self._database.query("SELECT total_changes()")
        return bool(after - before >= _CHANGES_OF_A_MERGE)

    def _words_to_forget(self, document: str) -> str:
        self._is_to_be_tidied = True
        return " ".join(_words(document))


def _words(document: str) -> Iterator[str]:
    from desktop_chat.chat.words import index_words  # noqa: PLC0415  not needed for a start

    return index_words(document)


def _free_keys(database: Database, minutes: Sequence[int]) -> list[int]:
    """Give a key for each of some minutes in growing order: itself, or the next one that is free."""
    keys: list[int] = []
    for minute in minutes:
        keys.append(_first_free(database, max(minute, keys[-1] + 1) if keys else minute))
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
