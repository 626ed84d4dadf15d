"""Reading the small files other apps keep beside their models: bounded, and nothing where they cannot be read."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

T = TypeVar("T")
MAX_BYTES: Final = 4 << 20


def read_text(path: Path) -> str:
    """Give what a small text file says; nothing where it cannot be read, is too long or no file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return ""
        return path.read_bytes().decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return ""


def read_json(path: Path, kind: type[T]) -> T | None:
    """Read a JSON file as a struct; None where it is missing or says something else."""
    try:
        return msgspec.json.decode(read_text(path), type=kind)
    except (ValueError, RecursionError):
        return None


def read_yaml_values(path: Path) -> Iterator[tuple[str, str]]:
    """Give the texts at the top of a simple YAML file as they come: `key: text`, and `- text` for each in a list.

    Only as much of YAML as programs write for flat settings; what is nested is passed over.
    """
    key = ""
    for line in read_text(path).splitlines():
        text = line.strip()
        if text.startswith("- ") and key:
            yield key, _unquoted(text[2:])
        elif line[:1] not in {" ", "\t", "#", ""}:
            key, _, value = text.partition(":")
            if value.strip():
                yield key, _unquoted(value)


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) >= 2 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    return text
