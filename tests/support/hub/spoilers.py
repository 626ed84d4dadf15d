"""Ways an answer of the tests' hub can go wrong, for its fault plan."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

from tests.support.hub.files import Fault, Request


def answering(
    status: int,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    server: str = "",
    times: int = 1000,
) -> Fault:
    """Answer with this, so many times; all requests, or those to the "hub" or the "cdn" alone."""
    left = [times]

    def spoil(request: Request, handler: BaseHTTPRequestHandler) -> bool:
        if left[0] == 0 or (server and request.server != server):
            return False
        left[0] -= 1
        request.status = status
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        if request.method != "HEAD":
            handler.wfile.write(body)
        return True

    return spoil


def hanging_up(after: bytes = b"", *, server: str = "") -> Fault:
    """Write these bytes and nothing more, then cut the connection."""

    def spoil(request: Request, handler: BaseHTTPRequestHandler) -> bool:
        if server and request.server != server:
            return False
        handler.wfile.write(after)
        handler.wfile.flush()
        handler.close_connection = True
        with suppress(OSError):
            handler.connection.shutdown(socket.SHUT_RDWR)
        return True

    return spoil


class Stalling:
    """Answers nothing, or `sent` and then nothing, until `release` is called, which a test must do."""

    def __init__(self, server: str = "", sent: bytes = b"") -> None:
        self._server = server
        self._sent = sent
        self._asked = threading.Event()
        self._released = threading.Event()

    def __call__(self, request: Request, handler: BaseHTTPRequestHandler) -> bool:
        if self._server and request.server != self._server:
            return False
        handler.wfile.write(self._sent)
        handler.wfile.flush()
        self._asked.set()
        self._released.wait(30)
        handler.close_connection = True
        return True

    def wait_for_a_request(self) -> bool:
        """Wait until one stalls; give whether one does."""
        return self._asked.wait(30)

    def release(self) -> None:
        """Let all go."""
        self._released.set()
