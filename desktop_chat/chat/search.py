"""Full-text search over all conversations: titles first, then messages, each with the newest first."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from desktop_chat.chat.database import Database
from desktop_chat.chat.excerpts import excerpt_of
from desktop_chat.chat.folding import fold
from desktop_chat.chat.indexing import DOCUMENT, LAST_KEY, MINUTE
from desktop_chat.chat.query import Term, parse
from desktop_chat.chat.searching import Hit, SearchQuery
from desktop_chat.portable import kept

_TITLES_SHARE: Final = 5  # a fifth of the hits at most are titles, so that there is room for messages
_MOST_READ: Final = 1000  # messages that are read where the index finds many that do not match exactly
# How far a key may be behind its minute, where many messages are of the same one.
_MOST_DRIFT: Final = 100_000

# The order of these joins is the fast one whatever the planner thinks.
_MESSAGES: Final = f"""
    SELECT m.word_key, m.conversation_id, m.id, c.title, m.role, m.created_at, {DOCUMENT}
    FROM message_words w
    CROSS JOIN message m INDEXED BY message_key ON m.word_key = w.rowid
    CROSS JOIN conversation c ON c.id = m.conversation_id
    WHERE message_words MATCH ? AND w.rowid BETWEEN ? AND ?
    AND m.deleted_at IS NULL AND c.deleted_at IS NULL
"""
_TITLES: Final = """
    SELECT c.id, c.title, c.updated_at FROM conversation c
    WHERE c.deleted_at IS NULL AND c.title <> ''
"""


def search(database: Database, query: SearchQuery, limit: int) -> list[Hit]:
    """Give up to `limit` hits that hold all words of the query; none where it has no words."""
    terms = parse(query.text)
    if not terms:
        return []
    titles = _titles(database, query, terms, -(-limit // _TITLES_SHARE))
    return titles + _messages(database, query, terms, limit - len(titles))


def _titles(database: Database, query: SearchQuery, terms: list[Term], limit: int) -> list[Hit]:
    sql, values = _filtered(_TITLES, query, model="c.model = ?", time="c.updated_at")
    patterns = [term.pattern for term in terms]
    hits: list[Hit] = []
    for conversation_id, title, updated_at in database.query(f"{sql} ORDER BY c.updated_at DESC", *values):
        if all(pattern.search(_folded_title(title)) for pattern in patterns):
            found = excerpt_of(title, patterns)
            if found:
                hits.append(Hit(conversation_id, None, title, "", updated_at, *found))
            if len(hits) >= limit:
                break
    return hits


def _messages(database: Database, query: SearchQuery, terms: list[Term], limit: int) -> list[Hit]:
    model = "iif(m.role = 'assistant', m.model, c.model) = ?"
    sql, values = _filtered(_MESSAGES, query, model=model, time="m.created_at")
    match = " AND ".join(term.match for term in terms)
    first, last = _keys(query)
    patterns = [term.pattern for term in terms]
    hits: list[Hit] = []
    read = 0
    while len(hits) < limit and read < _MOST_READ:
        wanted = limit - len(hits)
        rows = database.query(f"{sql} ORDER BY w.rowid DESC LIMIT ?", match, first, last, *values, wanted)
        for key, conversation_id, message_id, title, role, created_at, document in rows:
            last = key - 1
            found = excerpt_of(document, patterns)
            if found:
                excerpt, marks = found
                hits.append(Hit(conversation_id, message_id, title, role, created_at, excerpt, marks))
        read += len(rows)
        if len(rows) < wanted:
            break
    return sorted(hits, key=lambda hit: hit.created_at, reverse=True)


def _keys(query: SearchQuery) -> tuple[int, int]:
    """Give the keys between which messages of the time asked for are."""
    first = 0.0 if query.after is None else query.after / MINUTE
    last = LAST_KEY if query.before is None else query.before / MINUTE
    return int(min(max(first, 0), LAST_KEY)), int(min(max(last, 0), LAST_KEY)) + _MOST_DRIFT


def _filtered(sql: str, query: SearchQuery, *, model: str, time: str) -> tuple[str, list[object]]:
    """Add what the hits must be of, and the values for it."""
    wanted: list[tuple[str, object]] = []
    if query.model:
        wanted.append((model, kept(query.model)))
    if query.after is not None:
        wanted.append((f"{time} >= ?", query.after))
    if query.before is not None:
        wanted.append((f"{time} < ?", query.before))
    if query.folder_id is not None:
        wanted.append(("c.folder_id = ?", query.folder_id))
    if query.archived != "with":
        wanted.append(("(c.archived_at IS NOT NULL) = ?", query.archived == "only"))
    return sql + "".join(f" AND {condition}" for condition, _ in wanted), [value for _, value in wanted]


@lru_cache(maxsize=1 << 13)
def _folded_title(title: str) -> str:
    return fold(title)
