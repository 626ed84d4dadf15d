"""What is said of a download: its state, how much is there, how long it takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_chat.models.hub.download import Download, DownloadState, Progress


def state_text(state: DownloadState) -> str:
    """Give what a download is doing in a word or two; nothing while it runs."""
    translate = QCoreApplication.translate
    texts: dict[DownloadState, str] = {
        "queued": translate("Download", "Waiting for its turn"),
        "connecting": translate("Download", "Connecting…"),
        "running": "",
        "paused": translate("Download", "Paused"),
        "waiting": translate("Download", "Goes on by itself"),
        "verifying": translate("Download", "Checking the file…"),
        "done": translate("Download", "Downloaded"),
        "failed": translate("Download", "Stopped"),
    }
    return texts[state]


def percent(done: int, total: int) -> str:
    """Give the share that is there, as in `45 %`; below 100 while anything is missing."""
    share = 100 * done // total if total else 0
    return QCoreApplication.translate("Download", "{percent} %").format(percent=share)


def latest(download: Download, progress: Progress | None) -> Progress:
    """Give how far a download is, by the newer of what is known."""
    if progress is not None and download.state == "running":
        return progress
    return Progress(download.done_bytes, download.total_bytes or download.request.size)
