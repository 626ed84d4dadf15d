"""The personas that come with the app, one file a language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, structs

from desktop_chat.chat.personas import Persona

_BUILTIN: Final = "builtin:"


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    persona: tuple[Persona, ...]


def is_builtin(key: str) -> bool:
    """Whether a persona came with the app, and cannot be changed."""
    return key.startswith(_BUILTIN)


def read_builtin_personas(folder: Path, language: str) -> tuple[Persona, ...]:
    """Read `<language>.toml` of a folder: its personas in their order, the same keys in every language.

    Raises `OSError` and `ValueError` for a file that is not there or no good.
    """
    table = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    found = msgspec.convert(table, _File).persona
    return tuple(structs.replace(one, key=_BUILTIN + one.key) for one in found)
