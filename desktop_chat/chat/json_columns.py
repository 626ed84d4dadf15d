"""Structs kept as JSON in a column; what another version of the app wrote never fails to be read."""

from __future__ import annotations

from typing import Any, TypeVar, overload

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo

_Kept = TypeVar("_Kept", bound=Struct)


@overload
def to_json(value: Struct) -> str: ...


@overload
def to_json(value: None) -> None: ...


def to_json(value: Struct | None) -> str | None:
    """Give a value as it is kept; None stays null."""
    if value is None:
        return None
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half of a character: the database keeps a replacement of it
        import json  # noqa: PLC0415  rarely needed

        return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def from_json(kind: type[_Kept], text: str | None) -> _Kept | None:
    """Read a value, without the fields of it that cannot be read; None where nothing is left to go by."""
    if text is None:
        return None
    try:
        return msgspec.json.decode(text, type=kind)
    except ValueError:
        pass
    try:
        return _piece_by_piece(kind, msgspec.json.decode(text))
    except ValueError:
        return None


def _piece_by_piece(kind: type[_Kept], table: object) -> _Kept:
    """Make a struct of the values that are good; raises `ValueError` where one without a default is not."""
    if not isinstance(table, dict):
        raise msgspec.ValidationError
    good: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        try:
            good[field.name] = _piece(field, table[field.encode_name])
        except (KeyError, ValueError):
            if field.required:
                raise msgspec.ValidationError from None
    return kind(**good)


def _piece(field: FieldInfo, value: object) -> object:
    if isinstance(field.type, type) and issubclass(field.type, Struct):
        return _piece_by_piece(field.type, value)
    return msgspec.convert(value, field.type)
