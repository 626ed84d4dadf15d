"""How far a partial file is: written so that neither a killed process nor a power loss deceives the next one."""

from __future__ import annotations

import errno
import os
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import psutil
from msgspec import Struct

from desktop_chat.files import write_whole
from desktop_chat.models.hub.downloads.spans import Span, merged

_RECORD: Final = struct.Struct("<QQ")
_SYNCED: Final = (1 << 64) - 1  # in place of a start: the log up to the second number is on the disk
_VERIFIED: Final = (1 << 64) - 2  # in place of a start: the whole file is there and its hash was right
_LONGEST_HEAD: Final = 64 << 10
_LONGEST_LOG: Final = 64 << 20
_BOOT_SECONDS: Final = 30.0  # how far the computed time of one start of the system moves


class Identity(Struct, frozen=True):
    """Which version of which file the bytes are of; the size is in bytes."""

    size: int
    etag: str
    sha256: str = ""

    def is_same(self, other: Identity) -> bool:
        """Whether it is the same content: by its hash where both know it, else by its etag."""
        mine, theirs = (
            (self.sha256, other.sha256) if self.sha256 and other.sha256 else (self.etag, other.etag)
        )
        return self.size == other.size and mine == theirs


class _Head(Struct, frozen=True):
    identity: Identity
    booted_at: float
    has_begun_again: bool = False


class Record(Struct, frozen=True):
    """What a journal tells of a partial file."""

    identity: Identity
    spans: tuple[Span, ...]  # which bytes are there
    is_verified: bool = False
    has_begun_again: bool = False  # it was thrown away once because its content was wrong


class Journal:
    """A log beside a partial file: one record for each stretch of bytes that was written.

    A process that is killed leaves every record it wrote. After a power loss a record may be there and its bytes
    not; so after a new start of the system only what was known to be on the disk counts. Can be used from
    several threads. Raises `OSError`.
    """

    def __init__(self, path: Path, record: Record) -> None:
        """Begin the log anew with what is known."""
        self._path = path
        self._lock = threading.Lock()
        head = _Head(record.identity, psutil.boot_time(), record.has_begun_again)
        lines = b"".join(_RECORD.pack(*span) for span in record.spans)
        if record.is_verified:
            lines += _RECORD.pack(_VERIFIED, 0)
        lines += _RECORD.pack(_SYNCED, len(lines))  # it was, or the record would not be known
        if path.is_symlink():
            path.unlink()  # it would be written through
        write_whole(path, msgspec.json.encode(head) + b"\n" + lines)
        self._size = len(lines)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))

    @property
    def log_size(self) -> int:
        """How long the log is now, in bytes: for `mark_synced`."""
        return self._size

    def add(self, span: Span) -> None:
        """Tell that these bytes were written."""
        self._append(*span)

    def mark_synced(self, log_size: int) -> None:
        """Tell that the bytes of every record up to `log_size` are on the disk."""
        self._append(_SYNCED, log_size)

    def mark_verified(self) -> None:
        """Tell that the whole file is there, and on the disk, and its content right."""
        self._append(_VERIFIED, 0)
        self.mark_synced(self._size)

    def close(self) -> None:
        """Stop writing; the log stays."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
            self._file = -1

    def _append(self, first: int, second: int) -> None:
        with self._lock:
            written = os.write(self._file, _RECORD.pack(first, second))
            self._size += written
            if written % _RECORD.size:  # the disk is full: what follows must not be read across records
                os.ftruncate(self._file, os.fstat(self._file).st_size - written % _RECORD.size)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_journal(path: Path) -> Record | None:
    """Read a log; None where there is none that can be used."""
    try:
        with path.open("rb") as file:
            line = file.readline(_LONGEST_HEAD)
            log = file.read(_LONGEST_LOG)
        head = msgspec.json.decode(line, type=_Head)
    except (OSError, ValueError):
        return None
    pairs = list(_pairs(log))
    if abs(head.booted_at - psutil.boot_time()) > _BOOT_SECONDS:
        pairs = pairs[: _synced_size(pairs) // _RECORD.size]
    spans = merged(Span(*pair) for pair in pairs if pair[0] < pair[1] <= head.identity.size)
    is_verified = any(first == _VERIFIED for first, _ in pairs)
    return Record(head.identity, tuple(spans), is_verified, head.has_begun_again)


def _pairs(log: bytes) -> Iterator[tuple[int, int]]:
    whole = len(log) - len(log) % _RECORD.size
    yield from _RECORD.iter_unpack(log[:whole])


def _synced_size(pairs: list[tuple[int, int]]) -> int:
    return max((size for first, size in pairs if first == _SYNCED), default=0)
