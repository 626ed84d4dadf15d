"""A server on this PC that gives a list of releases, as GitHub's "List releases" does below `/api/v3`."""

from __future__ import annotations

import gzip
import json
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

OWN = "someone/desktop-chat"


class Answer(NamedTuple):
    """What one request is answered with."""

    body: bytes = b"[]"
    status: int = 200
    headers: Mapping[str, str] = {}
    stalls: bool = False  # it begins, and goes on no more


class ReleaseServer:
    """Answers every request with `answer`, or what `answers` says of its path; `requests` is all of them."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answer = Answer()
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, Mapping[str, str]]] = []
        self.over = threading.Event()
        server = self

        class Handler(_Handler):
            owner = server

        self._http = _Server(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        if tls is not None:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self.host = f"127.0.0.1:{self._http.server_address[1]}"
        self.url = f"{'https' if tls else 'http'}://{self.host}"
        self.repository = f"{self.url}/{OWN}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def __enter__(self) -> ReleaseServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def publish(self, *releases: dict[str, Any], packed: bool = False) -> None:
        """Give these releases from now on."""
        body = json.dumps(releases).encode()
        headers = {"Content-Encoding": "gzip"} if packed else {}
        self.answer = Answer(gzip.compress(body) if packed else body, headers=headers)

    def release(self, tag: str, notes: str = "Better.", **others: Any) -> dict[str, Any]:
        """Make an entry of the list, with more in it than the app reads."""
        entry = {
            "url": f"{self.url}/api/v3/repos/{OWN}/releases/1",
            "html_url": f"{self.repository}/releases/tag/{tag}",
            "id": 1,
            "tag_name": tag,
            "name": f"Desktop Chat {tag}",
            "draft": False,
            "prerelease": "-" in tag,
            "published_at": "2026-01-02T03:04:05Z",
            "author": {"login": "someone"},
            "assets": [{"name": "desktop-chat.deb", "size": 1}],
            "body": notes,
        }
        return entry | others


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that go away, or do not trust the certificate."""


class _Handler(BaseHTTPRequestHandler):
    owner: ReleaseServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.owner.requests.append((self.path, dict(self.headers)))
        answer = self.owner.answers.get(self.path.partition("?")[0], self.owner.answer)
        self.send_response(answer.status)
        length = len(answer.body) + answer.stalls
        for name, value in ({"Content-Length": str(length)} | dict(answer.headers)).items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(answer.body)
            if answer.stalls:
                self.owner.over.wait(30)

    def log_message(self, *_: object) -> None:
        """Print nothing."""
