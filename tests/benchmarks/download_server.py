"""A hub with one file, in a process of its own, that sends as fast as the system can."""

from __future__ import annotations

import hashlib
import re
import socket
import sys
import threading
from pathlib import Path
from typing import Final

import msgspec

from tests.benchmarks.download_protocol import Serve, Serving
from tests.benchmarks.pipes import take_stdout

_RANGE: Final = re.compile(rb"\r\nrange: *bytes=(\d+)-(\d*)", re.IGNORECASE)


class Hub:
    """Answers HEAD as the hub does, and GET with the file's bytes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size = path.stat().st_size
        with path.open("rb") as file:
            self._sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def start(self) -> None:
        """Answer from now on."""
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._server.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        received = b""
        with connection, self._path.open("rb") as file:
            try:
                while data := connection.recv(1 << 16):
                    received += data
                    if b"\r\n\r\n" in received:
                        head, _, received = received.partition(b"\r\n\r\n")
                        start, end = self._range(head)
                        connection.sendall(self._head(start, end))
                        if head.startswith(b"GET"):
                            connection.sendfile(file, start, end - start)
            except OSError:
                return  # it has all it wants

    def _range(self, head: bytes) -> tuple[int, int]:
        match = _RANGE.search(head)
        return (int(match[1]), int(match[2]) + 1 if match[2] else self._size) if match else (0, self._size)

    def _head(self, start: int, end: int) -> bytes:
        is_part = (start, end) != (0, self._size)
        lines = [
            "HTTP/1.1 206 Partial Content" if is_part else "HTTP/1.1 200 OK",
            f"Content-Length: {end - start}",
            f'ETag: "{self._sha256}"',
            f"X-Repo-Commit: {self._sha256[:40]}",
        ]
        if is_part:
            lines.append(f"Content-Range: bytes {start}-{end - 1}/{self._size}")
        return "\r\n".join([*lines, "", ""]).encode()


def main() -> None:
    """Serve what is asked for until there are no more requests."""
    answers = take_stdout()
    for line in sys.stdin.buffer:
        hub = Hub(Path(msgspec.json.decode(line, type=Serve).path))
        hub.start()
        answers.write(msgspec.json.encode(Serving(hub.url)) + b"\n")


if __name__ == "__main__":
    main()
