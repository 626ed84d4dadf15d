"""Downloads as the app does, in a process of its own."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import msgspec

from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import Download, DownloadRequest, Progress
from desktop_chat.models.hub.downloads.queue import Downloads
from desktop_chat.models.hub.listing import HubFile
from desktop_chat.models.hub.session import HubSession
from desktop_chat.settings import DownloadSettings, NetworkSettings
from tests.benchmarks.download_protocol import FILE, REPOSITORY, Fetch, Fetched
from tests.benchmarks.pipes import take_stdout


def fetch(request: Fetch) -> float:
    """Download the file; gives the seconds from adding it to the queue to its end."""
    session = HubSession(NetworkSettings(endpoint=request.url))
    has_ended = threading.Event()
    last: list[Download] = []

    def on_change(downloads: tuple[Download, ...], _notice: Fault | None) -> None:
        last[:] = downloads
        if downloads and downloads[0].state in ("done", "failed", "paused"):
            has_ended.set()

    def on_progress(_id: str, _progress: Progress) -> None:
        return

    settings = DownloadSettings(connections=request.connections)
    queue = Downloads(
        lambda: session,
        settings,
        Path(request.folder),
        Path(request.folder) / "queue.json",
        on_change,
        on_progress,
    )
    queue.start()
    began = time.monotonic()
    queue.add(DownloadRequest(REPOSITORY, (HubFile(FILE, request.size),), FILE))
    has_ended.wait()
    seconds = time.monotonic() - began
    queue.close()
    session.close()
    if last[0].state != "done":
        raise RuntimeError(last[0].fault)
    return seconds


def main() -> None:
    """Fetch what is asked for until there are no more requests."""
    answers = take_stdout()
    for line in sys.stdin.buffer:
        seconds = fetch(msgspec.json.decode(line, type=Fetch))
        answers.write(msgspec.json.encode(Fetched(seconds)) + b"\n")


if __name__ == "__main__":
    main()
