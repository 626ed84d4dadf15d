"""The answers that are being read, so that they can be cut off from another thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

import httpx2

_SOCKET: Final = "socket"


class InFlight:
    """Knows the answers being read. After `cut`, each ends with an error and nothing more is let through.

    `on_empty` is called once, when nothing is read any more: only then may connections be closed, for a
    thread could still be reading from one.
    """

    def __init__(self, on_empty: Callable[[], None]) -> None:
        self._on_empty = on_empty
        self._streams: set[_Stream] = set()
        self._is_cut = False
        self._lock = threading.Lock()

    @property
    def is_cut(self) -> bool:
        """Whether nothing more is let through."""
        return self._is_cut

    def follow(self, response: httpx2.Response) -> None:
        """Know an answer from now on, until it is closed."""
        assert isinstance(response.stream, httpx2.SyncByteStream)
        connection = response.extensions["network_stream"].get_extra_info(_SOCKET)
        response.stream = stream = _Stream(response.stream, connection, self._forget)
        with self._lock:
            self._streams.add(stream)
            if self._is_cut:
                stream.cut()

    def cut(self) -> None:
        """Cut off all that is being read."""
        with self._lock:
            if self._is_cut:
                return
            self._is_cut = True
            for stream in self._streams:
                stream.cut()
            is_empty = not self._streams
        if is_empty:
            self._on_empty()

    def _forget(self, stream: _Stream) -> None:
        with self._lock:
            was_last = self._streams == {stream}
            self._streams.discard(stream)
            is_over = self._is_cut and was_last
        if is_over:
            self._on_empty()


class _Stream(httpx2.SyncByteStream):
    def __init__(
        self, stream: httpx2.SyncByteStream, connection: socket.socket, on_close: Callable[[_Stream], None]
    ) -> None:
        self._stream = stream
        self._connection = connection
        self._on_close = on_close

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()
        self._on_close(self)

    def cut(self) -> None:
        """Wake the thread that reads. A TLS socket's own `shutdown` would let it read what is not decrypted."""
        with suppress(OSError):
            socket.socket.shutdown(self._connection, socket.SHUT_RDWR)
