"""Reads the bytes of an answer as they come, copied as seldom as possible.

httpx2 copies each byte five times on its way through h11, 64 KiB at a time: on a fast line that costs more than all
else together, the hash included. So what follows the head of an answer of a known length is read from the
connection itself, which then cannot be used for another request and is closed.
"""

from __future__ import annotations

import socket
from typing import Final

import httpcore2
import httpx2

READ_BYTES: Final = 512 << 10
"""As much as is gained by: larger blocks of memory are taken from the system anew each time."""


class Body:
    """The first `length` bytes of the body of an answer; `stall` seconds without a byte are too many."""

    def __init__(self, response: httpx2.Response, length: int, stall: float) -> None:
        self._response = response
        self._parts = response.iter_raw()  # kept: when it is gone, the connection is closed
        self._stream: httpcore2.NetworkStream = response.extensions["network_stream"]
        self._is_direct = _is_plain(response)
        self._has_begun = False
        self._left = length
        self._stall = stall

    def read(self, most: int = READ_BYTES) -> bytes:
        """Give the next bytes, at most `most` of them but for the first time.

        Raises `httpx2.TransportError`, also when the answer ends too early.
        """
        if self._has_begun and self._is_direct:
            data = self._read_on(min(most, self._left))
        else:
            data = next(self._parts, b"")[: self._left]
            self._has_begun = True
        if not data:
            raise httpx2.RemoteProtocolError("server disconnected", request=self._response.request)
        self._left -= len(data)
        return data

    def cut(self) -> None:
        """End a wait for bytes, from any thread."""
        connection = self._stream.get_extra_info("socket")
        try:
            socket.socket.shutdown(connection, socket.SHUT_RDWR)  # not TLS's own, which would wait
        except OSError:
            return

    def _read_on(self, most: int) -> bytes:
        try:
            return self._stream.read(most, timeout=self._stall)
        except httpcore2.TimeoutException as error:
            raise httpx2.ReadTimeout(str(error), request=self._response.request) from error
        except httpcore2.NetworkError as error:
            raise httpx2.ReadError(str(error), request=self._response.request) from error


def _is_plain(response: httpx2.Response) -> bool:
    """Whether the body follows the head as it is, and its length is known."""
    return (
        response.http_version == "HTTP/1.1"
        and "Content-Length" in response.headers
        and "Transfer-Encoding" not in response.headers
    )
