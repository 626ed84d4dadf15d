"""Looks for a text in the messages of a conversation, a few milliseconds at a time, within long ones too."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.messages import Message
from desktop_chat.markdown.blocks import Block
from desktop_chat.markdown.stream import MarkdownStream
from desktop_chat.ui.chat.blocks.marks import Marks, Spot
from desktop_chat.ui.chat.blocks.searchable import searchable_text
from desktop_chat.ui.chat.plain_text import typed_blocks

SLICE_SECONDS: Final = 0.004
"""How long it looks before events are heard again."""

_PIECE: Final = 4_000
"""Characters of a message that are read in one go."""

_END: Final = object()
_UNSEEN: Final = r"[*_`~\\\[\]\s>]*"  # Markdown's signs, which may stand between the letters that are shown


class Place(NamedTuple):
    """A hit: in which message of all, and which one of its hits."""

    index: int
    hit: int


class _Blocks(list[Block]):
    """A sink that only keeps the blocks."""

    def replace_from(self, index: int, blocks: Sequence[Block]) -> None:
        """Take blocks in place of those from an index on."""
        self[index:] = blocks


class _Read(NamedTuple):
    """What a message shows, as it was read."""

    source: str
    texts: tuple[str, ...]  # of its blocks


class Finder(QObject):
    """Begins where the reader is and goes on to the end, then goes from there to the beginning.

    Only messages that have the text in what was typed are read as Markdown; hits are counted in what is shown.

    Signals:
        progressed: more hits are known, or everything was looked at.
    """

    progressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: Sequence[Message] = ()
        self._counts: list[int] = []  # hits of each message
        self._in_blocks: dict[int, list[int]] = {}  # hits of the blocks of messages that have any, by index
        self._search: Iterator[None] = iter(())  # stops after each little piece of the work
        self.is_done = True
        self._marks = Marks()
        self._likely = re.compile("")  # finds every message that may have a hit
        self._read: dict[int, _Read] = {}  # by message
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._look_on)
        self.total = 0

    def look(self, messages: Sequence[Message], text: str, first: int = 0) -> None:
        """Look for a text, first in the message at an index; nothing of what was found before stays."""
        self._messages = messages
        self._counts = [0] * len(messages)
        self._in_blocks = {}
        self.total = 0
        self._marks = Marks((text,))
        self._likely = re.compile(_UNSEEN.join(map(re.escape, "".join(text.split()))), re.IGNORECASE)
        first = min(first, len(messages))
        onward = range(first, len(messages)) if self._marks else range(0)
        back = range(first - 1, -1, -1) if self._marks else range(0)
        self._search = self._look_through(chain(onward, back))
        self.is_done = False
        self._timer.start()
        self._look_on()

    def forget(self) -> None:
        """Look for nothing, and keep nothing of what was read."""
        self._timer.stop()
        self._read.clear()
        self._messages, self._counts, self._in_blocks, self.total = (), [], {}, 0
        self._search, self.is_done = iter(()), True

    def before(self, place: Place) -> int:
        """Count the hits known before a place."""
        return sum(self._counts[: place.index]) + place.hit

    def spot(self, place: Place) -> Spot:
        """Give where in its message a hit is that `next` gave."""
        before = list(accumulate(self._in_blocks[place.index], initial=0))
        block = bisect_right(before, place.hit) - 1
        return Spot(block, place.hit - before[block])

    def next(self, place: Place | None, direction: int, first: int = 0) -> Place | None:
        """Give the hit after a place (1) or before it (-1), going around the ends; None where there are no hits.

        Without a place, give the first one from the message at an index on.
        """
        if not self.total:
            return None
        if place is not None and 0 <= place.hit + direction < self._counts[place.index]:
            return Place(place.index, place.hit + direction)
        count = len(self._counts)
        start = place.index + direction if place is not None else first
        around = (index % count for index in range(start, start + direction * count, direction))
        index = next(index for index in around if self._counts[index])
        return Place(index, 0 if direction > 0 else self._counts[index] - 1)

    def _look_on(self) -> None:
        until = time.perf_counter() + SLICE_SECONDS
        while not self.is_done and time.perf_counter() < until:
            self.is_done = next(self._search, _END) is _END
        if self.is_done:
            self._timer.stop()
        self.progressed.emit()

    def _look_through(self, indexes: Iterable[int]) -> Iterator[None]:
        for index in indexes:
            message = self._messages[index]
            if self._likely.search(message.text) is not None:
                texts = yield from self._texts(message)
                yield from self._count(index, texts)
            yield

    def _count(self, index: int, texts: Sequence[str]) -> Iterator[None]:
        in_blocks = self._in_blocks[index] = []
        for text in texts:
            count = self._marks.count(text)
            in_blocks.append(count)
            self._counts[index] += count
            self.total += count
            yield

    def _texts(self, message: Message) -> Generator[None, None, tuple[str, ...]]:
        """Give what a message shows, read once."""
        read = self._read.get(message.id)
        if read is None or read.source != message.text:
            blocks = (
                typed_blocks(message.text) if message.role == "user" else (yield from _read(message.text))
            )
            read = self._read[message.id] = _Read(message.text, tuple(map(searchable_text, blocks)))
        return read.texts


def _read(text: str) -> Generator[None, None, Sequence[Block]]:
    """Read Markdown, a piece at a time."""
    blocks = _Blocks()
    stream = MarkdownStream(blocks)
    for start in range(0, len(text), _PIECE):
        stream.feed(text[start : start + _PIECE])
        yield
    stream.finish()
    return blocks
