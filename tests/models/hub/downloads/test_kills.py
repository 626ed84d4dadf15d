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
RATE = 16_000_000
KILLS = {1: 13, 2: 13, 3: 12, 4: 12}


class Served:
    """Counts the bytes the hub sent, and tells when they are as many as a test wants."""

    def __init__(self) -> None:
        self.count = 0
        self._changed = threading.Condition()

    def add(self, count: int) -> None:
        with self._changed:
            self.count += count
            self._changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.count >= count, 60)


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
def served(hub: FakeHub) -> Served:
    served = Served()
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
    journal = target.with_name(f"{NAME}.part.journal")
    kept = 0
    moments = sorted(chance.uniform(0, 0.99) for _ in range(KILLS[connections]))

    for moment in moments:
        before = served.count
        child = children.begin(wanted)
        served.wait_for(before + max(1, int(moment * SIZE) - kept))
        child.kill()
        child.wait()
        record = read_journal(journal)
        now_kept = total(record.spans) if record else 0
        lost = served.count - before - (now_kept - kept)
        assert lost <= SIZE / 100, f"{lost} bytes are fetched again"
        assert not target.exists()
        kept = now_kept

    child = children.begin(wanted)
    out, _ = child.communicate(timeout=60)

    assert out.split() == [b"done"]
    assert target.read_bytes() == content
    assert [each.name for each in target.parent.iterdir()] == [NAME]
