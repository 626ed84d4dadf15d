"""Who fetches which part of a file: chunks in order, so that the bytes from its beginning on are soon complete."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Final

from desktop_chat.models.hub.downloads.spans import Span, gaps, merged, total

LARGEST: Final = 64 << 20
SMALLEST: Final = 4 << 20
"""Bytes of a chunk: large ones at first, small ones at the end, so that all connections end together."""


class Chunk:
    """A part of the file that one connection fetches from its beginning to its end."""

    def __init__(self, start: int, end: int) -> None:
        self.place = start  # where the next byte goes
        self.end = end  # may come closer: another connection takes over the rest

    @property
    def left(self) -> int:
        """Bytes to go."""
        return max(0, self.end - self.place)


class Chunks:
    """What of a file of `size` bytes is missing, given out to `sharers` connections. Used from several threads."""

    def __init__(self, size: int, done: Iterable[Span], sharers: int) -> None:
        self.size = size
        self.sharers = sharers  # may change
        self._lock = threading.Condition()
        self._missing = gaps(done, size)
        self._taken: set[Chunk] = set()
        self._is_stopped = False

    @property
    def done_bytes(self) -> int:
        """Bytes that are written."""
        with self._lock:
            return self.size - total(self._missing) - sum(chunk.left for chunk in self._taken)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        with self._lock:
            return self._frontier() == self.size

    def take(self) -> Chunk | None:
        """Give the next chunk to fetch: None when others fetch all that is missing.

        Of a large chunk that another connection has, it keeps the beginning: its rest is given out.
        """
        with self._lock:
            if not self._missing:
                self._take_from_largest()
            if not self._missing:
                return None
            chunk = self._next()
            self._taken.add(chunk)
            return chunk

    def advance(self, chunk: Chunk, count: int) -> Span:
        """Tell that bytes of a chunk are written; gives which. Those beyond its end are another's by now."""
        with self._lock:
            start = chunk.place
            chunk.place = min(start + count, max(start, chunk.end))
            self._lock.notify_all()
            return Span(start, chunk.place)

    def give_back(self, chunk: Chunk) -> None:
        """Let others fetch what is missing of a chunk, if anything is."""
        with self._lock:
            self._taken.discard(chunk)
            self._missing = merged([*self._missing, Span(chunk.place, chunk.end)])
            self._lock.notify_all()

    def begin_again(self) -> Chunk:
        """Forget what is written, and give the whole file as one chunk."""
        with self._lock:
            self._missing = []
            self._taken = {Chunk(0, self.size)}
            return next(iter(self._taken))

    def wait_beyond(self, place: int) -> int:
        """Wait until the file is complete up to some byte beyond `place`; give that byte, or -1 when stopped."""
        with self._lock:
            self._lock.wait_for(lambda: self._is_stopped or self._frontier() > place)
            return -1 if self._is_stopped else self._frontier()

    def stop(self) -> None:
        """End all waiting."""
        with self._lock:
            self._is_stopped = True
            self._lock.notify_all()

    def _next(self) -> Chunk:
        first = self._missing[0]
        size = first.size
        if self.sharers > 1:
            share = total(self._missing) // self.sharers
            size = min(size, max(SMALLEST, min(LARGEST, share)))
        self._missing[0] = Span(first.start + size, first.end)
        if not self._missing[0].size:
            del self._missing[0]
        return Chunk(first.start, first.start + size)

    def _take_from_largest(self) -> None:
        largest = max(self._taken, key=lambda each: each.left, default=None)
        if largest is not None and largest.left >= 4 * SMALLEST:
            kept = largest.place + min(LARGEST, largest.left // 2)
            self._missing = [Span(kept, largest.end)]
            largest.end = kept

    def _frontier(self) -> int:
        """Give the first byte that is not written yet."""
        places = [chunk.place for chunk in self._taken if chunk.left]
        return min([*places, *(span.start for span in self._missing[:1]), self.size])
