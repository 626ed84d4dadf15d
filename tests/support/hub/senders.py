"""Ways the bytes of a file can come: slowly, cut off, changed, or not at all; for the fault plan of the tests' hub."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from tests.support.hub.files import Fault, Request, Sender, send, send_all

_PACE_SECONDS = 0.005
_PACE_BYTES = 32 << 10


def sending(sender: Sender, times: int = 1_000_000) -> Fault:
    """Let so many downloads be sent in this way."""
    left = [times]
    lock = threading.Lock()

    def choose(request: Request, _handler: BaseHTTPRequestHandler) -> bool:
        with lock:
            if request.is_download and left[0] > 0:
                left[0] -= 1
                request.sender = sender
        return False

    return choose


def without_ranges(request: Request, _handler: BaseHTTPRequestHandler) -> bool:
    """Know nothing of ranges."""
    request.headers.pop("range", None)
    return False


def cutting(after: int) -> Sender:
    """Close the connection after so many bytes."""

    def sender(request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
        send_all(request, handler, body[:after])
        handler.close_connection = True

    return sender


def resetting(after: int) -> Sender:
    """Reset the connection after so many bytes."""

    def sender(request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
        send_all(request, handler, body[:after])
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.close_connection = True

    return sender


def changing(request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
    """Change the first byte."""
    changed = bytearray(body)
    changed[0] ^= 1
    send_all(request, handler, memoryview(changed))


class Holding:
    """Sends so many bytes and then nothing, until `release` is called, which a test must do."""

    def __init__(self, after: int) -> None:
        self._after = after
        self._released = threading.Event()

    def __call__(self, request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
        send_all(request, handler, body[: self._after])
        self._released.wait(30)
        send_all(request, handler, body[self._after :])

    def release(self) -> None:
        """Send the rest."""
        self._released.set()


class Pacing:
    """Sends at most so many bytes a second, all connections together; `on_sent` is told of every few."""

    def __init__(self, rate: int, on_sent: Callable[[int], None] = lambda _count: None) -> None:
        self._rate = rate
        self._on_sent = on_sent
        self._lock = threading.Lock()
        self._free_at = time.monotonic()

    def __call__(self, request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
        for place in range(0, len(body), _PACE_BYTES):
            part = body[place : place + _PACE_BYTES]
            with self._lock:
                self._free_at = max(self._free_at, time.monotonic() - _PACE_SECONDS) + len(part) / self._rate
                wait = self._free_at - time.monotonic()
            if wait > _PACE_SECONDS:
                time.sleep(wait)
            send(request, handler, part)
            self._on_sent(len(part))
