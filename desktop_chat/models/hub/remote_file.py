"""A file on the hub, read like one on the disk: as much of it as is asked for, and not much more."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

import httpx2

from desktop_chat.faults import FaultError
from desktop_chat.models.gguf import GgufHeader, header_of
from desktop_chat.models.gguf_parts import Source, read_parts
from desktop_chat.models.hub.session import HubSession, Location, fault_of

MAX_BYTES: Final = 48 << 20
"""Of one file's header: a vocabulary of 260,000 tokens with its merges takes a third of it."""

FIRST_BYTES: Final = 4 << 20
"""Asked for at first, and twice as much each time after: what the reader leaves is on its way already."""

MAX_SECONDS: Final = 60.0
MAX_REQUESTS: Final = 16
NEAR: Final = 1 << 20
"""Bytes it is quicker to read over than to ask anew behind them."""

_CONTENT_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")


class RemoteFile:
    """A file on the hub that is read forwards, in few requests as long as it is read without gaps.

    Reading raises `FaultError`: offline, hub_nonsense for a server that sends other bytes than it was asked
    for or more than a header can be, and what `fault_of` tells. It works with servers that know no ranges.
    """

    def __init__(self, session: HubSession, repository: str, name: str, location: Location) -> None:
        self._session = session
        self._repository = repository
        self._name = name
        self._location = location
        self._position = 0
        self._response: httpx2.Response | None = None
        self._chunks: Iterator[bytes] = iter(())
        self._chunk = b""
        self._place = 0  # in the file, of the chunk's first byte
        self._bytes_left = MAX_BYTES
        self._asked = FIRST_BYTES
        self._requests_left = MAX_REQUESTS
        self._deadline = time.monotonic() + MAX_SECONDS

    def seek(self, place: int, /) -> int:
        """Go to a place; nothing is asked for before it is read."""
        self._position = place
        return place

    def read(self, size: int, /) -> bytes:
        """Read `size` bytes, fewer only where the file ends."""
        try:
            return self._read(min(size, max(0, self._location.size - self._position)))
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            fault = fault_of(error, host=self._session.host, repository=self._repository, name=self._name)
            raise FaultError(fault.code, **fault.values) from None

    def close(self) -> None:
        """End the request; what was not read of it is not fetched."""
        if self._response is not None:
            self._response.close()
        self._response, self._chunks, self._chunk, self._place = None, iter(()), b"", 0

    def _read(self, wanted: int) -> bytes:
        if not self._place <= self._position <= self._place + len(self._chunk) + NEAR:
            self.close()
        parts = []
        while wanted:
            part = self._next_part(wanted)
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)

    def _next_part(self, wanted: int) -> bytes:
        """Give the next bytes from the position on that are in one chunk."""
        target = self._position
        while self._place + len(self._chunk) <= target:
            self._place += len(self._chunk)
            self._chunk = self._next_chunk(target)
        start = target - self._place
        part = self._chunk[start : start + wanted]
        self._position = target + len(part)
        return part

    def _next_chunk(self, target: int) -> bytes:
        """Give what the server sends next, asking anew where it has sent all it wanted to."""
        if time.monotonic() > self._deadline:
            raise FaultError("hub_stalled", host=self._session.host)
        if self._bytes_left <= 0:
            raise self._nonsense()
        chunk = next(self._chunks, b"")
        if not chunk:
            self._request(target)
            chunk = next(self._chunks, b"")
        if not chunk:
            raise self._nonsense()
        self._bytes_left -= len(chunk)
        return chunk

    def _request(self, start: int) -> None:
        self.close()
        if self._requests_left == 0:
            raise self._nonsense()
        self._requests_left -= 1
        end = min(self._location.size, start + self._asked) - 1
        self._asked *= 2
        request = self._session.client.build_request(
            "GET", self._location.url, headers={"Range": f"bytes={start}-{end}"}
        )
        self._response = response = self._session.client.send(request, stream=True)
        response.raise_for_status()
        self._place = self._start_of(response, start)
        self._chunks = response.iter_raw()

    def _start_of(self, response: httpx2.Response, asked: int) -> int:
        """Give where in the file the server begins: where it was asked to, or at the start of all."""
        if response.status_code == 200:
            return 0
        match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
        is_ours = match and int(match[1]) == asked and match[3] in ("*", str(self._location.size))
        if response.status_code != 206 or not is_ours:
            raise self._nonsense()
        return asked

    def _nonsense(self) -> FaultError:
        return FaultError("hub_nonsense", host=self._session.host)


def read_remote_header(session: HubSession, repository: str, revision: str, file: str) -> GgufHeader:
    """Read the header of a model on the hub, of a split one any part; its `path` is the file's name there.

    Raises `FaultError` as `models.gguf.read_header` and `HubSession.locate` do, and `RemoteFile` when read.
    """

    @contextmanager
    def open_part(name: str) -> Iterator[Source]:
        location = session.locate(repository, revision, name)
        with closing(RemoteFile(session, repository, name, location)) as remote:
            yield Source(remote, location.size)

    return header_of(read_parts(file, open_part))
