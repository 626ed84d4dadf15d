"""One of the connections of a download: fetches chunk after chunk."""

from __future__ import annotations

import os
import re
import threading
from typing import Final, Protocol

import httpx2

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.downloads.body import READ_BYTES, Body
from desktop_chat.models.hub.downloads.chunks import Chunk, Chunks
from desktop_chat.models.hub.downloads.partial import PartialFile
from desktop_chat.models.hub.downloads.patience import TRANSIENT, Patience
from desktop_chat.models.hub.downloads.rate import RateLimit
from desktop_chat.models.hub.downloads.source import Source
from desktop_chat.models.hub.downloads.spans import Span

_NOTED_BYTES: Final = 64 << 10  # at most so much of a connection is fetched again after a kill
_CONTENT_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")


class NoRangesError(Exception):
    """The server gives the file only from its beginning."""


class Shared(Protocol):
    """What the connections of one download have in common."""

    source: Source
    partial: PartialFile
    chunks: Chunks
    limit: RateLimit
    patience: Patience
    stop: threading.Event
    is_whole: bool  # one connection fetches the file from its beginning

    def on_change(self) -> None:
        """Is told when bytes begin to come, and when a connection ends."""
        ...


class Connection(threading.Thread):
    """Fetches chunks until there are none; ends by itself when it cannot go on.

    `error` says why then: a `FaultError` of the hub or the way to it, an `OSError` of the disk, `ChangedError`,
    `NoRangesError`.
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(name="download-connection", daemon=True)
        self._shared = shared
        self._body: Body | None = None
        self._tries = 0  # in a row without a byte
        self.has_answered = False
        self.has_ended = False
        self.error: Exception | None = None

    @property
    def is_hopeless(self) -> bool:
        """Whether it ended with something that the other connections will meet too."""
        if isinstance(self.error, FaultError):
            return self.error.fault.code not in TRANSIENT
        return self.error is not None

    def cut(self) -> None:
        """Give up the present answer, from any thread: for a line that is dead, or to end."""
        body = self._body
        if body is not None:
            body.cut()

    def run(self) -> None:
        """Fetch until nothing is left to take."""
        shared = self._shared
        try:
            while not shared.stop.is_set() and (chunk := self._take()) is not None:
                try:
                    self._fetch_and_wait(chunk)
                finally:
                    shared.chunks.give_back(chunk)
        except Exception as error:
            self.error = error
        finally:
            self.has_ended = True
            shared.on_change()

    def _take(self) -> Chunk | None:
        if not self._shared.is_whole:
            return self._shared.chunks.take()
        return None if self._shared.chunks.is_complete else self._shared.chunks.begin_again()

    def _fetch_and_wait(self, chunk: Chunk) -> None:
        """Fetch a chunk, or wait before the next try; raises what ends this connection."""
        try:
            self._fetch(chunk)
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            self._wait(self._shared.source.failure(error))
        except FaultError as error:
            self._wait(error)

    def _wait(self, error: FaultError) -> None:
        patience, code = self._shared.patience, error.fault.code
        self._tries += 1
        if code not in TRANSIENT or code == "hub_busy" or self._tries > patience.quiet_tries:
            raise error
        self._shared.stop.wait(patience.quiet_wait * 2 ** (self._tries - 1))

    def _fetch(self, chunk: Chunk) -> None:
        shared = self._shared
        location = shared.source.location
        timeout = httpx2.Timeout(shared.patience.stall, connect=shared.patience.connect)
        headers = {} if shared.is_whole else {"Range": f"bytes={chunk.place}-{chunk.end - 1}"}
        with shared.source.session.client.stream(
            "GET", location.url, headers=headers, timeout=timeout
        ) as response:
            if response.status_code == 429 or response.status_code >= 500:
                raise shared.source.refusal(response)
            if response.status_code not in (200, 206):
                shared.source.renew(location, response)
                return
            length = self._length(response, chunk)
            shared.source.has_answered()
            self._body = Body(response, length, shared.patience.stall)
            try:
                self._receive(self._body, chunk, length)
            finally:
                self._body = None

    def _length(self, response: httpx2.Response, chunk: Chunk) -> int:
        """Give how many bytes of the chunk an answer brings; raises when it is no answer to what was asked."""
        if response.status_code == 200:
            told = response.headers.get("Content-Length", "")
            self._check_size(told, chunk)
            if Span(chunk.place, chunk.end) != Span(0, self._shared.chunks.size):
                raise NoRangesError
            return chunk.left
        match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if match is None or int(match[1]) != chunk.place or int(match[2]) < chunk.place:
            raise FaultError("hub_nonsense", host=self._shared.source.session.host)
        self._check_size(match[3], chunk)
        return min(int(match[2]) + 1, chunk.end) - chunk.place

    def _check_size(self, told: str, chunk: Chunk) -> None:
        if told.isdecimal() and int(told) != self._shared.chunks.size:
            raise FaultError("download_wrong_size", name=self._shared.source.name.rpartition("/")[2])

    def _receive(self, body: Body, chunk: Chunk, length: int) -> None:
        shared = self._shared
        file = shared.partial.handle()
        end, noted = chunk.place + length, chunk.place
        try:
            os.lseek(file, chunk.place, os.SEEK_SET)
            while chunk.place < min(end, chunk.end):
                data = body.read(shared.limit.read_size(READ_BYTES))
                if shared.stop.is_set():
                    return
                _write_all(file, data)
                shared.chunks.advance(chunk, len(data))
                self._welcome()
                if chunk.place - noted >= _NOTED_BYTES:
                    shared.partial.note(Span(noted, chunk.place))
                    noted = chunk.place
                shared.limit.spend(len(data), shared.stop)
        finally:
            os.close(file)
            if noted < chunk.place:
                shared.partial.note(Span(noted, chunk.place))

    def _welcome(self) -> None:
        """Remember that bytes come."""
        self._tries = 0
        if not self.has_answered:
            self.has_answered = True
            self._shared.on_change()


def _write_all(file: int, data: bytes) -> None:
    written = os.write(file, data)
    while written < len(data):  # the disk is nearly full: the next one says so
        written += os.write(file, memoryview(data)[written:])
