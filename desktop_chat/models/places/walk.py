"""Walking through a folder of models: bounded, cancellable, round no loop of links, and it never raises."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from desktop_chat.models.model_files import is_later_part

MAX_DEPTH: Final = 8
MAX_ENTRIES: Final = 100_000
"""A folder that holds more is no folder of models: the rest of it is not looked at."""

_UNFINISHED: Final = ("downloading_", "incomplete-")
"""How LM Studio and GPT4All name a file that they are still downloading."""


def gguf_files(root: Path, is_cancelled: Callable[[], bool], *, depth: int = MAX_DEPTH) -> Iterator[Path]:
    """Give the files below a folder whose names say that they are models; of split ones the first part."""
    for entry in _walk(root, is_cancelled, depth):
        if is_model_name(entry.name) and _is_file(entry):
            yield Path(entry.path)


def subfolders(root: Path, is_cancelled: Callable[[], bool]) -> Iterator[Path]:
    """Give a folder and all those below it."""
    yield root
    for entry in _walk(root, is_cancelled, MAX_DEPTH):
        if _is_folder(entry):
            yield Path(entry.path)


def _walk(root: Path, is_cancelled: Callable[[], bool], depth: int) -> Iterator[os.DirEntry[str]]:
    """Give everything below a folder, each real folder's contents once."""
    folders, seen, left = [(root, depth)], set[object](), MAX_ENTRIES
    while folders:
        folder, below = folders.pop()
        identity = _identity(folder)
        if identity is None or identity in seen:
            continue
        seen.add(identity)
        for entry in _entries(folder):
            left -= 1
            if left < 0 or is_cancelled():
                return
            yield entry
            if below > 0 and _is_folder(entry):
                folders.append((Path(entry.path), below - 1))


def is_model_name(name: str) -> bool:
    """Whether a file's name is that of a finished model, or of the first part of one; a projector's is not."""
    lower = name.lower()
    return (
        lower.endswith(".gguf")
        and not lower.startswith(_UNFINISHED)
        and "mmproj" not in lower
        and not is_later_part(name)
        and _is_unicode(name)
    )


def files_in(folder: Path) -> list[Path]:
    """Give what lies in a folder, by name; nothing where it cannot be listed."""
    return [Path(entry.path) for entry in _entries(folder)]


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(islice(entries, MAX_ENTRIES), key=lambda entry: entry.name)
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        return


def _identity(folder: Path) -> object:
    """Give what a folder is, by whatever way it is reached; None where it cannot be looked at."""
    try:
        status = folder.stat()
        return (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(folder)
    except (OSError, ValueError):
        return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
