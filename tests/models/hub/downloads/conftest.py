"""A queue that downloads from the tests' hub and remembers what it told."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import Download, DownloadRequest, Progress
from desktop_chat.models.hub.downloads.patience import Patience
from desktop_chat.models.hub.downloads.queue import Downloads
from desktop_chat.models.hub.listing import HubFile
from desktop_chat.models.hub.session import HubSession
from desktop_chat.settings import DownloadSettings
from tests.support.hub.server import FakeHub, FakeRepository

SMALL = random.Random(1).randbytes(300_000)
LARGE = random.Random(2).randbytes(24 << 20)
NAME = "model-Q4_K_M.gguf"
QUICK = Patience(
    quiet_wait=0.01, first_wait=0.01, longest_wait=0.05, look=0.02, reserve=0, settle=0.0, enough=1 << 60
)


class Queue:
    """Downloads, and all that they told."""

    def __init__(self, hub: FakeHub, session: HubSession, folder: Path, **options: Any) -> None:
        self.hub = hub
        self._requests_before = len(hub.requests)
        self.session = session
        self.models = folder / "models"
        self.file = folder / "downloads.json"
        self.told: list[tuple[Download, ...]] = []
        self.notices: list[Fault] = []
        self.progress: list[Progress] = []
        self._changed = threading.Condition()
        settings = options.pop("settings", DownloadSettings())
        options.setdefault("patience", QUICK)
        self.downloads = Downloads(
            lambda: self.session,
            settings,
            options.pop("models", self.models),
            options.pop("file", self.file),
            self._on_change,
            self._on_progress,
            **options,
        )

    def add(self, *names: str, **request: Any) -> None:
        """Put a model of the hub's only repository in the queue."""
        self.downloads.add(self.request(*names, **request))

    def request(self, *names: str, repository: str = "own/Model-GGUF", **request: Any) -> DownloadRequest:
        there = self.hub.repositories[repository].files
        files = tuple(
            HubFile(name, there[name].size, there[name].sha256) for name in names or list(there)[:1]
        )
        return DownloadRequest(repository, files, files[0].name, **request)

    def wait(self, is_meant: Callable[[Download], bool], place: int = 0, timeout: float = 30.0) -> Download:
        """Give the first download told that is meant, of those at a place in the queue."""
        return self.wait_for_queue(lambda queue: len(queue) > place and is_meant(queue[place]), timeout)[
            place
        ]

    def wait_for_queue(
        self, is_meant: Callable[[tuple[Download, ...]], bool], timeout: float = 30.0
    ) -> tuple[Download, ...]:
        found: list[tuple[Download, ...]] = []

        def look() -> bool:
            found[:] = [each for each in self.told if is_meant(each)]
            return bool(found)

        with self._changed:
            arrived = self._changed.wait_for(look, timeout)
        assert arrived, f"the queue told {self.told[-5:]}"
        return found[0]

    def wait_for_state(self, *states: str, place: int = 0) -> Download:
        """Give the download at a place in the queue as soon as it is told to be in one of the states."""
        return self.wait(lambda download: download.state in states, place)

    def wait_for_progress(self, is_meant: Callable[[Progress], bool], timeout: float = 30.0) -> Progress:
        with self._changed:
            arrived = self._changed.wait_for(lambda: any(map(is_meant, self.progress)), timeout)
        assert arrived, f"the progress was {self.progress[-5:]}"
        return next(each for each in self.progress if is_meant(each))

    def end(self, *states: str) -> Download:
        """Give the first download when it has ended."""
        return self.wait_for_state(*(states or ("done", "failed", "paused")))

    def forget(self) -> None:
        """Forget what was told so far."""
        with self._changed:
            self.told.clear()
            self.progress.clear()

    def path(self, name: str = NAME, repository: str = "own/Model-GGUF") -> Path:
        return self.models.joinpath(*repository.split("/"), *name.split("/"))

    @property
    def codes(self) -> list[str]:
        """What the user was told although it went on."""
        return [notice.code for notice in self.notices]

    @property
    def bytes_served(self) -> int:
        """Bytes of files the hub sent since this queue was made; what an earlier one asked for may still be sent."""
        since = self.hub.requests[self._requests_before :]
        return sum(each.bytes_served for each in since if each.is_download and each.status < 300)

    def _on_change(self, downloads: tuple[Download, ...], notice: Fault | None) -> None:
        with self._changed:
            self.told.append(downloads)
            self.notices += [notice] if notice else []
            self._changed.notify_all()

    def _on_progress(self, _download_id: str, progress: Progress) -> None:
        with self._changed:
            self.progress.append(progress)
            self._changed.notify_all()


OpenQueue = Callable[..., Queue]


@pytest.fixture
def repository(hub: FakeHub) -> FakeRepository:
    """Give a repository with one small model."""
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    repository.add(NAME, SMALL)
    return repository


@pytest.fixture
def large(hub: FakeHub) -> FakeRepository:
    """Give a repository with one model that several connections can share."""
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    repository.add(NAME, LARGE)
    return repository


@pytest.fixture
def open_queue(hub: FakeHub, session: HubSession, tmp_path: Path) -> Iterator[OpenQueue]:
    """Opens queues that are closed after the test; all keep their downloads in the same file."""
    with ExitStack() as opened:

        def open_queue(**options: Any) -> Queue:
            queue = Queue(hub, options.pop("session", session), tmp_path, **options)
            queue.downloads.start()
            opened.callback(queue.downloads.close)
            return queue

        yield open_queue


@pytest.fixture
def queue(open_queue: OpenQueue) -> Queue:
    return open_queue()
