"""A copy of a database while it is used, whole and of one moment."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

_BUSY_SECONDS = 5.0
_PAGES_AT_ONCE = 500
_PAUSE_SECONDS = 0.05  # while a writer holds the database


def take_snapshot(database: Path, target: Path, is_cancelled: Callable[[], bool]) -> bool:
    """Copy a database to `target`, which must not be there; says false, with no copy, once it is cancelled.

    Nobody who writes waits for it. Raises `sqlite3.Error` and `OSError`, with a copy that is not whole.
    """

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if is_cancelled():
            raise _CancelledError

    try:
        with (
            closing(
                sqlite3.connect(_address(database, "mode=rw"), uri=True, timeout=_BUSY_SECONDS)
            ) as reader,
            closing(sqlite3.connect(target)) as copy,
        ):
            reader.isolation_level = None
            if reader.execute("PRAGMA journal_mode").fetchone() == ("wal",):
                reader.execute("BEGIN")  # the copy is of this moment; without a log it would keep writers out
                reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            copy.execute("PRAGMA synchronous = OFF")  # what is not whole is thrown away
            reader.backup(copy, pages=_PAGES_AT_ONCE, progress=go_on, sleep=_PAUSE_SECONDS)
    except _CancelledError:
        target.unlink(missing_ok=True)
        return False
    sync_file(target)
    return True


class _CancelledError(Exception):
    """Ends a copy from inside."""


def check(database: Path) -> None:
    """Read all of a database that nobody uses; raises `sqlite3.Error` where it is damaged or not there."""
    with closing(read_only(database)) as connection:
        ((found,),) = connection.execute("PRAGMA quick_check(1)")
    if found != "ok":
        raise _damaged(found)


def _damaged(found: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(found)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def read_only(database: Path) -> sqlite3.Connection:
    """Open a database that nobody uses, so that nothing is made beside it; raises `sqlite3.Error`."""
    return sqlite3.connect(_address(database, "mode=ro&immutable=1"), uri=True)


def sync_file(path: Path) -> None:
    """Put what was written to a file on disk; raises `OSError`."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _address(database: Path, how: str) -> str:
    return f"{database.absolute().as_uri()}?{how}"
