"""Downloads one model in a process of its own: what, as JSON on standard input; how it ended, on standard output."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import msgspec

from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import Download, DownloadRequest, Progress
from desktop_chat.models.hub.downloads.queue import Downloads
from desktop_chat.models.hub.session import HubSession
from desktop_chat.settings import DownloadSettings, NetworkSettings


def main(endpoint: str, models: Path, connections: int) -> None:
    session = HubSession(NetworkSettings(endpoint=endpoint))
    ended = threading.Event()
    last: list[Download] = []

    def on_change(downloads: tuple[Download, ...], _notice: Fault | None) -> None:
        last[:] = downloads
        if downloads and downloads[0].state in ("done", "failed", "paused"):
            ended.set()

    def on_progress(_id: str, _progress: Progress) -> None:
        return

    file = models.parent / "downloads of the child.json"
    settings = DownloadSettings(connections=connections)
    downloads = Downloads(lambda: session, settings, models, file, on_change, on_progress)
    request = msgspec.json.decode(
        sys.stdin.buffer.read(), type=DownloadRequest
    )  # it waits here, all imported
    downloads.start()
    downloads.add(request)
    ended.wait()
    print(last[0].state, last[0].fault.code if last[0].fault else "", flush=True)
    downloads.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
