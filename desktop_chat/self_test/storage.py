"""Whether conversations can be saved, and whether the app's folders can be written to and have room."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from desktop_chat.chat.migrations import MIGRATIONS
from desktop_chat.chat.searching import SearchQuery
from desktop_chat.chat.store import open_store
from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.sizes import readable_size
from desktop_chat.paths import Paths, try_writing
from desktop_chat.self_test.result import Check, Fact, Outcome

LEAST_FREE_BYTES: Final = 500_000_000
"""With less room than this conversations are soon not saved any more."""

_TEXT: Final = "Does saving work? 저장이 되나요? 🎈"
_USER_VERSION: Final = slice(60, 64)  # of SQLite's file header (sqlite.org/fileformat2.html, 1.3.15)
_HEADER_BYTES: Final = 100


def check_database(paths: Paths) -> Check:
    """Write a conversation into a database of its own beside the real one, read and find it, and remove it."""
    began = time.monotonic()
    facts = [
        Fact("SQLite", sqlite3.sqlite_version),
        Fact("Version of the database", _versions(paths.database)),
    ]
    faults: tuple[Fault, ...] = ()
    try:
        with tempfile.TemporaryDirectory(prefix="self-test-", dir=paths.data) as folder:
            facts.append(Fact("Journal", _write_and_find(Path(folder) / "conversations.db")))
    except (FaultError, OSError, LookupError) as error:
        faults = (Fault("self_test_database", {"reason": _reason(error)}),)
    return Check("database", "failed" if faults else "passed", tuple(facts), faults, time.monotonic() - began)


def check_folders(paths: Paths, models: Path) -> Check:
    """Write a file into each folder, and look how much room there is; `models`: where downloads go."""
    began = time.monotonic()
    facts: list[Fact] = []
    faults: dict[Path, Fault] = {}
    folders = {"Conversations": paths.data, "Settings": paths.config, "Logs": paths.logs, "Models": models}
    for name, folder in folders.items():
        try:
            free = _try_folder(folder)
        except OSError as error:
            facts.append(Fact(name, f"{folder} · {_reason(error)}"))
            faults[folder] = Fault("self_test_folder", {"name": str(folder), "reason": _reason(error)})
            continue
        facts.append(Fact(name, f"{folder} · {readable_size(free)} ({free} B)"))
        if free < LEAST_FREE_BYTES and name == "Conversations":
            faults[folder] = Fault("self_test_disk_low", {"free": readable_size(free)})
    told = tuple(_of_stick(paths, faults) or faults.values())
    outcome: Outcome = "passed" if not told else "warned" if _are_warnings(told) else "failed"
    return Check("folders", outcome, tuple(facts), told, time.monotonic() - began)


def _of_stick(paths: Paths, faults: dict[Path, Fault]) -> list[Fault]:
    """Give the one fault of a stick that cannot be written to; nothing elsewhere."""
    reason = faults[paths.data].values.get("reason") if paths.data in faults else None
    if not (paths.is_portable and reason):
        return []
    return [Fault("portable_closed", {"name": str(paths.data.parent), "reason": reason})]


def _write_and_find(path: Path) -> str:
    """Give how SQLite keeps its journal there; raises what does not go as it should."""
    store = open_store(path).store
    try:
        talk = store.create_conversation()
        store.add_message(talk.id, None, "user", _TEXT)
        while store.index_some(100):
            pass
        if [message.text for message in store.messages(talk.id)] != [_TEXT]:
            raise LookupError("what was written is read as something else")
        if not store.search(SearchQuery("저장"), 1):
            raise LookupError("what was written is not found")
        ((journal,),) = store.database.query("PRAGMA journal_mode")
        return str(journal)
    finally:
        store.close()


def _versions(database: Path) -> str:
    """Give the version of the conversations' database, and the newest this app knows; it is not opened."""
    try:
        with database.open("rb") as file:
            version = int.from_bytes(file.read(_HEADER_BYTES)[_USER_VERSION], "big")
    except OSError:
        return f"– / {len(MIGRATIONS)}"
    return f"{version} / {len(MIGRATIONS)}"


def _try_folder(folder: Path) -> int:
    """Give the bytes that are free; raises `OSError` for a folder that cannot be written to."""
    try_writing(folder)
    return shutil.disk_usage(folder).free


def _are_warnings(faults: Iterable[Fault]) -> bool:
    return all(fault.code == "self_test_disk_low" for fault in faults)


def _reason(error: Exception) -> str:
    if isinstance(error, FaultError):
        return error.fault.values.get("reason", error.fault.code)
    strerror = error.strerror if isinstance(error, OSError) else None
    return strerror or str(error) or type(error).__name__
