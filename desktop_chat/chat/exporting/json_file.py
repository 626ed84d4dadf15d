"""The app's JSON, written conversation by conversation."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from desktop_chat import __version__
from desktop_chat.chat.exporting.reading import read_conversation
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.chat.records import FORMAT, VERSION, Head
from desktop_chat.chat.store import Store


def json_parts(store: Store, conversation_ids: Iterable[int], *, with_library: bool) -> Iterator[bytes]:
    """Give a file in parts, one conversation each; with the library also personas, prompts and folders' order.

    A conversation that is gone meanwhile is left out.
    """
    head = Head(FORMAT, VERSION, __version__, time.time(), *(_library(store) if with_library else ()))
    yield _encode(head)[:-1] + b',"conversations":['
    separator = b"\n"
    for conversation_id in conversation_ids:
        try:
            record = read_conversation(store, conversation_id)
        except LookupError:
            continue
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
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half of a character
        return json.dumps(msgspec.to_builtins(value, str_keys=True), ensure_ascii=False).encode(
            errors="replace"
        )
