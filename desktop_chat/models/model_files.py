"""A model's files on disk: its parts, what tells that they changed, and what tells that two are the same."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from desktop_chat.models.gguf import GgufHeader

SAMPLES: Final = 32
SAMPLE_BYTES: Final = 16 << 10
MAX_HEADER_BYTES: Final = 64 << 20
_PART_NAME: Final = re.compile(r"(?P<stem>.*)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf", re.DOTALL)
_MAX_PARTS: Final = 999
_CHUNK: Final = 1 << 20


class FileState(Struct, frozen=True):
    """What changes when a model's files do: bytes of all parts, and the newest time of change."""

    size_bytes: int
    modified_ns: int


def parts_of(path: Path) -> list[Path]:
    """Name the files of a model by its path, the first part included; llama.cpp finds them by these names."""
    match = _PART_NAME.fullmatch(path.name)
    if match is None or not 1 < int(match["count"]) <= _MAX_PARTS:
        return [path]
    stem, count = match["stem"], int(match["count"])
    return [path.with_name(f"{stem}-{number:05}-of-{count:05}.gguf") for number in range(1, count + 1)]


def is_later_part(name: str) -> bool:
    """Whether a file name is of a part that is not the first one."""
    match = _PART_NAME.fullmatch(name)
    return match is not None and int(match["number"]) != 1


def file_state(path: Path) -> FileState:
    """Look at a model's files; parts that are missing do not count.

    Raises `FileNotFoundError` or `NotADirectoryError` where the first is gone, another `OSError` where that
    cannot be told.
    """
    states = [path.stat()]
    for part in parts_of(path)[1:]:
        try:
            states.append(part.stat())
        except FileNotFoundError:
            continue
    if not stat.S_ISREG(states[0].st_mode):
        raise FileNotFoundError(path)
    return FileState(sum(state.st_size for state in states), max(state.st_mtime_ns for state in states))


def fingerprint(header: GgufHeader) -> str:
    """Give what two files with the same content have in common, without reading every byte.

    It is a hash of the size, the whole header and samples of the weights, of every part: half a megabyte of
    weights is read instead of gigabytes. Raises `OSError`.
    """
    digest = hashlib.sha256()
    header_bytes = min(header.file_bytes - header.tensor_bytes, MAX_HEADER_BYTES)  # of all parts together
    for part in header.parts:
        with Path(part).open("rb") as file:
            _take_in(digest, file, header_bytes)
    return digest.hexdigest()[:32]


def _take_in(digest: hashlib._Hash, file: BinaryIO, header_bytes: int) -> None:
    size = os.fstat(file.fileno()).st_size
    start = min(size, header_bytes)
    last = max(start, size - SAMPLE_BYTES)
    digest.update(size.to_bytes(8, "little"))
    for place in range(0, start, _CHUNK):
        digest.update(file.read(min(_CHUNK, start - place)))
    for number in range(SAMPLES):
        file.seek(start + (last - start) * number // (SAMPLES - 1))
        digest.update(file.read(SAMPLE_BYTES))
