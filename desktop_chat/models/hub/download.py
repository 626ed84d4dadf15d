"""What a download is, and what it is doing."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from desktop_chat.faults import Fault
from desktop_chat.models.hub.listing import HubFile

DownloadState = Literal["queued", "connecting", "running", "paused", "waiting", "verifying", "done", "failed"]
"""`waiting`: it goes on by itself at `retry_at`. `failed` and `paused`: the user must say so."""

UNFINISHED: frozenset[DownloadState] = frozenset({"queued", "connecting", "running", "waiting", "verifying"})
"""States of downloads that go on by themselves, also at the next start of the app."""


class DownloadRequest(Struct, frozen=True, omit_defaults=True):
    """What is to be downloaded: one model, in one file or split into several."""

    repository: str  # owner/name
    files: tuple[HubFile, ...]  # in the order of the parts
    title: str  # the model's name, as it is shown
    revision: str = "main"
    quantization: str = ""
    folder: str = ""  # absolute; "": OWNER/NAME below the models folder
    catalog_id: str = ""  # the entry of the catalog it was chosen from

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


class Download(Struct, frozen=True, omit_defaults=True):
    """One entry of the queue. Sizes are in bytes, times in seconds since 1970."""

    id: str
    request: DownloadRequest
    state: DownloadState = "queued"
    done_bytes: int = 0
    total_bytes: int = 0
    fault: Fault | None = None  # why it is `failed`, `waiting` or was `paused` by the app
    retry_at: float = 0.0
    path: str = ""  # of the first file, once it is done
    added_at: float = 0.0
    folder: str = ""  # absolute, where it was begun; "": not begun yet


class Progress(Struct, frozen=True):
    """How far a running download is."""

    done_bytes: int
    total_bytes: int
    rate: float = 0.0  # bytes a second, over the last seconds
    seconds_left: float | None = None  # None: not known yet
