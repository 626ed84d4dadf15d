"""Finding what a chosen file or folder holds, by what is in it: names only say where to look."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from desktop_chat.chat.importing import gpt4all, lm_studio
from desktop_chat.chat.importing.found import Format
from desktop_chat.chat.importing.json_elements import Bytes, elements, opened
from desktop_chat.chat.importing.loose import Loose, decode
from desktop_chat.chat.importing.own import read_head
from desktop_chat.chat.records import FORMAT
from desktop_chat.faults import FaultError

_LISTS: Final = re.compile(r"conversations(-\d{1,6})?\.json")
_LOOKED_AT: Final = 20  # conversations of a list; those before may be damaged
_LOOKED_AT_BYTES: Final = 64 << 20  # of a list in a zip
_MOST_FILES: Final = 200_000
_MOST_DEPTH: Final = 6
_LARGEST_ALONE: Final = 256 << 20  # bytes of a JSON file that is no list, which is read at once
_ROOM_LEFT: Final = 500_000_000  # bytes of the disk that unpacking does not fill
_COPIED: Final = 1 << 20


class Inputs(NamedTuple):
    """The files to be read, in their order, and what their names are relative to."""

    format: Format
    root: Path
    files: list[Path]


def sniff(path: Path) -> Format | None:
    """Say what a file or folder holds; None where it is nothing that can be imported, or cannot be read."""
    try:
        if path.is_file() and zipfile.is_zipfile(path):
            return _kind_in_zip(path)
        with find(path) as inputs:
            return inputs.format if inputs else None
    except (OSError, FaultError):
        return None


@contextmanager
def find(path: Path) -> Iterator[Inputs | None]:
    """Give what a file or folder holds, unpacked where it is a zip; None for nothing that can be imported.

    Raises `OSError`, and `FaultError` (`import_too_large`, `import_newer`).
    """
    if path.is_dir():
        yield _in_folder(path)
    elif zipfile.is_zipfile(path):
        with tempfile.TemporaryDirectory(prefix="desktop-chat-") as folder:
            _unpack(path, Path(folder))
            yield _in_folder(Path(folder))
    elif path.name.endswith(".chat") or _starts_with(path, gpt4all.MAGIC):
        yield Inputs("gpt4all", path.parent, [path])
    elif path.name == "thread.json":
        yield Inputs("jan", path.parent.parent, [path.parent])
    elif path.name.endswith(lm_studio.ENDING):
        yield Inputs("lm-studio", path.parent, [path])
    else:
        kind = _kind_of(path)
        yield Inputs(kind, path.parent, [path]) if kind else None


# ---- folders


def _in_folder(folder: Path) -> Inputs | None:
    lists = sorted(
        file for file in _entries(folder) if _LISTS.fullmatch(file.name.lower()) and file.is_file()
    )
    for file in lists:
        if kind := _kind_of(file):
            return Inputs(kind, folder, lists)
    for threads in (folder, folder / "threads", folder / "data" / "threads"):
        found = [one for one in _entries(threads) if (one / "thread.json").is_file()]
        if found:
            return Inputs("jan", threads, sorted(found))
    if (folder / "thread.json").is_file():
        return Inputs("jan", folder.parent, [folder])
    chats = sorted(file for file in _entries(folder) if file.suffix == ".chat")
    if chats:
        return Inputs("gpt4all", folder, chats)
    inner = folder / "conversations"
    root = inner if inner.is_dir() else folder
    found = [file for file in _walk(root) if file.name.endswith(lm_studio.ENDING)]
    return Inputs("lm-studio", root, sorted(found)) if found else None


def _entries(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in islice(entries, _MOST_FILES)]
    except OSError:
        return []


def _walk(root: Path) -> Iterator[Path]:
    """Give the files below a folder, not through links."""
    files = 0
    for folder, folders, names in os.walk(root):
        if len(Path(folder).relative_to(root).parts) >= _MOST_DEPTH:
            folders.clear()
        files += len(names)
        if files > _MOST_FILES:
            return
        yield from (Path(folder) / name for name in names)


# ---- zips


def _unpack(path: Path, folder: Path) -> None:
    """Take the lists of conversations out of an account's export, and nothing else."""
    with _zip_faults(path), zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if _is_list(one.filename)]
        needed = sum(member.file_size for member in members)
        free = shutil.disk_usage(folder).free
        if needed > free - _ROOM_LEFT:
            raise FaultError("import_too_large", name=path.name, needed=_size(needed), free=_size(free))
        for member in members:
            with archive.open(member) as packed, (folder / Path(member.filename).name).open("wb") as file:
                shutil.copyfileobj(packed, file, _COPIED)


def _kind_in_zip(path: Path) -> Format | None:
    """Look at the start of the first list, without unpacking the rest."""
    with _zip_faults(path), zipfile.ZipFile(path) as archive:
        for name in filter(_is_list, archive.namelist()):
            with archive.open(name) as packed:
                return _kind_of_conversations(packed.read(_LOOKED_AT_BYTES))
    return None


@contextmanager
def _zip_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise FaultError("import_unreadable", name=path.name, reason=str(error)) from error


def _is_list(name: str) -> bool:
    return bool(_LISTS.fullmatch(name.rpartition("/")[2].lower())) and not name.startswith("__MACOSX")


def _size(size: int) -> str:
    return f"{max(size, 0) / 1e9:.1f} GB"


# ---- files


def _starts_with(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(start)) == start


def _kind_of(file: Path) -> Format | None:
    """Say whose JSON a file is; raises `OSError` and `FaultError("import_newer")`."""
    with opened(file) as data:
        try:
            if read_head(data) is not None:
                return FORMAT
        except ValueError:
            return None
        except FaultError as error:
            raise FaultError(error.fault.code, name=file.name) from error
        if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"[" and len(data) > _LARGEST_ALONE:
            return None
        return _kind_of_conversations(data)


def _kind_of_conversations(data: Bytes) -> Format | None:
    """Look at the first conversations of a list, which may have no end."""
    try:
        for element in islice(elements(data), _LOOKED_AT):
            if kind := _kind_of_conversation(element.data):
                return kind
    except ValueError:
        pass
    return None


def _kind_of_conversation(data: bytes) -> Format | None:
    try:
        table = Loose(decode(data))
    except ValueError:
        return None
    if table.table("mapping"):
        return "chatgpt"
    if isinstance(table.raw("chat_messages"), list):
        return "claude"
    chat = table.table("chat") or table
    if chat.table("history").table("messages") or (chat is not table and "messages" in chat):
        return "open-webui"
    if any("versions" in message for message in table.tables("messages")):
        return "lm-studio"
    return None
