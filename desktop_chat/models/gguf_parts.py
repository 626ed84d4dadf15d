"""The files a model consists of: found by their names and parsed one by one, wherever they lie."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePath
from typing import Final

from msgspec import Struct

from desktop_chat.faults import FaultError
from desktop_chat.models.gguf_reader import BrokenError, CutError, GgufReader, Metadata, Readable, TensorInfo
from desktop_chat.models.sizes import readable_size

MAX_PARTS: Final = 999
_READABLE_VERSIONS: Final = (2, 3)
_DEFAULT_ALIGNMENT: Final = 32
_PART_NAME: Final = re.compile(r"(?P<stem>.*)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf", re.DOTALL)


class PartName(Struct, frozen=True):
    """What the name of one file of a split model says: it is part `number` of `count`, counted from 1."""

    stem: str  # with its folders
    number: int
    count: int


class Source(Struct):
    """An open model file."""

    file: Readable
    size: int  # in bytes
    modified_ns: int = 0  # 0: unknown


OpenPart = Callable[[str], AbstractContextManager[Source]]
"""Opens one file of a model by its path; raises `FaultError`."""


class Part(Struct, frozen=True):
    """What one file of a model says."""

    path: str
    version: int
    size: int
    modified_ns: int
    metadata: Metadata
    tensors: list[TensorInfo]

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePath(self.path).name


def part_name(path: str) -> PartName | None:
    """Read the name of a file; None where it is not one part of several."""
    match = _PART_NAME.fullmatch(path)
    return PartName(match["stem"], int(match["number"]), int(match["count"])) if match else None


def part_paths(stem: str, count: int) -> list[str]:
    """Name the parts of a split model. llama.cpp finds them by these names too."""
    return [f"{stem}-{number:05}-of-{count:05}.gguf" for number in range(1, count + 1)]


def read_parts(path: str, open_part: OpenPart) -> list[Part]:
    """Read all files of a model, given any of them; the first part comes first.

    Raises `FaultError`: not_gguf, truncated, damaged, unsupported_version, and what `open_part` raises.
    """
    split = part_name(path)
    first = _read_part(part_paths(split.stem, split.count)[0] if split and split.count else path, open_part)
    return [first, *(_read_part(other, open_part) for other in _other_paths(first))]


@contextmanager
def open_local(path: str) -> Iterator[Source]:
    """Open a file on this PC; raises `FaultError` file_missing, file_unreadable, drive_gone, not_gguf."""
    place = Path(path)
    try:
        if not stat.S_ISREG(place.stat().st_mode):  # opening a pipe would wait for its other end
            raise FaultError("not_gguf", name=place.name)
        with place.open("rb") as file:
            status = os.fstat(file.fileno())
            yield Source(file, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise _file_fault(error, place.name) from error


def _file_fault(error: OSError, name: str) -> FaultError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FaultError("file_missing", name=name)
    is_gone = error.errno in {errno.EIO, errno.ENODEV, errno.ENXIO}
    return FaultError("drive_gone" if is_gone else "file_unreadable", name=name)


def _other_paths(first: Part) -> list[str]:
    count = first.metadata.values.get("split.count", 0)
    if not isinstance(count, int) or count <= 1:
        return []
    split = part_name(first.path)
    if count > MAX_PARTS or split is None or split.count != count:
        raise FaultError("damaged", name=first.name, reason="its name does not fit its parts")
    return part_paths(split.stem, count)[1:]


def _read_part(path: str, open_part: OpenPart) -> Part:
    name = PurePath(path).name
    try:
        with open_part(path) as source:
            return _parse(source, path, name)
    except BrokenError as error:
        raise FaultError("damaged", name=name, reason=str(error)) from None
    except CutError:
        raise FaultError("damaged", name=name, reason="it ends inside its header") from None


def _parse(source: Source, path: str, name: str) -> Part:
    reader = GgufReader(source.file, source.size)
    if source.size < 4 or reader.take(4) != b"GGUF":
        raise FaultError("not_gguf", name=name)
    version = _checked_version(reader.take(4), name)
    tensor_count, key_count = reader.counts()
    metadata = reader.metadata(key_count)
    tensors = reader.tensors(tensor_count)
    _check_data(tensors, reader.position, _alignment(metadata), source.size, name)
    return Part(path, version, source.size, source.modified_ns, metadata, tensors)


def _checked_version(content: bytes, name: str) -> int:
    version = int.from_bytes(content, "little")
    if version in _READABLE_VERSIONS:
        return version
    swapped = int.from_bytes(content, "big")
    shown = f"{swapped}, big-endian" if version & 0xFFFF == 0 and swapped else str(version)
    raise FaultError("unsupported_version", name=name, version=shown)


def _alignment(metadata: Metadata) -> int:
    alignment = metadata.values.get("general.alignment", _DEFAULT_ALIGNMENT)
    if type(alignment) is not int or alignment <= 0 or alignment & (alignment - 1):
        raise BrokenError("an impossible alignment")
    return alignment


def _check_data(tensors: list[TensorInfo], header_end: int, alignment: int, size: int, name: str) -> None:
    """Check that tensors lie one after the other, as llama.cpp wants them, and inside the file."""
    expected = 0
    for tensor in tensors:
        if tensor.offset != expected:
            raise BrokenError("a tensor that is not where it should be")
        expected = _padded(tensor.end, alignment)
    end = _padded(header_end, alignment) + (tensors[-1].end if tensors else 0)
    if tensors and size < end:
        raise FaultError("truncated", name=name, missing=readable_size(end - size))


def _padded(size: int, alignment: int) -> int:
    return -(-size // alignment) * alignment
