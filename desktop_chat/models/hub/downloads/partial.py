"""A file that is not whole yet: its bytes, its journal, and the lock that makes this process its only writer."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from desktop_chat.faults import FaultError
from desktop_chat.files import sync_folder
from desktop_chat.models.hub.downloads.disk import open_part
from desktop_chat.models.hub.downloads.journal import Journal, Record, read_journal
from desktop_chat.models.hub.downloads.spans import Span


class PartialFile:
    """What is there of `target`, in a file beside it that is never taken for a model.

    As a context it is locked: entering raises `FaultError("download_in_use")` when another process, or another
    download of this one, writes it. Everything raises `OSError`.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f"{target.name}.part")
        self._journal_path = target.with_name(f"{target.name}.part.journal")
        self._lock = FileLock(target.with_name(f"{target.name}.part.lock"), thread_local=False)
        self._journal: Journal | None = None
        self._file = -1

    def __enter__(self) -> Self:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise FaultError("download_in_use", name=self.target.name) from None
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()
        with suppress(OSError):
            Path(self._lock.lock_file).unlink()  # while it is held: who waits for it looks whether it is gone
        self._lock.release()

    def left(self) -> Record | None:
        """Tell what an earlier download left; None when nothing of it can be used."""
        if any(path.is_symlink() or not path.is_file() for path in (self.path, self._journal_path)):
            return None
        record = read_journal(self._journal_path)
        if record is None:
            return None
        size = self.path.stat().st_size
        spans = tuple(Span(start, min(end, size)) for start, end in record.spans if start < size)
        is_verified = record.is_verified and size == record.identity.size
        return Record(record.identity, spans, is_verified, record.has_begun_again)

    def open(self, record: Record) -> None:
        """Go on from a record; what it does not tell is forgotten."""
        self.close()
        self._file = open_part(self.path, is_new=True)
        if not record.spans:
            os.ftruncate(self._file, 0)
        self._journal = Journal(self._journal_path, record)

    def handle(self) -> int:
        """Open it once more, for one connection; the caller closes it."""
        return open_part(self.path)

    def note(self, span: Span) -> None:
        """Tell that these bytes were written."""
        if self._journal is not None:
            self._journal.add(span)

    def sync(self) -> None:
        """Put what was noted so far on the disk."""
        if self._journal is not None:
            size = self._journal.log_size
            os.fsync(self._file)
            self._journal.mark_synced(size)

    def mark_verified(self) -> None:
        """Put all on the disk, and tell that it is whole and right."""
        if self._journal is not None:
            os.fsync(self._file)
            self._journal.mark_verified()

    @property
    def is_there(self) -> bool:
        """Whether the open file still has its name: it may have been deleted with its folder."""
        try:
            return os.path.samestat(self.path.stat(follow_symlinks=False), os.fstat(self._file))
        except OSError:
            return False

    def land(self) -> None:
        """Give it its own name; from now on it is a model. An old file or link of that name is replaced."""
        self.close()
        self.path.replace(self.target)
        sync_folder(self.target.parent)
        self._journal_path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Delete what is there."""
        self.close()
        self.path.unlink(missing_ok=True)
        self._journal_path.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop writing; what is there stays."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
