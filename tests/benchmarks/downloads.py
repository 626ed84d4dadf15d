"""How fast a file comes from a hub on this PC, its hash included, against a bare client with as many connections."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.benchmarks.bench import Bench, SkippedError, say, warm
from tests.benchmarks.download_protocol import Answer, Fetch, Fetched, Serve, Serving
from tests.benchmarks.table import Bar, Row
from tests.benchmarks.worker import Worker

_BYTES: Final = 1 << 30
_BLOCK: Final = 16 << 20
_ROOM: Final = 4 * _BYTES


def measure(bench: Bench) -> Iterator[Row]:
    """Measure with one connection and with four."""
    path, count = large_file(bench), bench.times(9)
    say(f"downloads: {count} times each of {_BYTES >> 20} MB")
    warm(path)
    home = bench.folder / "downloads"
    with (
        Worker[Answer]("download_server", Answer, home) as hub,
        Worker[Answer]("bare_download", Answer, home) as floor,
        Worker[Answer]("our_download", Answer, home) as ours,
    ):
        url = hub.ask(Serve(str(path)), Serving).url
        for connections in (1, 4):
            pairs = [
                (_fetch(bench, ours, url, connections), _fetch(bench, floor, url, connections))
                for _ in range(count)
            ]
            yield _row(connections, pairs)


def _row(connections: int, pairs: list[tuple[float, float]]) -> Row:
    return Row(
        f"download, {connections} connection{'s' if connections > 1 else ''}",
        "MB/s",
        statistics.median(_rate(ours) for ours, _ in pairs),
        statistics.median(_rate(floor) for _, floor in pairs),
        "bare client",
        statistics.median(floor / ours for ours, floor in pairs),
        Bar("≥", 0.9),
    )


def _rate(seconds: float) -> float:
    return _BYTES / seconds / 1e6


def _fetch(bench: Bench, worker: Worker[Answer], url: str, connections: int) -> float:
    """Give the seconds until the file is on the disk, nothing else waiting to be written."""
    with tempfile.TemporaryDirectory(prefix="download-", dir=bench.folder) as folder:
        if hasattr(os, "sync"):
            os.sync()
        return worker.ask(Fetch(url, _BYTES, folder, connections), Fetched).seconds


def large_file(bench: Bench) -> Path:
    """Give a file of bytes that nothing can pack, made the first time it is asked for."""
    path = bench.folder / "download.bin"
    if path.exists() and path.stat().st_size == _BYTES:
        return path
    if shutil.disk_usage(bench.folder).free < _ROOM:
        raise SkippedError(f"{_ROOM >> 30} GB are not free in {bench.folder}")
    say(f"writing {path}")
    block = random.Random(0).randbytes(_BLOCK)
    with path.open("wb") as file:
        for _ in range(_BYTES // _BLOCK):
            file.write(block)
    return path
