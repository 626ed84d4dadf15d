"""Fetches the bytes of one file over several connections, and watches over them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.downloads.chunks import Chunks
from desktop_chat.models.hub.downloads.connection import Connection, NoRangesError
from desktop_chat.models.hub.downloads.disk import free_bytes
from desktop_chat.models.hub.downloads.hashing import Follower
from desktop_chat.models.hub.downloads.partial import PartialFile
from desktop_chat.models.hub.downloads.rate import SpeedMeter
from desktop_chat.models.hub.downloads.source import Source
from desktop_chat.models.hub.downloads.spans import Span
from desktop_chat.models.hub.downloads.way import Way
from desktop_chat.models.sizes import readable_size

_END_SECONDS: Final = 0.3  # how long a connection that is to end is waited for


class StoppedError(Exception):
    """The user, or the end of the app, stopped it; what is fetched is kept."""


class VanishedError(Exception):
    """The partial file was deleted."""


class WrongContentError(Exception):
    """All bytes are there, and they are not those of the hub."""


class Transfer:
    """Brings all bytes of a file into its partial file, and checks its hash.

    `done` is what was there already. It can be stopped and cut from other threads.
    """

    def __init__(self, source: Source, partial: PartialFile, done: tuple[Span, ...], way: Way) -> None:
        self.source, self.partial, self.limit, self.patience = source, partial, way.limit, way.patience
        self.chunks = Chunks(source.location.size, done, way.connections)
        self.stop = threading.Event()
        self.is_whole = False
        self._begun_with = self.chunks.done_bytes
        self._wanted = way.connections
        self._connections: list[Connection] = []
        self._has_answered = False
        self._answered_at = 0.0
        self._meter = SpeedMeter()
        self._last_error: Exception | None = None
        self._follower: Follower | None = None
        self._changed = threading.Condition()
        self._looked_at = self._synced_at = time.monotonic()

    @property
    def has_answered(self) -> bool:
        """Whether bytes came."""
        return self._has_answered

    @property
    def received_bytes(self) -> int:
        """Bytes that came."""
        return self.chunks.done_bytes - self._begun_with

    @property
    def is_verifying(self) -> bool:
        """Whether all bytes are there, and only their hash is not known yet."""
        return self.chunks.is_complete

    def on_change(self) -> None:
        """Look at the connections now."""
        with self._changed:
            self._changed.notify_all()

    def end(self) -> None:
        """Stop; `run` raises `StoppedError` then."""
        self.stop.set()
        self.limit.wake()
        self.chunks.stop()
        self.cut()
        self.on_change()

    def cut(self) -> None:
        """Give up all connections: new ones go on at once."""
        for connection in [*self._connections]:
            connection.cut()

    def run(self, on_no_ranges: Callable[[], None]) -> None:
        """Fetch what is missing; `on_no_ranges` is told when bytes that were there have to come again.

        Raises `FaultError`, `OSError` of the disk, `StoppedError`, `VanishedError`, `WrongContentError`, and
        `ChangedError`.
        """
        if self.source.identity.sha256:
            self._follower = Follower(self.partial.path, self.chunks.size, self.chunks)
            self._follower.start()
        try:
            self._fetch(on_no_ranges)
            self._verify()
        finally:
            self.end()
            self._join()
            if self._follower is not None:
                self._follower.join(_END_SECONDS)

    def _fetch(self, on_no_ranges: Callable[[], None]) -> None:
        while not self.chunks.is_complete:
            self._connect()
            with self._changed:
                if not self._has_news():
                    is_alone = len(self._connections) < self._wanted
                    self._changed.wait(self.patience.settle if is_alone else self.patience.look)
            self._look_after()
            ended = [each for each in self._connections if each.has_ended]
            if any(isinstance(each.error, NoRangesError) for each in ended):
                self._begin_whole(on_no_ranges)
            else:
                self._judge(ended)

    def _connect(self) -> None:
        """Open connections: the first, and the others when it has ranges and is not fast enough alone."""
        self._has_answered = self._has_answered or any(each.has_answered for each in self._connections)
        wanted = min(1, self._wanted) if self._is_first_enough() else self._wanted
        while len(self._connections) < wanted:
            connection = Connection(self)
            self._connections.append(connection)
            connection.start()

    def _is_first_enough(self) -> bool:
        """Whether more connections are not known to help."""
        if not self._has_answered:
            return True
        now = time.monotonic()
        self._answered_at = self._answered_at or now
        rate = self._meter.measure(self.received_bytes, now)
        if now - self._answered_at < self.patience.settle:
            return True
        self.chunks.sharers = 1 if rate >= self.patience.enough else self._wanted
        return rate >= self.patience.enough

    def _has_news(self) -> bool:
        return (
            self.stop.is_set()
            or self.chunks.is_complete
            or any(each.has_ended for each in self._connections)
            or (not self._has_answered and any(each.has_answered for each in self._connections))
        )

    def _judge(self, ended: list[Connection]) -> None:
        """Raise what went wrong for all connections; one that ended alone is done without."""
        for connection in ended:
            if connection.is_hopeless and connection.error:
                raise connection.error
            self._last_error = connection.error or self._last_error
            self._connections.remove(connection)
            self._wanted -= 1
        if self._connections or self.chunks.is_complete:
            return
        if self._last_error:
            raise self._last_error
        self._wanted = 1  # a chunk was given back when there was nobody to take it any more

    def _begin_whole(self, on_no_ranges: Callable[[], None]) -> None:
        """Let one connection fetch the file from its beginning."""
        if self.chunks.done_bytes:
            on_no_ranges()
        self.cut()
        self._join()
        self._connections.clear()
        self.is_whole, self._wanted = True, 1

    def _look_after(self) -> None:
        if self.stop.is_set():
            raise StoppedError
        now = time.monotonic()
        if now - self._looked_at >= self.patience.look:
            self._looked_at = now
            self._look_at_disk()
        if now - self._synced_at >= self.patience.sync:
            self.partial.sync()
            self._synced_at = time.monotonic()

    def _look_at_disk(self) -> None:
        if not self.partial.is_there:
            folder = self.partial.path.parent
            if folder.is_dir():
                raise VanishedError
            raise FaultError("download_folder_gone", folder=str(folder))
        missing = self.chunks.size - self.chunks.done_bytes
        free = free_bytes(self.partial.path.parent)
        if missing and free < self.patience.reserve:
            needed = readable_size(missing + self.patience.reserve - free)
            raise FaultError("download_disk_full", name=self.partial.target.name, missing=needed)

    def _verify(self) -> None:
        if self._follower is None:
            return
        self.partial.sync()  # the disk writes while the last bytes are hashed
        while self._follower.is_alive():
            self._follower.join(self.patience.look)
            if self.stop.is_set():
                raise StoppedError
        if self._follower.error:
            raise self._follower.error
        if self._follower.sha256 != self.source.identity.sha256:
            raise WrongContentError

    def _join(self) -> None:
        """Wait for what is ending. A connection that waits for an answer ends later, and writes nothing more."""
        for connection in self._connections:
            connection.join(_END_SECONDS)
