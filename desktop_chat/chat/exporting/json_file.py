"""The app's JSON, written conversation by conversation."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from desktop_chat import __version__
from desktop_chat.chat.json_columns import to_json
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.chat.records import FORMAT, VERSION, ConversationRecord, Head
from desktop_chat.chat.store import Store


def head_of(store: Store, *, with_library: bool) -> Head:
    """Give what stands before conversations; with the library also personas, prompts and folders' order."""
    return Head(FORMAT, VERSION, __version__, time.time(), *(_library(store) if with_library else ()))


def json_parts(head: Head, records: Iterable[ConversationRecord]) -> Iterator[bytes]:
    """Give a file in parts, one conversation each."""
    yield _encode(head)[:-1] + b',"conversations":['
    separator = b"\n"
    for record in records:
        yield separator + _encode(record)
        separator = b",\n"
    yield b"\n]}\n"


def json_schema() -> bytes:
    """Give the JSON Schema of a file, as it is kept beside its description."""
    from desktop_chat.chat.records import ExportFile  # noqa: PLC0415  only for the description

    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(ExportFile)), indent=2)


def _library(
    store: Store,
) -> tuple[tuple[str, ...], tuple[Persona, ...], tuple[SavedPrompt, ...]]:
    folders = tuple(folder.name for folder in store.folders())
    return folders, tuple(store.own_personas()), tuple(store.prompts())


def _encode(value: Struct) -> bytes:
    return to_json(value).encode(errors="replace")
