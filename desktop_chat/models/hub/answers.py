"""Answers of a server nobody knows: unpacked, and bounded in size and time."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from typing import Final

import httpx2

MAX_ANSWER_BYTES: Final = 32 << 20
"""Of an answer of the hub's API, unpacked: 30 times a page of the longest descriptions."""

MAX_ANSWER_SECONDS: Final = 60.0
"""However slowly an answer drips, it is given up after this."""

_GZIP: Final = 32 + zlib.MAX_WBITS  # tells gzip and zlib apart by itself


class BoundedStream(httpx2.SyncByteStream):
    """The body of an answer, unpacked as it comes.

    Iterating raises `httpx2.DecodingError` on more bytes than `MAX_ANSWER_BYTES` and on bytes that cannot be
    unpacked, and `httpx2.ReadTimeout` after `MAX_ANSWER_SECONDS`.
    """

    def __init__(self, response: httpx2.Response, *, is_packed: bool) -> None:
        self._response = response
        self._unpacker = zlib.decompressobj(_GZIP) if is_packed else None
        self._left = MAX_ANSWER_BYTES
        self._deadline = time.monotonic() + MAX_ANSWER_SECONDS

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._response.iter_raw():
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("The answer takes too long", request=self._response.request)
            unpacked = self._unpack(chunk)
            self._left -= len(unpacked)
            if self._left < 0:
                raise self._nonsense("The answer is too long")
            yield unpacked
        if self._unpacker is not None and not self._unpacker.eof:
            raise self._nonsense("The answer ends early")

    def close(self) -> None:
        """Give the connection back, or close it where the answer was not read to its end."""
        self._response.close()

    def _unpack(self, chunk: bytes) -> bytes:
        if self._unpacker is None:
            return chunk
        try:
            return self._unpacker.decompress(chunk, self._left + 1)
        except zlib.error as error:
            raise self._nonsense("The answer cannot be unpacked") from error

    def _nonsense(self, message: str) -> httpx2.DecodingError:
        return httpx2.DecodingError(message, request=self._response.request)
