"""Automatic backups of the database, one a day on which something changed, and restoring one of them."""

from __future__ import annotations

import filecmp
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from desktop_chat.chat.damage import beside, keep_aside, put_in_place, recovered_file
from desktop_chat.chat.database import fault_of
from desktop_chat.chat.migrations import MIGRATIONS
from desktop_chat.chat.snapshot import check, read_only, sync_file, take_snapshot
from desktop_chat.faults import FaultCode, FaultError
from desktop_chat.files import sync_folder

KEPT: Final = 7
"""How many backups there are at most."""

COPY_KEPT_SECONDS: Final = 30 * 24 * 3600
"""How long the copy of a database is kept that was made before its form was changed."""

_TIME = "%Y-%m-%d %H-%M-%S"


class Backup(Struct, frozen=True):
    """A backup: when it was made (seconds since 1970), and what it holds, without the bin."""

    path: Path
    made_at: float
    size_bytes: int
    conversations: int


class Backups:
    """The backups of one database, in a folder of their own. Its methods may be called from any thread."""

    def __init__(self, database: Path, folder: Path, keep: int = KEPT) -> None:
        self._database = database
        self._folder = folder
        self._keep = keep
        self._lock = threading.Lock()
        self._is_closed = threading.Event()

    def close(self) -> None:
        """End the backup that is being made, without a trace, and make no more."""
        self._is_closed.set()

    def make(self, now: float, *, even_today: bool = False) -> Backup | None:
        """Make a backup while the database may be in use; None where nothing is new, or it was made today already.

        The oldest beyond those kept are removed, and earlier ones of a day before the last of it. Raises
        `FaultError("backup_failed")`, with all backups as they were.
        """
        with self._lock, _faults("backup_failed"):
            self._remove_old_copies(now)
            if not even_today and any(_day(path.stat().st_mtime) == _day(now) for path in self._paths()):
                return None
            newest = max(self._paths(), default=None)
            made = self._copy_database(now, self._is_closed.is_set)
            if made is None:
                return None
            if newest is not None and filecmp.cmp(made, newest, shallow=False):
                made.unlink()
                os.utime(newest, (now, now))  # so that it is not compared again today
                return None
            self._remove_oldest(made)
            return _read(made)

    def kept(self) -> list[Backup]:
        """Give the backups that can be read, the newest first; raises `FaultError`."""
        with self._lock, _faults("backup_failed"):
            read = [_read(path) for path in sorted(self._paths(), reverse=True)]
            return [backup for backup in read if backup is not None]

    def restore(self, backup: Backup, now: float) -> None:
        """Put a backup in the place of the database, which nobody may have open; that is kept as one more backup.

        Whatever happens in between, either the one or the other is there when it is opened next. Raises
        `FaultError` (`backup_unreadable`, `backup_newer`, `restore_failed`), with nothing changed.
        """
        with self._lock, _faults("restore_failed"):
            _refuse_unusable(backup.path)
            incoming = recovered_file(self._database)
            unfinished = beside(incoming, ".unfinished")
            shutil.copyfile(backup.path, unfinished)
            sync_file(unfinished)
            unfinished.replace(incoming)
            try:
                self._put_away_current(now)
            except BaseException:
                incoming.unlink()
                raise
            put_in_place(incoming, self._database)
            sync_folder(self._database.parent)

    def _put_away_current(self, now: float) -> None:
        """Keep the database aside, and leave no log that would be taken for that of the one that comes."""
        if not self._database.exists():
            return
        try:
            self._copy_database(now, lambda: False)
            _fold_log(self._database)
        except sqlite3.DatabaseError as error:
            if fault_of(error).code != "database_damaged":
                raise
            keep_aside(self._database)

    def _copy_database(self, now: float, is_cancelled: Callable[[], bool]) -> Path | None:
        """Copy the database among the backups; None where it was cancelled.

        Raises `sqlite3.Error`, also for a damaged database, and `OSError`, with no copy.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / f"{self._database.name}.unfinished"
        unfinished.unlink(missing_ok=True)
        try:
            if not take_snapshot(self._database, unfinished, is_cancelled):
                return None
            check(unfinished)
            os.utime(unfinished, (now, now))
            made = self._free_path(now)
            unfinished.replace(made)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink()
            raise
        sync_folder(self._folder)
        return made

    def _free_path(self, now: float) -> Path:
        while (path := self._folder / f"{time.strftime(_TIME, time.localtime(now))}.db").exists():
            now += 1
        return path

    def _paths(self) -> list[Path]:
        return [path for path in self._folder.glob("*.db") if _made_at(path) is not None]

    def _remove_oldest(self, made: Path) -> None:
        """Remove all but the newest; never the one just made, whatever the clock said when others were.

        A day on which many were made takes no place from other days.
        """
        others = sorted(path for path in self._paths() if path != made)
        last_of_day = {_day_in(path): path for path in (*others, made)}
        others.sort(key=lambda path: (last_of_day[_day_in(path)] is path, path))
        for path in others[: max(len(others) - self._keep + 1, 0)]:
            path.unlink()

    def _remove_old_copies(self, now: float) -> None:
        """Remove what was kept aside when a newer app brought the database to its form, once that is long ago."""
        for path in self._database.parent.glob(f"{self._database.stem}.backup-v*{self._database.suffix}"):
            if path.stat().st_mtime < now - COPY_KEPT_SECONDS:
                path.unlink()


def _read(path: Path) -> Backup | None:
    made_at = _made_at(path)
    try:
        with closing(read_only(path)) as connection:
            ((count,),) = connection.execute("SELECT count(*) FROM conversation WHERE deleted_at IS NULL")
    except sqlite3.Error:
        return None
    return None if made_at is None else Backup(path, made_at, path.stat().st_size, count)


def _made_at(path: Path) -> float | None:
    """Read the time in a backup's name; None for another file."""
    try:
        return time.mktime(time.strptime(path.stem, _TIME))
    except (ValueError, OverflowError):
        return None


def _day_in(path: Path) -> str:
    return path.name[:10]


def _day(seconds: float) -> tuple[int, ...]:
    return time.localtime(seconds)[:3]


def _refuse_unusable(path: Path) -> None:
    """Raise `FaultError` for a backup that is damaged or of a newer app."""
    try:
        check(path)
        with closing(read_only(path)) as connection:
            ((version,),) = connection.execute("PRAGMA user_version")
    except sqlite3.Error as error:
        raise FaultError("backup_unreadable") from error
    if version > len(MIGRATIONS):
        raise FaultError("backup_newer")


def _fold_log(path: Path) -> None:
    """Take the write-ahead log into the database, so that nothing is left beside it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def _faults(code: FaultCode) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise FaultError(code, reason=fault_of(error).values.get("reason") or str(error)) from error
