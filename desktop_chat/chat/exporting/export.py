"""Exporting in small steps, so that nothing waits and it can be given up at any time.

A file is there when all of it is written, or not at all; so is the folder that several files go into.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from desktop_chat.chat.exporting.contents import EVERYTHING, Contents, narrowed
from desktop_chat.chat.exporting.file_names import safe_name
from desktop_chat.chat.exporting.forms import Form
from desktop_chat.chat.exporting.reading import read_conversation
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.chat.store import Store
from desktop_chat.faults import FaultError
from desktop_chat.files import sync_folder, writing_whole


class ExportProgress(Struct, frozen=True):
    """How far an export is, in conversations."""

    done: int
    total: int


def export_steps(
    store: Store,
    path: Path,
    form: Form,
    ids: Sequence[int] | None,
    contents: Contents = EVERYTHING,
    *,
    untitled: str = "",
) -> Generator[ExportProgress, None, int]:
    """Export conversations into a file, in steps no longer than one of them; gives their number.

    Without `ids` all of them, and where `untitled` is given, for those that have no title, into files with names
    of their own in the new folder `path`. What is in the bin is left out, and what goes there meanwhile. Closing
    it gives it up. Raises `FaultError("export_failed")` and those of the store.
    """
    chosen = [one.id for one in store.conversations()] if ids is None else list(ids)
    records = _Records(store, chosen, contents)
    with _faults(path):
        if untitled:
            yield from _write_folder(path, form, records, untitled)
        else:
            with writing_whole(path) as file:
                for part in form.write(iter(records)):
                    file.write(part)
                    yield records.progress
    return records.found


class _Records:
    """Reads conversations one by one as they are wanted, and counts them."""

    def __init__(self, store: Store, ids: Sequence[int], contents: Contents) -> None:
        self._store = store
        self._ids = ids
        self._contents = contents
        self._done = 0
        self.found = 0

    def __iter__(self) -> Iterator[ConversationRecord]:
        for conversation_id in self._ids:
            try:
                with self._store.transaction():
                    record = read_conversation(self._store, conversation_id)
            except LookupError:  # it went into the bin meanwhile
                continue
            finally:
                self._done += 1
            self.found += 1
            yield narrowed(record, self._contents)

    @property
    def progress(self) -> ExportProgress:
        """How many are written, or about to be."""
        return ExportProgress(self._done, len(self._ids))


def _write_folder(
    path: Path, form: Form, records: _Records, untitled: str
) -> Generator[ExportProgress, None, None]:
    unfinished = path.with_name(f".{path.name[:40]}.unfinished")
    if path.exists():
        raise FileExistsError(17, "it is there already")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    taken: dict[str, set[str]] = {}
    try:
        for record in records:
            folder = safe_name(record.folder, "", set(), "") if record.folder else ""
            (unfinished / folder).mkdir(exist_ok=True)
            name = safe_name(record.title, form.ending, taken.setdefault(folder, set()), untitled)
            with (unfinished / folder / name).open("wb") as file:
                for part in form.write(iter([record])):
                    file.write(part)
                    yield records.progress
        unfinished.replace(path)
        sync_folder(path.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FaultError("export_failed", name=path.name, reason=reason) from error
