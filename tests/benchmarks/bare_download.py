"""The floor of a download: httpx2, as many connections, the bytes on the disk, and nothing else."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import httpx2
import msgspec

from tests.benchmarks.download_protocol import FILE, REPOSITORY, Fetch, Fetched
from tests.benchmarks.pipes import take_stdout


def fetch(request: Fetch) -> None:
    """Fetch the file in equal parts."""
    url = f"{request.url}/{REPOSITORY}/resolve/main/{FILE}"
    path = Path(request.folder) / FILE
    path.touch()
    share = -(-request.size // request.connections)
    with httpx2.Client() as client:
        threads = [
            threading.Thread(
                target=_fetch_part, args=(client, url, path, start, min(start + share, request.size))
            )
            for start in range(0, request.size, share)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _fetch_part(client: httpx2.Client, url: str, path: Path, start: int, end: int) -> None:
    headers = {"Range": f"bytes={start}-{end - 1}"}
    with path.open("r+b", buffering=0) as file, client.stream("GET", url, headers=headers) as response:
        file.seek(start)
        for data in response.iter_raw():
            file.write(data)


def main() -> None:
    """Fetch what is asked for until there are no more requests."""
    answers = take_stdout()
    for line in sys.stdin.buffer:
        request = msgspec.json.decode(line, type=Fetch)
        began = time.monotonic()
        fetch(request)
        answers.write(msgspec.json.encode(Fetched(time.monotonic() - began)) + b"\n")


if __name__ == "__main__":
    main()
