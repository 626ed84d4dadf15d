"""Importing in small steps, so that nothing waits and it can be given up at any time."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Generator
from contextlib import suppress
from typing import Final

from msgspec import Struct, structs

from desktop_chat.chat.importing.found import Found, Skipped
from desktop_chat.chat.importing.inputs import Inputs
from desktop_chat.chat.importing.known import Known, KnownConversations, key_of
from desktop_chat.chat.importing.made import ImportRow
from desktop_chat.chat.importing.preview import STEP_SECONDS
from desktop_chat.chat.importing.read import read_inputs
from desktop_chat.chat.importing.undoing import undo
from desktop_chat.chat.importing.writing import write_conversation
from desktop_chat.chat.records import ConversationRecord, Head
from desktop_chat.chat.store import Store
from desktop_chat.faults import FaultError

# A conversation that came in by an import and in which nothing was written since.
_UNTOUCHED: Final = """
    SELECT c.folder_id, c.pinned_at, c.archived_at, iif(c.title_source = 'user', c.title, '')
    FROM conversation c JOIN import i ON i.id = c.import_id WHERE c.id = ? AND c.updated_at < i.imported_at
"""


class ImportProgress(Struct, frozen=True):
    """How far an import is: how much is read, 0 to 1, and how many conversations are in."""

    fraction: float
    conversations: int


class ImportDone(Struct, frozen=True):
    """What an import brought."""

    import_id: int
    conversations: int
    messages: int
    replaced: int  # among them: conversations that were here with fewer messages, which are in the bin now
    skipped: tuple[Skipped, ...]


def import_steps(
    store: Store,
    inputs: Inputs,
    name: str,
    chosen: Collection[str] | None = None,
    *,
    folder: str = "",
    step_seconds: float = STEP_SECONDS,
) -> Generator[ImportProgress, None, ImportDone]:
    """Import the chosen conversations of what was found in the file `name`, by their keys, or all that are new.

    One that has grown since it was imported takes the place of the earlier one, which goes into the bin; but where
    something was written in that one here, it stays and the fuller one stands beside it. All go into `folder`, made
    where it is not here, or each into its own. Closing the steps, or an error, undoes what was done. A step ends
    with the conversation that makes it as long as `step_seconds`. Raises `FaultError`: those of reading (see
    `found_in`), `import_nothing`, and those of the store.
    """
    row = ImportRow(store, inputs.format, name)
    carrying = _Carrying(store, row, chosen, folder)
    try:
        began = time.perf_counter()
        for item in read_inputs(inputs, name):
            carrying.take(item)
            if not isinstance(item, Head) and time.perf_counter() - began > step_seconds:
                yield ImportProgress(item.fraction, carrying.conversations)
                began = time.perf_counter()
        return carrying.done(name)
    except BaseException:
        with suppress(FaultError, LookupError):
            undo(store, row.id)
        raise


class _Carrying:
    """An import on its way."""

    def __init__(self, store: Store, row: ImportRow, chosen: Collection[str] | None, folder: str) -> None:
        self._store = store
        self._row = row
        self._chosen = chosen
        self._folder = folder
        self._known = KnownConversations(store.database)
        self._taken: set[str] = set()
        self._skipped: list[Skipped] = []
        self._has_library = False
        self._messages = 0
        self._replaced = 0
        self.conversations = 0

    def take(self, item: Found | Skipped | Head) -> None:
        """Bring in what was read, where it is wanted."""
        if isinstance(item, Head):
            self._row.take_head(item)
            self._has_library = bool(item.personas or item.prompts)
        elif isinstance(item, Skipped):
            self._skipped.append(item)
        else:
            self._take_conversation(item.record)

    def done(self, name: str) -> ImportDone:
        """Tell what it brought; raises `FaultError("import_nothing")`."""
        if not (self.conversations or self._skipped or self._has_library):
            raise FaultError("import_nothing", name=name)
        return ImportDone(
            self._row.id, self.conversations, self._messages, self._replaced, tuple(self._skipped)
        )

    def _take_conversation(self, record: ConversationRecord) -> None:
        key = key_of(record)
        known = self._known.look_up(record)
        is_wanted = known.status != "here" if self._chosen is None else key in self._chosen
        if not is_wanted or key in self._taken:
            return
        self._taken.add(key)
        with self._store.transaction():
            self._write(record, key, known)
        self.conversations += 1
        self._messages += len(record.messages)

    def _write(self, record: ConversationRecord, key: str, known: Known) -> None:
        folder_id = self._row.folder(self._folder or record.folder)
        record = structs.replace(
            record,
            persona=self._row.persona(record),
            # That something is written in it later is told by this time.
            updated_at=min(record.updated_at, math.nextafter(self._row.started_at, 0.0)),
        )
        if known.status == "grown" and known.conversation_id is not None:
            untouched = self._store.database.query(_UNTOUCHED, known.conversation_id)
            for *kept, title in untouched:
                folder_id, record = _with_kept(record, folder_id, kept, title)
                self._row.replace(known.conversation_id)
                self._replaced += 1
        new = write_conversation(
            self._store.database, record, import_id=self._row.id, folder_id=folder_id, source=key
        )
        self._known.add(key, new)


def _with_kept(
    record: ConversationRecord, folder_id: int | None, kept: list[float | None], title: str
) -> tuple[int | None, ConversationRecord]:
    """Let a conversation stay where the one it replaces was put, under the title the user gave."""
    folder, pinned_at, archived_at = kept
    record = structs.replace(
        record, pinned_at=pinned_at or record.pinned_at, archived_at=archived_at or record.archived_at
    )
    if title:
        record = structs.replace(record, title=title, title_source="user")
    return (folder_id if folder is None else int(folder)), record
