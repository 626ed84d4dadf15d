"""Whether a database is damaged, and the files around one that is.

A check reads the whole file, so it is made only where there is a reason: the app did not end by itself, or
the file is shorter than its header says. Damage that the last run came upon needs no check.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from desktop_chat.chat.database import damage_mark, fault_of


def is_damaged(path: Path) -> bool:
    """Say whether the database must be recovered before it is used."""
    if not path.exists():
        return False
    if damage_mark(path).exists():
        return True
    return (_was_left_open(path) or _is_cut(path)) and not _passes_check(path)


def finish_recovery(path: Path) -> None:
    """Put a recovered or restored database in place that a crash left beside it. Raises `OSError`."""
    recovered = recovered_file(path)
    if not recovered.exists():
        return
    if path.exists():
        recovered.unlink()  # its turn did not come: the database is the one that was there before
    else:
        keep_aside(path)
        put_in_place(recovered, path)


def _was_left_open(path: Path) -> bool:
    """Say whether a write-ahead log is there: closing the database would have removed it."""
    log = beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def _is_cut(path: Path) -> bool:
    """Say whether the file is shorter than its header says."""
    header = read_start(path)
    size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < pages * (65536 if size == 1 else size)


def read_start(path: Path) -> bytes:
    """Give the header of a database file, 100 bytes; raises `OSError`."""
    with path.open("rb") as file:
        return file.read(100)


def _passes_check(path: Path) -> bool:
    # Read-only: closing the last connection that can write would fold the log into a damaged file.
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error as error:
        return fault_of(error).code != "database_damaged"


def keep_aside(path: Path) -> Path:
    """Move the damaged files to names of their own, and give that of the database; raises `OSError`."""
    stem = f"{path.stem}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    aside = path.with_name(f"{stem}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
    for ending in ("", "-wal"):
        with suppress(FileNotFoundError):
            beside(path, ending).rename(beside(aside, ending))
    beside(path, "-shm").unlink(missing_ok=True)
    return aside


def put_in_place(recovered: Path, path: Path) -> None:
    """Make a recovered or restored database the one in use; raises `OSError`."""
    damage_mark(path).unlink(missing_ok=True)  # a crash in between is told by the file still there
    recovered.replace(path)


def recovered_file(path: Path) -> Path:
    """Give where a database is put together while it is recovered."""
    return beside(path, ".recovered")


def beside(path: Path, ending: str) -> Path:
    """Give a file that SQLite keeps beside a database, such as `-wal`."""
    return path.with_name(path.name + ending)
