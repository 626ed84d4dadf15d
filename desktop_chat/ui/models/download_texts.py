"""What is said of a download: how much is there, how fast it comes, how long it takes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_chat.models.hub.download import Download, DownloadState, Progress
from desktop_chat.ui.sentences import file_size

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR


def amount(done: int, total: int) -> str:
    """Give how much of it is there, as in `1.2 of 2.3 GB`."""
    whole, part = file_size(total), file_size(done)
    unit = whole.rpartition("\N{NO-BREAK SPACE}")[2].rpartition(" ")[2]
    if part.endswith(unit):
        part = part.removesuffix(unit).rstrip()
    return QCoreApplication.translate("Download", "{done} of {total}").format(done=part, total=whole)


def percent(done: int, total: int) -> str:
    """Give the share that is there, as in `45 %`; below 100 while anything is missing."""
    share = 100 * done // total if total else 0
    return QCoreApplication.translate("Download", "{percent} %").format(percent=share)


def speed(rate: float) -> str:
    """Give bytes a second as people write them, as in `12.4 MB/s`."""
    return QCoreApplication.translate("Download", "{size}/s").format(size=file_size(round(rate)))


def time_left(seconds: float) -> str:
    """Give the time left, coarse as it is known: minutes below an hour, hours below a day, then days."""
    if seconds < _MINUTE:
        return QCoreApplication.translate("Download", "less than a minute left")
    if seconds < _HOUR:
        return QCoreApplication.translate("Download", "%n min left", "", round(seconds / _MINUTE))
    if seconds < _DAY:
        minutes = round(seconds / _MINUTE)
        text = QCoreApplication.translate("Download", "{hours} h {minutes} min left")
        return text.format(hours=minutes // 60, minutes=minutes % 60)
    return QCoreApplication.translate("Download", "%n day(s) left", "", round(seconds / _DAY))


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


def latest(download: Download, progress: Progress | None) -> Progress:
    """Give how far a download is, by the newer of what is known."""
    total = download.total_bytes or download.request.size
    known = Progress(download.done_bytes, total)
    return progress if progress is not None and download.state == "running" else known
