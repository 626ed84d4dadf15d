"""Search over 100,000 messages as typed, and the index it needs."""

from __future__ import annotations

import statistics
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from desktop_chat.chat.database import Database
from desktop_chat.chat.searching import SearchQuery
from desktop_chat.chat.store import Store
from tests.benchmarks.bench import Bench, say
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.table import Bar, Row

CONVERSATIONS: Final = 5_000
MESSAGES: Final = 20  # of each
LIMIT: Final = 50
SLICE: Final = 50
_FIRST_DAY: Final = 1.6e9
_YEARS: Final = 3 * 365 * 86_400.0
_BAR: Final = Bar("≤", 50, "ms")

_KOREAN: Final = (
    "제주도 여행",
    "어디",
    "한국어 번역",
    "함수 설명",
    "그",
    "하는",
    "이 문제",
    "날씨가",
    '"예를 들어"',
    "없는단어조합",
)
_ENGLISH: Final = (
    "function",
    "the",
    "how to use",
    "code file",
    '"in the',
    "what is that",
    "model data",
    "zzzyx",
)


def measure(bench: Bench) -> Iterator[Row]:
    """Index 100,000 messages, then type queries in both languages letter by letter."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
        path = Path(folder) / "conversations.db"
        database = Database(path)
        store = Store(database)
        say(f"search: writing {CONVERSATIONS} conversations of {MESSAGES} messages")
        corpus = Corpus(CONVERSATIONS, MESSAGES)
        fill(database, corpus)
        database.query("PRAGMA wal_checkpoint(TRUNCATE)")
        before = store.size_bytes()
        say("search: indexing")
        began = time.perf_counter()
        slices = list(_index(store))
        seconds = time.perf_counter() - began
        database.query("PRAGMA wal_checkpoint(TRUNCATE)")
        yield Row(f"search, {CONVERSATIONS * MESSAGES} messages on disk", "MB", before / 1e6)
        yield Row("search, its index on disk", "MB", (store.size_bytes() - before) / 1e6)
        yield Row(f"search, indexing {CONVERSATIONS * MESSAGES} messages", "s", seconds)
        yield Row(f"search, slice of {SLICE} messages, p95", "ms", _p95(slices))
        yield Row(f"search, slice of {SLICE} messages, worst", "ms", max(slices))
        words = bench.times(150)
        for name, queries, vocabulary in (
            ("Korean", _KOREAN, corpus.korean),
            ("English", _ENGLISH, corpus.english),
        ):
            typed = [*queries, *vocabulary[:words:3], *vocabulary[1000 : 1000 + 40 * words : 120]]
            yield from _typing(store, name, typed)
        store.close()


def fill(database: Database, corpus: Corpus) -> None:
    """Write the corpus, each message some minutes after the one before."""
    made: dict[int, int] = {}
    parent: int | None = None
    at = _FIRST_DAY
    with database.transaction():
        for text in corpus:
            if text.conversation not in made:
                made[text.conversation] = database.insert(
                    "INSERT INTO conversation (title, created_at, updated_at) VALUES (?, ?, ?)",
                    corpus.title(text.is_korean),
                    at,
                    at,
                )
                parent = None
            at += _YEARS / (CONVERSATIONS * MESSAGES)
            parent = database.insert(
                "INSERT INTO message (conversation_id, parent_id, role, text, reasoning, state, created_at, model)"
                " VALUES (?, ?, ?, ?, '', 'done', ?, '')",
                made[text.conversation],
                parent,
                "assistant" if parent and parent % 2 == 0 else "user",
                text.text,
                at,
            )
        database.change(
            "UPDATE conversation SET leaf_id = (SELECT max(id) FROM message WHERE conversation_id = conversation.id)"
        )


def _index(store: Store) -> Iterator[float]:
    """Index all; give what each slice took, in milliseconds."""
    left = 1
    while left:
        began = time.perf_counter()
        left = store.index_some(SLICE)
        yield 1000 * (time.perf_counter() - began)


def _typing(store: Store, name: str, queries: Iterable[str]) -> Iterator[Row]:
    taken: list[tuple[float, str]] = []
    for typed in dict.fromkeys(prefix for query in queries for prefix in keys_of(query)):
        began = time.perf_counter()
        store.search(SearchQuery(typed), LIMIT)
        taken.append((1000 * (time.perf_counter() - began), typed))
    times = [one for one, _ in taken]
    say(f"search: {len(taken)} queries in {name}; the slowest: {sorted(taken, reverse=True)[:5]}")
    yield Row(f"search, {name}, as typed, p95", "ms", _p95(times), bar=_BAR)
    yield Row(f"search, {name}, median", "ms", statistics.median(times))
    yield Row(f"search, {name}, worst", "ms", max(times))


def keys_of(query: str) -> Iterator[str]:
    """Give what a field holds after each key: Hangul a consonant or vowel at a time, as far as it is composed."""
    for end in range(1, len(query) + 1):
        letters = unicodedata.normalize("NFD", query[end - 1])
        for part in range(1, len(letters)):
            begun = unicodedata.normalize("NFC", letters[:part])
            yield query[: end - 1] + (begun if part > 1 else _alone(begun))
        yield query[:end]


def _alone(initial: str) -> str:
    """Give the consonant that a syllable begins with as a letter of its own, as it is shown while typed."""
    return "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[ord(initial) - 0x1100]


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
