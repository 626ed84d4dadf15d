"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a reader, or a crash, sees the old content or the new, never a part.

    Folders that are missing are made. A link is written through, not replaced. Raises `OSError`; the old file
    is untouched then.
    """
    with writing_whole(path) as file:
        file.write(data)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to that is at `path` once all is written, and nowhere when anything is raised.

    It is the same as `write_whole` for what is too long to be put together first.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def name_aside(path: Path, mark: str) -> Path:
    """Give a free name to keep `path` under: `settings.toml` and `bad` give `settings.toml.bad-1`."""
    number = 1
    while (aside := path.with_name(f"{path.name}.{mark}-{number}")).exists():
        number += 1
    return aside


def sync_folder(folder: Path) -> None:
    """Put a rename itself on disk, where the system can (Windows cannot open a folder)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
