"""Serves the bytes of files as the hub's content servers do, and lets tests spoil any request."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

CHUNK = 1 << 18
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


def send_all(request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
    """Send a body as it is."""
    for place in range(0, len(body), CHUNK):
        send(request, handler, body[place : place + CHUNK])


def send(request: Request, handler: BaseHTTPRequestHandler, part: memoryview) -> None:
    """Send a part of a body, and count it."""
    handler.wfile.write(part)
    handler.wfile.flush()
    request.bytes_served += len(part)


Sender = Callable[["Request", BaseHTTPRequestHandler, memoryview], None]
"""Sends the bytes that were asked for, or what a test wants to be sent instead."""


@dataclass
class Request:
    """One request as a server saw it, with how many bytes of the answer's body it sent."""

    server: str  # "hub" or "cdn"
    method: str
    path: str  # with its query
    headers: dict[str, str]  # names in lower case
    status: int = 0
    bytes_served: int = 0
    sender: Sender = send_all

    @property
    def is_download(self) -> bool:
        return self.server == "cdn" and self.method == "GET"

    @property
    def range(self) -> str:
        return self.headers.get("range", "")

    @property
    def token(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


Fault = Callable[[Request, BaseHTTPRequestHandler], bool]
"""Looks at a request before it is answered; gives True when it has answered it itself."""


@dataclass
class FaultPlan:
    """What is asked about each request before it is answered, in this order."""

    faults: list[Fault] = field(default_factory=list)

    def spoil(self, request: Request, handler: BaseHTTPRequestHandler) -> bool:
        return any(fault(request, handler) for fault in [*self.faults])


def serve(
    request: Request, handler: BaseHTTPRequestHandler, content: bytes, headers: Sequence[tuple[str, str]] = ()
) -> None:
    """Answer with the content, or the range of it that was asked for."""
    wanted = _RANGE.fullmatch(request.range)
    start, end = 0, len(content)
    if wanted:
        start = int(wanted[1])
        end = min(int(wanted[2]) + 1, end) if wanted[2] else end
    if wanted and start >= end:
        request.status = 416
        handler.send_response(416)
        handler.send_header("Content-Range", f"bytes */{len(content)}")
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    request.status = 206 if wanted else 200
    handler.send_response(request.status)
    handler.send_header("Accept-Ranges", "bytes")
    handler.send_header("Content-Type", "application/octet-stream")
    handler.send_header("Content-Length", str(end - start))
    if wanted:
        handler.send_header("Content-Range", f"bytes {start}-{end - 1}/{len(content)}")
    for name, value in headers:
        handler.send_header(name, value)
    handler.end_headers()
    if request.method != "HEAD":
        request.sender(request, handler, memoryview(content)[start:end])
