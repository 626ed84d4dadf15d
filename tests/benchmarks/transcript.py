"""How soon a long conversation is there, how smoothly it scrolls, and whether a long reply holds up the window."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Final

from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Bar, Row
from tests.benchmarks.transcript_protocol import (
    Answer,
    LongOpened,
    OpenLong,
    ReplyWritten,
    Scrolled,
    ScrollThrough,
    WriteReply,
)
from tests.benchmarks.worker import Worker

MESSAGES: Final = 10_000
REPLY_MESSAGES: Final = 1_000
REPLY_LINES: Final = 3_000
RATE: Final = 200.0
SECONDS: Final = 60.0
_QUICK_FRAMES: Final = 600


def measure(bench: Bench) -> Iterator[Row]:
    """Measure a conversation of 10,000 messages, then a reply of 3,000 lines."""
    yield from _long_conversation(bench)
    yield from _long_reply(bench)


def _long_conversation(bench: Bench) -> Iterator[Row]:
    what = f"conversation of {MESSAGES:,} messages"
    opened = []
    for _ in range(bench.times(5)):
        with Worker[Answer]("transcript_child", Answer, bench.folder / "transcript") as child:
            opened.append(child.ask(OpenLong(MESSAGES), LongOpened))
    within = Bar("≤", 150.0, "ms")
    yield Row(
        f"{what}, painted, newest first", "ms", 1000 * statistics.median(o.page for o in opened), bar=within
    )
    yield Row(
        f"{what}, painted, all at once", "ms", 1000 * statistics.median(o.whole for o in opened), bar=within
    )
    yield Row(f"{what}, the older ones put above", "ms", 1000 * statistics.median(o.older for o in opened))
    with Worker[Answer]("transcript_child", Answer, bench.folder / "transcript") as child:
        empty = child.ask(OpenLong(MESSAGES), LongOpened).empty_bytes
        scrolled = child.ask(ScrollThrough(_QUICK_FRAMES if bench.is_quick else 0), Scrolled)
    smooth = Bar("≤", 16.0, "ms")
    yield Row(f"{what}, scrolled, 95 of 100 frames", "ms", 1000 * _share(scrolled.frames, 0.95), bar=smooth)
    yield Row(f"{what}, scrolled, the worst frame", "ms", 1000 * max(scrolled.frames))
    yield Row(f"{what}, memory over empty", "MB", (scrolled.bytes - empty) / 1e6, bar=Bar("≤", 100.0, "MB"))


def _long_reply(bench: Bench) -> Iterator[Row]:
    seconds = SECONDS / 4 if bench.is_quick else SECONDS
    lines = round(REPLY_LINES * seconds / SECONDS)
    what = f"reply of {lines:,} lines, {RATE:.0f} tokens/s, after {REPLY_MESSAGES:,} messages"
    with Worker[Answer]("transcript_child", Answer, bench.folder / "transcript") as child:
        written = child.ask(WriteReply(REPLY_MESSAGES, lines, seconds, RATE), ReplyWritten)
    late = 1000 * _share(written.late, 0.95)
    yield Row(f"{what}, main thread late, 95 of 100 beats", "ms", late, bar=Bar("≤", 16.0, "ms"))
    yield Row(f"{what}, the worst beat", "ms", 1000 * max(written.late), bar=Bar("≤", 50.0, "ms"))
    for name, end, start, bar in (
        ("a token", written.token_at_end, written.token_at_start, Bar("≤", 1.2)),
        ("a drawing", written.drawing_at_end, written.drawing_at_start, None),
    ):
        yield Row(
            f"{what}, {name} at its end", "ms", 1000 * end, 1000 * start, "at its start", end / start, bar
        )
    yield Row(f"{what}, memory grown", "MB", written.grown_bytes / 1e6, bar=Bar("≤", 30.0, "MB"))


def _share(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]
