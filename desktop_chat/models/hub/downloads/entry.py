"""A place in the queue: a download, and what it is about to do."""

from __future__ import annotations

import logging
import os
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub.download import UNFINISHED, Download, DownloadRequest, DownloadState
from desktop_chat.models.hub.downloads.disk import remove_empty
from desktop_chat.models.hub.downloads.fetch import Place
from desktop_chat.models.hub.downloads.names import folder_of, targets_of
from desktop_chat.models.hub.downloads.partial import PartialFile
from desktop_chat.models.hub.downloads.patience import PAUSING, TRANSIENT, Patience
from desktop_chat.models.hub.downloads.run import Run
from desktop_chat.models.hub.downloads.transfer import StoppedError

_RUNNING: Final[frozenset[DownloadState]] = frozenset({"connecting", "running", "verifying"})

_logger = logging.getLogger(__name__)


class Entry:
    """One download of the queue. Not for several threads at once."""

    def __init__(self, download: Download) -> None:
        self.download = download
        self.run: Run | None = None
        self._folder = download.folder  # of the present run or the last one
        self._tries = 0  # in a row without a byte

    def set_state(self, state: DownloadState, fault: Fault | None = None, retry_at: float = 0.0) -> None:
        """Let it do something else."""
        self.download = replace(self.download, state=state, fault=fault, retry_at=retry_at)

    def is_for(self, request: DownloadRequest) -> bool:
        """Whether it brings the same files to the same place."""
        return _key(self.download.request) == _key(request)

    @property
    def is_running(self) -> bool:
        """Whether a run fetches it, which is not about to end."""
        return self.download.state in _RUNNING

    # ---- what the user wants

    def pause(self) -> None:
        """Stop for now."""
        if self.download.state in UNFINISHED:
            self.count()
            self.set_state("paused")
            self.stop()

    def resume(self, *, is_new: bool = False) -> None:
        """Go on, or when it `is_new` wanted: again."""
        if self.download.state in ("paused", "waiting", "failed") or (
            is_new and self.download.state == "done"
        ):
            self._tries = 0
            self.set_state("queued")

    def renew(self, request: DownloadRequest) -> None:
        """Go on with what is wanted now."""
        if self.download.state not in _RUNNING:
            self.download = replace(self.download, request=request, total_bytes=request.size)
        self.resume(is_new=True)

    def interrupt(self) -> None:
        """Begin the present run anew: the way to the hub has changed."""
        if self.download.state in _RUNNING:
            self.count()
            self.set_state("queued")
            self.stop()

    def stop(self) -> None:
        """End the present run."""
        if self.run is not None:
            self.run.fetch.stop()

    # ---- its runs

    def place(self, models_folder: Path) -> Place:
        """Give where it goes: where it was begun as long as anything of it is there, else where models go now.

        Raises `FaultError("hub_name_unsafe")`.
        """
        request, begun = self.download.request, self.download.folder
        folder = folder_of(request, models_folder)
        if begun and Path(begun) != folder and _has_parts(request, Path(begun)):
            folder = Path(begun)
        root = [folder, *folder.parents][_depth(request)]
        return Place(folder, root, has_begun=begun == str(folder))

    def begin(self, run: Run, place: Place) -> None:
        """Let a run fetch it."""
        self.run = run
        self.set_state("connecting")
        self._folder = str(place.folder)
        run.start()

    def follow(self) -> None:
        """Take over what the run does now."""
        if self.run is None or self.download.state not in _RUNNING:
            return
        state = self.run.fetch.state
        if state == self.download.state:
            return
        folder = self.download.folder if state == "connecting" else self._folder
        self.download = replace(self.download, state=state, folder=folder)
        self.count()

    def count(self) -> None:
        """Take over how far the run is."""
        if self.run is not None and self.run.fetch.total_bytes:
            fetch = self.run.fetch
            self.download = replace(self.download, done_bytes=fetch.done_bytes, total_bytes=fetch.total_bytes)

    def finish(self, patience: Patience, now: float, *, has_new_way: bool) -> None:
        """Take over how the run ended; `has_new_way`: the hub is reached in another way since."""
        run = self.run
        if run is None:
            return
        self.count()
        self.run = None
        if run.path is not None:
            total = self.download.total_bytes
            self.set_state("done")
            self.download = replace(self.download, path=str(run.path), done_bytes=total)
        elif self.download.state in _RUNNING:
            if has_new_way:
                self.set_state("queued")
            else:
                self._tries = 0 if run.fetch.received_bytes > 0 else self._tries + 1
                self._fail(self._fault(run.error), patience, now)

    def _fail(self, fault: Fault, patience: Patience, now: float) -> None:
        if fault.code == "offline":
            self.set_state("waiting", fault)  # until the settings change
        elif fault.code in TRANSIENT:
            self.set_state("waiting", fault, now + patience.wait_before(self._tries, fault))
        elif fault.code in PAUSING:
            self.set_state("paused", fault)
        else:
            self.set_state("failed", fault)

    def _fault(self, error: Exception | None) -> Fault:
        if isinstance(error, FaultError):
            return error.fault
        name = type(error).__name__  # its words may be a signed address
        if error is not None and not isinstance(error, StoppedError):
            _logger.error("%s\n%s", name, "".join(traceback.format_tb(error.__traceback__)))
        return Fault("download_failed", {"name": self.download.request.title, "reason": name})

    def delete(self) -> None:
        """Delete what is there of an unfinished download."""
        if not self._folder or self.download.state == "done":
            return
        with suppress(OSError, FaultError):
            for target in targets_of(self.download.request, Path(self._folder)):
                with PartialFile(target) as partial:
                    partial.discard()
        remove_empty(Path(self._folder), _depth(self.download.request))


def _key(request: DownloadRequest) -> tuple[str, ...]:
    names = (file.name.casefold() for file in request.files)
    return (request.folder, request.repository.casefold(), *names)


def _depth(request: DownloadRequest) -> int:
    """Count the folders that are made for a download."""
    return 0 if request.folder else request.repository.count("/") + 1


def _has_parts(request: DownloadRequest, folder: Path) -> bool:
    """Whether anything of an unfinished download is in a folder."""
    return any(os.path.lexists(PartialFile(target).path) for target in targets_of(request, folder))
