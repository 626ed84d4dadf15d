"""Structs kept as JSON in a column; what another version of the app wrote never fails to be read."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import msgspec
from msgspec import NODEFAULT, Struct

_Kept = TypeVar("_Kept", bound=Struct)


def to_json(value: Struct | None) -> str | None:
    """Give a value as it is kept; None stays null."""
    if value is None:
        return None
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half of a character: the database keeps a replacement of it
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def from_json(kind: type[_Kept], text: str | None) -> _Kept | None:
    """Read a value, without the fields of it that cannot be read; None where nothing is left to go by."""
    if text is None:
        return None
    try:
        return msgspec.json.decode(text, type=kind)
    except ValueError:
        return _piece_by_piece(kind, text)


def _piece_by_piece(kind: type[_Kept], text: str) -> _Kept | None:
    try:
        table = msgspec.json.decode(text, type=dict[str, Any])
    except ValueError:
        return None
    good: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        try:
            good[field.name] = msgspec.convert(table[field.encode_name], field.type)
        except (KeyError, ValueError):
            if field.default is NODEFAULT and field.default_factory is NODEFAULT:
                return None
    return kind(**good)
