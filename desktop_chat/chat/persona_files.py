"""Personas as files to give to others: the app's JSON, with nothing but personas in it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

import msgspec
from msgspec import structs

from desktop_chat import __version__
from desktop_chat.chat.json_columns import to_json
from desktop_chat.chat.personas import Persona
from desktop_chat.chat.records import FORMAT, VERSION, Head
from desktop_chat.faults import FaultError

MOST_BYTES: Final = 4_000_000
"""The longest file that is read: personas are short."""


def encode_persona(persona: Persona) -> bytes:
    """Give the content of a file. Of the model only the file's name goes along, no folder of this PC."""
    model = PurePath(persona.model.replace("\\", "/")).name
    shared = structs.replace(persona, key="", model=model, position=0.0)
    content = to_json(Head(FORMAT, VERSION, __version__, personas=(shared,)))
    return msgspec.json.format(content.encode(errors="replace"), indent=2) + b"\n"


def decode_personas(content: bytes, name: str) -> tuple[Persona, ...]:
    """Read the personas of the file `name`, also of an export with conversations; they have no keys.

    Raises `FaultError`: `personas_unreadable`, `personas_newer` or `personas_missing`.
    """
    try:
        head = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=Head)
    except ValueError as error:
        raise FaultError("personas_unreadable", name=name) from error
    if head.format != FORMAT:
        raise FaultError("personas_unreadable", name=name)
    if head.version > VERSION:
        raise FaultError("personas_newer", name=name)
    if not head.personas:
        raise FaultError("personas_missing", name=name)
    return tuple(structs.replace(one, key="", position=0.0) for one in head.personas)
