"""Reading and replacing one value of the settings by its place, and the range it may have."""

from __future__ import annotations

from typing import cast

import msgspec
from msgspec.inspect import FloatType, IntType, LiteralType, type_info
from msgspec.structs import fields

from desktop_chat.settings import Settings

Place = tuple[str, ...]
"""Where a value is, such as `("generation", "sampler", "temperature")`."""


def read(settings: Settings, place: Place) -> object:
    """Give the value at a place."""
    value: object = settings
    for name in place:
        value = getattr(value, name)
    return value


def replaced(settings: Settings, place: Place, value: object) -> Settings:
    """Give the settings with another value at a place."""
    return cast("Settings", _replaced(settings, place, value))


def default(place: Place) -> object:
    """Give the value a place has when the user set none."""
    return read(Settings(), place)


def bounds(place: Place) -> tuple[float, float]:
    """Give the least and the greatest number a place takes."""
    kind = _kind(place)
    if not isinstance(kind, IntType | FloatType) or kind.ge is None or kind.le is None:
        raise TypeError(".".join(place))
    return kind.ge, kind.le


def choices(place: Place) -> tuple[str | int, ...]:
    """Give the values a place takes."""
    kind = _kind(place)
    if not isinstance(kind, LiteralType):
        raise TypeError(".".join(place))
    return kind.values


def _kind(place: Place) -> object:
    owner = read(Settings(), place[:-1])
    return next(type_info(field.type) for field in fields(owner) if field.name == place[-1])


def _replaced(struct: msgspec.Struct, place: Place, value: object) -> msgspec.Struct:
    name, *rest = place
    inner = _replaced(getattr(struct, name), tuple(rest), value) if rest else value
    return msgspec.structs.replace(struct, **{name: inner})
