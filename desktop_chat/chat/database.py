"""One connection to the conversations' SQLite file; its errors are faults."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from desktop_chat.chat.migrations import migrate
from desktop_chat.faults import Fault, FaultError

_BUSY_SECONDS = 5.0
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# Reads the root page of each table, so that the plainest damage shows when the file is opened.
_PROBE = "SELECT (SELECT max(id) FROM conversation), (SELECT max(id) FROM message)"


def damage_mark(path: Path) -> Path:
    """Give the empty file that says, from one start to the next, that the database was found damaged."""
    return path.with_name(f"{path.name}-damaged")


class Database:
    """Runs statements, on the thread that made it.

    Every method raises `FaultError` (`disk_full`, `database_damaged`, `storage_failed`) and can be called
    again afterwards; a row that belongs to nothing raises `LookupError`.
    """

    _BEGIN = "BEGIN IMMEDIATE"

    def __init__(self, path: Path) -> None:
        self.path = path
        with _faults(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of a `SELECT`."""
        with _faults(self.path):
            return self._execute(sql, values).fetchall()

    def insert(self, sql: str, *values: object) -> int:
        """Carry out an `INSERT`; gives the new row's id."""
        with _faults(self.path):
            return self._execute(sql, values).lastrowid or 0

    def change(self, sql: str, *values: object) -> int:
        """Carry out an `UPDATE` or `DELETE`; gives the number of rows changed."""
        with _faults(self.path):
            return self._execute(sql, values).rowcount

    def add_function(self, name: str, function: Callable[[str], str]) -> None:
        """Let statements call a function of one text that gives the same for the same text."""
        self._connection.create_function(name, 1, function, deterministic=True)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Carry out all changes inside, or none; one inside another is part of that."""
        if self._connection.in_transaction:
            yield
            return
        with _faults(self.path):
            self._connection.execute(self._BEGIN)
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite ends it by itself on some errors
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the connection; the last one to close folds the write-ahead log into the file."""
        self._connection.close()

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA secure_delete = ON")  # what is deleted is gone, also for recovery
        migrate(self._connection, self.path)
        is_wal = run("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        run(f"PRAGMA synchronous = {'NORMAL' if is_wal else 'FULL'}")  # some network drives have no WAL
        run("PRAGMA foreign_keys = ON")
        run(_PROBE).fetchone()

    def _execute(self, sql: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except UnicodeEncodeError:
            return self._connection.execute(sql, tuple(map(_without_lone_surrogates, values)))


class ReadingDatabase(Database):
    """Reads the file while another connection writes to it; a transaction is one moment of it."""

    _BEGIN = "BEGIN"

    def forbid_changes(self) -> None:
        """Refuse every change from now on."""
        self.query("PRAGMA query_only = ON")

    def _prepare(self) -> None:
        self._connection.execute(_PROBE).fetchone()


def _without_lone_surrogates(value: object) -> object:
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into faults, and remember damage for the next start."""
    try:
        yield
    except sqlite3.ProgrammingError:  # a closed store, or another thread's: a mistake of ours
        raise
    except sqlite3.IntegrityError as error:
        raise LookupError(str(error)) from error
    except (sqlite3.Error, OSError) as error:
        fault = fault_of(error)
        if fault.code == "database_damaged":
            with suppress(OSError):
                damage_mark(path).touch()
        raise FaultError(fault.code, **fault.values) from error


def fault_of(error: sqlite3.Error | OSError) -> Fault:
    """Name what an error means for the user."""
    if isinstance(error, OSError):
        return Fault("disk_full") if error.errno == errno.ENOSPC else _storage_failed(error)
    # A text that is not UTF-8 is damage too; Python reports it without SQLite's code.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return Fault(
            "database_damaged" if "UTF-8" in str(error) else "storage_failed", {"reason": str(error)}
        )
    if code & 0xFF in _DAMAGED:
        return Fault("database_damaged")
    return Fault("disk_full") if code & 0xFF == sqlite3.SQLITE_FULL else _storage_failed(error)


def _storage_failed(error: Exception) -> Fault:
    reason = error.strerror if isinstance(error, OSError) else None
    return Fault("storage_failed", {"reason": reason or str(error)})
