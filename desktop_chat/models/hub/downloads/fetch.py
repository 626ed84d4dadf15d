"""Brings one model here: all its files, from the first question to the hub to the last rename."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.faults import Fault, FaultCode, FaultError
from desktop_chat.models.hub.download import DownloadRequest, DownloadState
from desktop_chat.models.hub.downloads.disk import check_room, disk_fault, make_folder, remove_empty
from desktop_chat.models.hub.downloads.hashing import Follower, Whole
from desktop_chat.models.hub.downloads.journal import Record
from desktop_chat.models.hub.downloads.names import check_spelling, targets_of
from desktop_chat.models.hub.downloads.partial import PartialFile
from desktop_chat.models.hub.downloads.source import ChangedError, Source
from desktop_chat.models.hub.downloads.spans import total
from desktop_chat.models.hub.downloads.transfer import (
    StoppedError,
    Transfer,
    VanishedError,
    WrongContentError,
)
from desktop_chat.models.hub.downloads.way import Way

_MOST_BEGINNINGS: Final = 5  # of one file that is deleted or changed again and again


class Place(Struct, frozen=True):
    """Where a model goes."""

    folder: Path
    root: Path  # `folder` is this one or below it
    has_begun: bool = False  # so that `root` must be there


class _AgainError(Exception):
    """What was there was wrong, and is deleted."""


class Fetch:
    """One model on its way. `run` works on the caller's thread; the rest may be asked from others.

    `on_notice` is told what the user should know though it goes on: hub_file_changed, hub_no_ranges.
    """

    def __init__(
        self, request: DownloadRequest, place: Place, way: Way, on_notice: Callable[[Fault], None]
    ) -> None:
        self.session = way.session
        self._request = request
        self._place = place
        self._way = way
        self._on_notice = on_notice
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._revision = request.revision
        self._sizes = [file.size for file in request.files]
        self._partials: list[PartialFile] = []
        self._transfer: Transfer | None = None
        self._check: Whole | None = None
        self._done_bytes = 0  # of the files before the present one
        self._received_bytes = 0

    # ---- asked from other threads

    @property
    def state(self) -> DownloadState:
        """What it is doing: connecting, running or verifying."""
        with self._lock:
            transfer, check = self._transfer, self._check
        if check is not None or (transfer is not None and transfer.is_verifying):
            return "verifying"
        return "running" if transfer is not None and transfer.has_answered else "connecting"

    @property
    def done_bytes(self) -> int:
        """Bytes of the model that are here."""
        with self._lock:
            return self._done_bytes + (self._transfer.chunks.done_bytes if self._transfer else 0)

    @property
    def received_bytes(self) -> int:
        """Bytes that came from the hub; fewer than before when a file begins again."""
        with self._lock:
            return self._received_bytes + (self._transfer.received_bytes if self._transfer else 0)

    @property
    def total_bytes(self) -> int:
        """Bytes of the model."""
        return sum(self._sizes)

    def stop(self) -> None:
        """Let `run` raise `StoppedError` soon."""
        with self._lock:
            self._stop.set()
            transfer, check = self._transfer, self._check
        if transfer is not None:
            transfer.end()
        if check is not None:
            check.stop()

    def cut(self) -> None:
        """Give up all connections and go on with new ones: the PC has slept."""
        with self._lock:
            transfer = self._transfer
        if transfer is not None:
            transfer.cut()

    # ---- on the caller's thread

    def run(self) -> Path:
        """Fetch what is missing and give the first file, once all are there, whole and right.

        Raises `FaultError` and `StoppedError`; what is fetched is kept.
        """
        targets = targets_of(self._request, self._place.folder)
        try:
            with ExitStack() as stack:
                for target in targets:
                    self._lock_up(target, stack)
                new = [each for index, each in enumerate(self._partials) if self._bring(index, each)]
                for partial in reversed(new):  # the first file is the model: it comes last
                    partial.land()
        except OSError as error:
            fault = disk_fault(error, targets[0], self.total_bytes - self.done_bytes)
            raise FaultError(fault.code, **fault.values) from error
        finally:
            remove_empty(self._place.folder, len(self._place.folder.relative_to(self._place.root).parts))
        return targets[0]

    def _lock_up(self, target: Path, stack: ExitStack) -> None:
        make_folder(target.parent, self._place.root, has_begun=self._place.has_begun)
        check_spelling(target)
        self._partials.append(stack.enter_context(PartialFile(target)))

    def _bring(self, index: int, partial: PartialFile) -> bool:
        """Have one file whole and right; gives whether it is a new one, which is to land."""
        file = self._request.files[index]
        for _ in range(_MOST_BEGINNINGS):
            self._check_stop()
            source = Source(self.session, self._request.repository, self._revision, file)
            self._revision = source.location.revision or self._revision
            self._sizes[index] = source.location.size
            try:
                is_new = self._complete(index, partial, source)
            except (ChangedError, VanishedError, _AgainError):
                continue
            self._replace_transfer(None, source.location.size)
            return is_new
        raise FaultError("hub_nonsense", host=self.session.host)

    def _complete(self, index: int, partial: PartialFile, source: Source) -> bool:
        if self._is_there(partial.target, source):
            partial.discard()
            return False
        record = self._usable(partial, source)
        self._check_room(index, record)
        partial.open(record)
        if not record.is_verified:
            self._fetch(partial, source, record)
            partial.mark_verified()
        return True

    def _usable(self, partial: PartialFile, source: Source) -> Record:
        """Give what is there of this version of the file."""
        left = partial.left()
        if left is not None and left.identity.is_same(source.identity):
            return replace(left, identity=source.identity)
        if left is not None and left.spans:
            self._tell("hub_file_changed", name=partial.target.name)
        return Record(source.identity, ())

    def _check_room(self, index: int, record: Record) -> None:
        """Check that there is room for this file and those after it."""
        there = [total(record.spans), *map(_bytes_there, self._partials[index + 1 :])]
        needed = sum(max(0, size - found) for size, found in zip(self._sizes[index:], there, strict=True))
        partial = self._partials[index]
        has_begun = self._done_bytes > 0 or bool(record.spans)
        reserve = self._way.patience.reserve
        check_room(partial.path.parent, partial.target.name, needed, reserve, has_begun=has_begun)

    def _fetch(self, partial: PartialFile, source: Source, record: Record) -> None:
        transfer = Transfer(source, partial, record.spans, self._way)
        self._replace_transfer(transfer)
        self._check_stop()
        try:
            transfer.run(
                lambda: self._tell("hub_no_ranges", host=self.session.host, name=partial.target.name)
            )
        except WrongContentError:
            self._throw_away(partial, record)
        except FaultError as error:
            if error.fault.code == "download_wrong_size":
                partial.discard()
            raise

    def _replace_transfer(self, transfer: Transfer | None, done_bytes: int = 0) -> None:
        """Go on to the next file, `done_bytes` of the last one being here."""
        with self._lock:
            self._received_bytes += self._transfer.received_bytes if self._transfer else 0
            self._transfer = transfer
            self._done_bytes += done_bytes

    def _throw_away(self, partial: PartialFile, record: Record) -> None:
        """Delete what is wrong; raises. What an earlier run left may be why: it is fetched anew, once."""
        partial.discard()
        if not record.spans or record.has_begun_again:
            raise FaultError("download_wrong_content", name=partial.target.name)
        partial.open(Record(record.identity, (), has_begun_again=True))
        raise _AgainError

    def _is_there(self, target: Path, source: Source) -> bool:
        """Whether a file is complete already."""
        wanted = source.identity
        if target.is_symlink() or not target.is_file() or target.stat().st_size != wanted.size:
            return False
        if not wanted.sha256:
            return True
        check = Whole(wanted.size)
        with self._lock:
            self._check = check
        try:
            self._check_stop()
            follower = Follower(target, wanted.size, check)
            follower.run()
        finally:
            with self._lock:
                self._check = None
        self._check_stop()
        return follower.error is None and follower.sha256 == wanted.sha256

    def _tell(self, code: FaultCode, **values: str) -> None:
        self._on_notice(Fault(code, values))

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise StoppedError


def _bytes_there(partial: PartialFile) -> int:
    """Count what is there of a file, whole or not."""
    if partial.target.is_file():
        return partial.target.stat().st_size
    left = partial.left()
    return total(left.spans) if left else 0
