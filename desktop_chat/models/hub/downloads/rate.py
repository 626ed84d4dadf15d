"""How fast: a limit that all downloads share, and a meter."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Final

_WINDOW_SECONDS: Final = 5.0
_READS_A_SECOND: Final = 8
_SMALLEST_READ: Final = 4 << 10


class RateLimit:
    """Bytes a second of all connections together; 0: as fast as they can. Used from several threads."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._changed = threading.Condition()
        self._free_at = 0.0  # when what was read so far is paid for

    def set(self, rate: int) -> None:
        """Change it, also for those who wait."""
        with self._changed:
            self._rate = rate
            self._free_at = 0.0
            self._changed.notify_all()

    def read_size(self, usual: int) -> int:
        """Give how many bytes to ask for at once, so that a slow rate is an even one."""
        rate = self._rate
        return min(usual, max(_SMALLEST_READ, rate // _READS_A_SECOND)) if rate else usual

    def spend(self, count: int, stop: threading.Event) -> None:
        """Wait as long as `count` bytes just read take; returns early once `stop` is set and `wake` called."""
        if not self._rate:
            return
        with self._changed:
            if not self._rate:
                return
            self._free_at = max(self._free_at, time.monotonic()) + count / self._rate
            until = self._free_at
            while self._free_at and not stop.is_set() and (left := until - time.monotonic()) > 0:
                self._changed.wait(left)

    def wake(self) -> None:
        """Let those who wait look whether they are to stop."""
        with self._changed:
            self._changed.notify_all()


class SpeedMeter:
    """Bytes a second over the last seconds."""

    def __init__(self) -> None:
        self._counts: deque[tuple[float, int]] = deque()

    def measure(self, count: int, now: float) -> float:
        """Give the speed, `count` bytes having come in all up to `now` (in seconds of any clock)."""
        counts = self._counts
        if counts and count < counts[-1][1]:
            counts.clear()  # it began again
        counts.append((now, count))
        while len(counts) > 2 and counts[1][0] <= now - _WINDOW_SECONDS:
            counts.popleft()
        seconds = now - counts[0][0]
        return (count - counts[0][1]) / seconds if seconds > 0 else 0.0
