"""Downloads whose process is killed at random moments: they go on, and fetch next to nothing again."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_chat.models.hub.download import DownloadRequest
from desktop_chat.models.hub.downloads.journal import read_journal
from desktop_chat.models.hub.downloads.spans import total
from desktop_chat.models.hub.listing import HubFile
from tests.models.hub.downloads.conftest import NAME
from tests.support.hub.senders import Pacing, sending
from tests.support.hub.server import FakeHub, FakeRepository

ROOT = Path(__file__).parents[4]
SIZE = 64 << 20
RATE = 100_000_000
AHEAD = 512 << 10
KILLS = {1: 13, 2: 13, 3: 12, 4: 12}


class Served:
    """Counts the bytes the hub sent in a run, and tells when they are as many as a test wants.

    The hub keeps `AHEAD` of the journal at most, and of what is wanted. Otherwise what waits in the system for a
    process that gets no processor would count as lost by it, and one that is to be killed could be done before.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._changed = threading.Condition()
        self._run = 0
        self._count = 0
        self._wanted = 0
        self._kept_before = self._kept = 0

    def begin(self, until: int) -> None:
        """Begin a run that is to go on until so many bytes of the file were sent."""
        with self._changed:
            self._run += 1
            self._count = 0
            self._kept_before = self._kept = self._read()
            self._wanted = max(1, until - self._kept)
            self._changed.notify_all()

    def add(self, count: int) -> None:
        with self._changed:
            run = self._run
            self._count += count
            self._changed.notify_all()
            while run == self._run and self._is_ahead():
                self._changed.wait(0.005)

    def wait(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._count >= self._wanted, 60)

    @property
    def lost(self) -> int:
        """How many bytes of this run are not known to be there."""
        self._kept = self._read()
        return self._ahead

    @property
    def _ahead(self) -> int:
        return self._count - (self._kept - self._kept_before)

    def _is_ahead(self) -> bool:
        return self._count > self._wanted + AHEAD or (self._ahead > AHEAD and self.lost > AHEAD)

    def _read(self) -> int:
        record = read_journal(self._journal)
        return total(record.spans) if record else 0


class Children:
    """Processes that are about to download; the next one is started while one runs."""

    def __init__(self, hub: FakeHub, models: Path, connections: int) -> None:
        self._command = [sys.executable, "-m", "tests.models.hub.downloads.child"]
        self._command += [hub.url, str(models), str(connections)]
        self._next = self._start()
        self._all = [self._next]

    def begin(self, request: DownloadRequest) -> subprocess.Popen[bytes]:
        child, self._next = self._next, self._start()
        self._all.append(self._next)
        assert child.stdin
        child.stdin.write(msgspec.json.encode(request))
        child.stdin.close()
        child.stdin = None  # else it would be closed again
        return child

    def close(self) -> None:
        for child in self._all:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.fixture
def served(hub: FakeHub, tmp_path: Path) -> Served:
    served = Served(tmp_path / "models" / "own" / "Model-GGUF" / f"{NAME}.part.journal")
    hub.plan.faults.append(sending(Pacing(RATE, served.add)))
    return served


@pytest.fixture(params=[1, 2, 3, 4])
def children(hub: FakeHub, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Children]:
    children = Children(hub, tmp_path / "models", request.param)
    yield children
    children.close()


def test_a_killed_download_fetches_at_most_a_hundredth_again(
    hub: FakeHub, served: Served, children: Children, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    connections = request.node.callspec.params["children"]
    chance = random.Random(connections)
    content = chance.randbytes(SIZE)
    file = hub.add(FakeRepository("own/Model-GGUF")).add(NAME, content)
    wanted = DownloadRequest("own/Model-GGUF", (HubFile(NAME, SIZE, file.sha256),), NAME)
    target = tmp_path / "models" / "own" / "Model-GGUF" / NAME
    moments = sorted(chance.uniform(0, 0.99) for _ in range(KILLS[connections]))

    for moment in moments:
        served.begin(int(moment * SIZE))
        child = children.begin(wanted)
        served.wait()
        child.kill()
        child.wait()
        assert served.lost <= SIZE / 100, f"{served.lost} bytes are fetched again"
        assert not target.exists()

    served.begin(SIZE)
    child = children.begin(wanted)
    out, _ = child.communicate(timeout=60)

    assert out.split() == [b"done"]
    assert target.read_bytes() == content
    assert [each.name for each in target.parent.iterdir()] == [NAME]
