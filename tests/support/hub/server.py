"""A hub on this PC that answers as huggingface.co does: its API, its redirects to a content server, its refusals.

As documented at https://huggingface.co/docs/hub/api and as huggingface_hub's client expects it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from tests.support.hub.files import FaultPlan, Request, serve

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PAGE = 1000


@dataclass
class FakeFile:
    """A file of a repository; what the hub says of it can be made to differ from what it is."""

    content: bytes
    sha256: str = ""  # "": the right one
    size: int = -1  # -1: the right one
    is_lfs: bool = True

    def __post_init__(self) -> None:
        self.sha256 = self.sha256 or hashlib.sha256(self.content).hexdigest()
        self.size = len(self.content) if self.size < 0 else self.size


@dataclass
class FakeRepository:
    """A repository; `gated` is what the hub's API says: False, "auto" or "manual"."""

    id: str
    files: dict[str, FakeFile] = field(default_factory=dict)
    gated: bool | str = False
    tags: list[str] = field(default_factory=lambda: ["gguf"])
    downloads: int = 0
    likes: int = 0
    trending: int = 0
    last_modified: str = "2025-06-01T12:00:00.000Z"
    card: dict[str, Any] = field(default_factory=dict)
    gguf: dict[str, Any] | None = None
    commit: str = COMMIT
    is_private: bool = False
    granted: set[str] = field(default_factory=set)  # tokens its owner gave access to

    def add(self, name: str, content: bytes, **facts: Any) -> FakeFile:
        """Put a file in."""
        self.files[name] = FakeFile(content, **facts)
        return self.files[name]


class FakeHub:
    """The hub's server and a content server beside it, on ports of their own.

    `plan` spoils requests; `requests` is all of them, in the order they came.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, link_seconds: float = 3600.0) -> None:
        self.repositories: dict[str, FakeRepository] = {}
        self.renamed: dict[str, str] = {}
        self.tokens: set[str] = set()  # which the hub knows
        self.plan = FaultPlan()
        self.requests: list[Request] = []
        self.link_seconds = link_seconds
        self.page = PAGE
        self.has_linked_headers = True  # some mirrors have none
        self._key = secrets.token_bytes(16)
        self._hub = _Server(self, "hub", tls)
        self._cdn = _Server(self, "cdn", tls)
        self.url, self.cdn_url = self._hub.url, self._cdn.url
        self.host, self.cdn_host = urlsplit(self.url).netloc, urlsplit(self.cdn_url).netloc

    def __enter__(self) -> FakeHub:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop both servers and cut what is still connected."""
        self._hub.stop()
        self._cdn.stop()

    def add(self, repository: FakeRepository) -> FakeRepository:
        """Put a repository in."""
        self.repositories[repository.id] = repository
        return repository

    def expire_links(self) -> None:
        """Refuse every signed address given so far."""
        self._key = secrets.token_bytes(16)

    def signed(self, file: FakeFile) -> str:
        """Give the address of a file's bytes, for a while."""
        expires = str(int(time.time() + self.link_seconds))
        query = urlencode({"Expires": expires, "Signature": self.signature(file.sha256, expires)})
        return f"{self.cdn_url}/repos/{file.sha256}?{query}"

    def signature(self, sha256: str, expires: str) -> str:
        """Sign an address."""
        return hmac.new(self._key, f"{sha256}{expires}".encode(), "sha256").hexdigest()

    def file_of(self, sha256: str) -> FakeFile | None:
        """Find a file by its hash."""
        files = (file for repository in self.repositories.values() for file in repository.files.values())
        return next((file for file in files if file.sha256 == sha256), None)

    def requests_to(self, server: str) -> list[Request]:
        """Give the requests one of the servers, "hub" or "cdn", was sent."""
        return [request for request in self.requests if request.server == server]

    @property
    def bytes_served(self) -> int:
        """Bytes of all bodies."""
        return sum(request.bytes_served for request in self.requests)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, hub: FakeHub, name: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _HubHandler if name == "hub" else _CdnHandler)
        self.hub, self.name, self.tls = hub, name, tls
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.server_port}"
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), name=f"fake-{name}")
        self._thread.start()

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls:
            request.settimeout(10)
            request = self.tls.wrap_socket(request, server_side=True)
        with self._lock:
            self._open.add(request)
        try:
            super().finish_request(request, client_address)
        finally:
            with self._lock:
                self._open.discard(request)
            if self.tls:
                request.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that went away."""

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    timeout = 60
    disable_nagle_algorithm = True
    server: _Server

    def _record(self) -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.server.name, self.command, self.path, headers)
        self.hub.requests.append(request)
        return request

    @property
    def hub(self) -> FakeHub:
        return self.server.hub

    def do_GET(self) -> None:
        request = self._record()
        if not self.hub.plan.spoil(request, self):
            self.answer(request)

    do_HEAD = do_GET  # noqa: N815  http.server's name

    def answer(self, request: Request) -> None:
        raise NotImplementedError

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
        """Be quiet."""

    def send_body(
        self, request: Request, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        request.status = status
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if request.method != "HEAD":
            self.wfile.write(body)
            request.bytes_served += len(body)

    def send_json(self, request: Request, value: Any, headers: dict[str, str] | None = None) -> None:
        self.send_body(request, 200, json.dumps(value).encode(), "application/json; charset=utf-8", headers)


class _CdnHandler(_Handler):
    """The content server: knows addresses signed by the hub, and nobody's token."""

    def answer(self, request: Request) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        sha256 = parts.path.rpartition("/")[2]
        file = self.hub.file_of(sha256)
        expires = query.get("Expires", "0")
        if request.token:
            self._refuse(request, 400, "Only one auth mechanism allowed")
        elif file is None or query.get("Signature") != self.hub.signature(sha256, expires):
            self._refuse(request, 403, "AccessDenied")
        elif float(expires) < time.time():
            self._refuse(request, 403, "Request has expired")
        else:
            serve(request, self, file.content, [("ETag", f'"{sha256}"')])

    def _refuse(self, request: Request, status: int, message: str) -> None:
        body = f"<?xml version='1.0'?><Error><Message>{message}</Message></Error>".encode()
        self.send_body(request, status, body, "application/xml")


class _HubHandler(_Handler):
    """The hub itself."""

    _ROUTES: ClassVar = (
        (re.compile(r"/api/whoami-v2"), "_whoami"),
        (re.compile(r"/api/models"), "_list"),
        (
            re.compile(r"/api/resolve-cache/models/(?P<id>[^/]+/[^/]+)/(?P<revision>[^/]+)/(?P<file>.+)"),
            "_plain",
        ),
        (re.compile(r"/api/models/(?P<id>[^/]+/[^/]+)(?:/revision/(?P<revision>[^/]+))?"), "_show"),
        (re.compile(r"/(?P<id>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<file>.+)"), "_resolve"),
    )

    def answer(self, request: Request) -> None:
        if request.token and request.token not in self.hub.tokens:
            self._refuse(request, 401, "", "Invalid credentials in Authorization header")
            return
        path = urlsplit(self.path).path
        for pattern, method in self._ROUTES:
            match = pattern.fullmatch(path)
            if match:
                getattr(self, method)(
                    request, **{name: unquote(text or "") for name, text in match.groupdict().items()}
                )
                return
        self.send_body(request, 404, b"<!doctype html><title>404</title>", "text/html")

    def _refuse(self, request: Request, status: int, code: str, message: str) -> None:
        headers = {"X-Error-Message": message} | ({"X-Error-Code": code} if code else {})
        self.send_body(request, status, json.dumps({"error": message}).encode(), "application/json", headers)

    def _whoami(self, request: Request) -> None:
        if not request.token:
            self._refuse(request, 401, "", "Invalid username or password.")
            return
        self.send_json(request, {"type": "user", "name": "tester", "auth": {"type": "access_token"}})

    # ---- finding

    def _repository(self, request: Request, name: str, revision: str) -> FakeRepository | None:
        """Find a repository, or refuse."""
        found = self.hub.repositories.get(name)
        if found is None or (found.is_private and request.token not in found.granted):
            if request.token:
                self._refuse(request, 404, "RepoNotFound", "Repository not found")
            else:
                self._refuse(request, 401, "RepoNotFound", "Invalid username or password.")
            return None
        if revision not in ("", "main", found.commit):
            self._refuse(request, 404, "RevisionNotFound", f"Invalid rev id: {revision}")
            return None
        return found

    def _is_let_in(self, request: Request, found: FakeRepository) -> bool:
        if not found.gated or request.token in found.granted:
            return True
        if request.token:
            message = f"Access to model {found.id} is restricted and you are not in the authorized list."
            self._refuse(request, 403, "GatedRepo", message)
        else:
            message = f"Access to model {found.id} is restricted. You must be authenticated to access it."
            self._refuse(request, 401, "GatedRepo", message)
        return False

    def _redirect(self, request: Request, status: int, target: str, headers: dict[str, str]) -> None:
        self.send_body(request, status, b"", "text/plain", headers | {"Location": target})

    # ---- files

    def _resolve(self, request: Request, id: str, revision: str, file: str) -> None:  # noqa: A002
        if id in self.hub.renamed:
            target = self.path.replace(id, self.hub.renamed[id], 1)
            self._redirect(request, 307, target, {})
            return
        found = self._repository(request, id, revision)
        if found is None or not self._is_let_in(request, found):
            return
        asked = found.files.get(file)
        if asked is None:
            self._refuse(request, 404, "EntryNotFound", "Entry not found")
            return
        headers = {"X-Repo-Commit": found.commit, "Accept-Ranges": "bytes"}
        if not asked.is_lfs:
            target = f"/api/resolve-cache/models/{id}/{found.commit}/{quote(file)}"
            self._redirect(request, 307, target, headers)
            return
        if self.hub.has_linked_headers:
            headers |= {"X-Linked-Size": str(asked.size), "X-Linked-Etag": f'"{asked.sha256}"'}
        self._redirect(request, 302, self.hub.signed(asked), headers)

    def _plain(self, request: Request, id: str, revision: str, file: str) -> None:  # noqa: A002
        found = self._repository(request, id, revision)
        if found is None:
            return
        asked = found.files[file]
        etag = hashlib.sha1(asked.content, usedforsecurity=False).hexdigest()
        serve(request, self, asked.content, [("ETag", f'"{etag}"'), ("X-Repo-Commit", found.commit)])

    # ---- the API

    def _show(self, request: Request, id: str, revision: str) -> None:  # noqa: A002
        if id in self.hub.renamed:
            self._redirect(request, 307, self.path.replace(id, self.hub.renamed[id], 1), {})
            return
        found = self._repository(request, id, revision)
        if found is None:
            return
        query = parse_qs(urlsplit(self.path).query)
        has_blobs = query.get("blobs", ["false"])[0].lower() in ("true", "1")
        self.send_json(request, _described(found, has_blobs=has_blobs))

    def _list(self, request: Request) -> None:
        query = parse_qs(urlsplit(self.path).query)
        found = [
            one for one in self.hub.repositories.values() if _is_meant(one, query) and not one.is_private
        ]
        order = query.get("sort", ["trendingScore"])[0]
        found.sort(key=_ORDERS[order], reverse=True)
        start = int(query.get("cursor", ["0"])[0])
        size = min(int(query.get("limit", [str(self.hub.page)])[0]), self.hub.page)
        page = found[start : start + size]
        headers = {}
        if start + size < len(found):
            following = urlencode(query | {"cursor": [str(start + size)]}, doseq=True)
            headers = {"Link": f'<{self.hub.url}/api/models?{following}>; rel="next"'}
        wanted = {"id", "_id", *query["expand"]} if "expand" in query else None
        described = [_described(one, has_blobs=False) for one in page]
        if wanted:
            described = [{name: value for name, value in one.items() if name in wanted} for one in described]
        self.send_json(request, described, headers)


_ORDERS: dict[str, Any] = {
    "trendingScore": lambda one: one.trending,
    "downloads": lambda one: one.downloads,
    "likes": lambda one: one.likes,
    "lastModified": lambda one: one.last_modified,
    "createdAt": lambda one: one.last_modified,
}


def _is_meant(one: FakeRepository, query: dict[str, list[str]]) -> bool:
    words = query.get("search", [""])[0].lower().split()
    most = re.search(r"max:([\d.]+)B", query.get("num_parameters", [""])[0])
    return (
        all(word in one.id.lower() for word in words)
        and all(tag in one.tags for tag in query.get("filter", []))
        and query.get("author", [one.id.partition("/")[0]])[0] == one.id.partition("/")[0]
        and (most is None or 0 < (one.gguf or {}).get("total", 0) <= float(most[1]) * 1e9)
    )


def _described(one: FakeRepository, *, has_blobs: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "_id": hashlib.md5(one.id.encode(), usedforsecurity=False).hexdigest()[:24],
        "id": one.id,
        "modelId": one.id,
        "author": one.id.partition("/")[0],
        "sha": one.commit,
        "private": one.is_private,
        "gated": one.gated,
        "disabled": False,
        "downloads": one.downloads,
        "likes": one.likes,
        "trendingScore": one.trending,
        "lastModified": one.last_modified,
        "createdAt": one.last_modified,
        "tags": one.tags,
        "cardData": one.card,
        "siblings": [_sibling(name, file, has_blobs=has_blobs) for name, file in one.files.items()],
    }
    return described | ({"gguf": one.gguf} if one.gguf else {})


def _sibling(name: str, file: FakeFile, *, has_blobs: bool) -> dict[str, Any]:
    sibling: dict[str, Any] = {"rfilename": name}
    if has_blobs:
        sibling |= {"size": file.size, "blobId": file.sha256[:40]}
    if has_blobs and file.is_lfs:
        sibling["lfs"] = {"sha256": file.sha256, "size": file.size, "pointerSize": 134}
    return sibling
