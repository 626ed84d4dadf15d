"""The conversations on disk: trees of messages in one SQLite file, used from one thread."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from desktop_chat.chat.conversations import Conversations
from desktop_chat.chat.damage import finish_recovery, is_damaged
from desktop_chat.chat.database import Database, ReadingDatabase, fault_of
from desktop_chat.chat.drafts import Drafts
from desktop_chat.chat.duplicates import Duplicates
from desktop_chat.chat.folders import Folders
from desktop_chat.chat.indexing import Indexing
from desktop_chat.chat.persona_table import PersonaTable
from desktop_chat.chat.purging import Purging
from desktop_chat.faults import Fault, FaultError


class OpenedStore(Struct, frozen=True):
    """An opened store, and what the user must know when it had been damaged."""

    store: Store
    recovered: Fault | None


def open_store(path: Path) -> OpenedStore:
    """Open the store at `path`, making or recovering it where needed.

    Raises `FaultError`: `database_newer`, `disk_full` or `storage_failed`; nothing was changed then.
    """
    try:
        finish_recovery(path)
        recovered = _recover(path) if is_damaged(path) else None
        try:
            return OpenedStore(Store(Database(path)), recovered)
        except FaultError as error:
            if error.fault.code != "database_damaged":
                raise
        recovered = _recover(path)
        return OpenedStore(Store(Database(path)), recovered)
    except OSError as error:
        fault = fault_of(error)
        raise FaultError(fault.code, **fault.values) from error


def open_for_reading(path: Path) -> Store:
    """Give another way to read the store at `path`, which is open elsewhere, for a thread of its own.

    Raises `FaultError`.
    """
    database = ReadingDatabase(path)
    store = Store(database)  # which prepares its connection
    database.forbid_changes()
    return store


def _recover(path: Path) -> Fault:
    from desktop_chat.chat.recovery import recover  # noqa: PLC0415  hardly ever needed

    return recover(path)


class Store(Duplicates, Conversations, Purging, Folders, Drafts, PersonaTable, Indexing):
    """Everything that is kept of conversations, in the classes it is made of."""

    def size_bytes(self) -> int:
        """Give the size on disk."""
        path = self._database.path
        files = (path, path.with_name(f"{path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self._database.close()
