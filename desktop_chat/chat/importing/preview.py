"""Looking at what would be imported, before anything is."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Final

from msgspec import Struct

from desktop_chat.chat.importing.found import Format, Found, Skipped
from desktop_chat.chat.importing.inputs import Inputs
from desktop_chat.chat.importing.known import KnownConversations, Status, key_of
from desktop_chat.chat.importing.read import read_inputs
from desktop_chat.chat.records import Head
from desktop_chat.chat.store import Store
from desktop_chat.faults import Fault, FaultError

STEP_SECONDS: Final = 0.02
"""How long a step takes about; a single long conversation may take longer."""


class PreviewedConversation(Struct, frozen=True):
    """A conversation that can be imported. Times are in seconds since 1970."""

    key: str  # by which it is chosen
    title: str  # "": it has none
    created_at: float
    updated_at: float
    folder: str  # "": none
    messages: int
    status: Status  # grown: it is here, with fewer messages
    notes: tuple[Fault, ...]  # what of it is damaged


class ImportPreview(Struct, frozen=True):
    """What a file or folder holds."""

    format: Format
    conversations: tuple[PreviewedConversation, ...]
    skipped: tuple[Skipped, ...]
    personas: int
    prompts: int

    @property
    def new(self) -> tuple[PreviewedConversation, ...]:
        """Those that are not here, or not all of them."""
        return tuple(one for one in self.conversations if one.status != "here")


def preview_steps(store: Store, inputs: Inputs, name: str) -> Generator[float, None, ImportPreview]:
    """Look at what was found in the file or folder `name`; each step gives how much is read, 0 to 1.

    Raises `FaultError("import_empty")`, and those of reading (see `found_in`).
    """
    known = KnownConversations(store.database)
    conversations: dict[str, PreviewedConversation] = {}
    skipped: list[Skipped] = []
    personas = prompts = 0
    began = time.perf_counter()
    for item in read_inputs(inputs, name):
        if isinstance(item, Head):
            personas, prompts = len(item.personas), len(item.prompts)
            continue
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            conversations.setdefault(key_of(item.record), _previewed(item, known))
        if time.perf_counter() - began > STEP_SECONDS:
            yield item.fraction
            began = time.perf_counter()
    if not (conversations or skipped or personas or prompts):
        raise FaultError("import_empty", name=name)
    return ImportPreview(
        inputs.format, tuple(conversations.values()), tuple(skipped), personas=personas, prompts=prompts
    )


def _previewed(found: Found, known: KnownConversations) -> PreviewedConversation:
    record = found.record
    return PreviewedConversation(
        key_of(record),
        record.title,
        record.created_at,
        record.updated_at,
        record.folder,
        sum(message.deleted_at is None for message in record.messages),
        known.look_up(record).status,
        found.notes,
    )
