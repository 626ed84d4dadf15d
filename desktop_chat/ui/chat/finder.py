"""Looks for a text in the messages of a conversation, a few milliseconds at a time."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.messages import Message
from desktop_chat.markdown.parsing import parse
from desktop_chat.ui.chat.blocks.marks import Marks
from desktop_chat.ui.chat.blocks.searchable import searchable_text
from desktop_chat.ui.chat.plain_text import typed_blocks

SLICE_SECONDS: Final = 0.004
"""How long it looks before events are heard again."""

_UNSEEN: Final = r"[*_`~\\\[\]\s>]*"  # Markdown's signs, which may stand between the letters that are shown


class Place(NamedTuple):
    """A hit: in which message of all, and which one of its hits."""

    index: int
    hit: int


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
        self._left: list[int] = []  # indexes of messages to be looked at, the next one last
        self._marks = Marks()
        self._likely = re.compile("")  # finds every message that may have a hit
        self._read: dict[int, _Read] = {}  # by message
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._look_on)
        self.total = 0

    @property
    def is_done(self) -> bool:
        """Whether everything was looked at."""
        return not self._left

    def look(self, messages: Sequence[Message], text: str, first: int = 0) -> None:
        """Look for a text, first in the message at an index; nothing of what was found before stays."""
        self._messages = messages
        self._counts = [0] * len(messages)
        self.total = 0
        self._marks = Marks((text,))
        self._likely = re.compile(_UNSEEN.join(map(re.escape, "".join(text.split()))), re.IGNORECASE)
        first = min(first, len(messages))
        onward = range(first, len(messages)) if self._marks else range(0)
        back = range(first - 1, -1, -1) if self._marks else range(0)
        self._left = list(chain(onward, back))[::-1]
        self._timer.start()
        self._look_on()

    def forget(self) -> None:
        """Look for nothing, and keep nothing of what was read."""
        self._timer.stop()
        self._read.clear()
        self._messages, self._counts, self._left, self.total = (), [], [], 0

    def before(self, place: Place) -> int:
        """Count the hits known before a place."""
        return sum(self._counts[: place.index]) + place.hit

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
        while self._left and time.perf_counter() < until:
            index = self._left.pop()
            self._counts[index] = count = self._count(self._messages[index])
            self.total += count
        if not self._left:
            self._timer.stop()
        self.progressed.emit()

    def _count(self, message: Message) -> int:
        if self._likely.search(message.text) is None:
            return 0
        return sum(len(self._marks.ranges(text)) for text in self._texts(message))

    def _texts(self, message: Message) -> tuple[str, ...]:
        """Give what a message shows, read once."""
        read = self._read.get(message.id)
        if read is None or read.source != message.text:
            blocks = typed_blocks(message.text) if message.role == "user" else parse(message.text)
            read = self._read[message.id] = _Read(message.text, tuple(map(searchable_text, blocks)))
        return read.texts
