"""The list of models on disk: JSON, read and written whole, shared by several processes without losing a change."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.faults import FaultError
from desktop_chat.files import name_aside, write_whole
from desktop_chat.models.known import KnownModel, Place
from desktop_chat.portable import found, kept, portable_folder

T = TypeVar("T")

LOCK_SECONDS: Final = 20.0
"""How long a change waits for one of another process; each takes milliseconds."""

_WINDOWS_TRIES: Final = 50
_log = logging.getLogger(__name__)


class SeenFile(Struct, frozen=True, omit_defaults=True):
    """What was found out about a file, so that it is not read again until it changes."""

    path: str
    size_bytes: int  # of all parts
    modified_ns: int
    fingerprint: str = ""  # as `model_files.fingerprint` gives it; "": it is no model
    place: Place = "elsewhere"
    name: str = ""  # as its app shows it, else as the file says


class Contents(Struct, frozen=True):
    """Everything the list holds."""

    models: tuple[KnownModel, ...] = ()
    forgotten: tuple[str, ...] = ()  # paths that do not come back by themselves
    files: tuple[SeenFile, ...] = ()  # shown, copies, offered and refused


class _File(Struct):
    models: list[msgspec.Raw] = []
    forgotten: list[str] = []
    files: list[SeenFile] = []


class LibraryFile:
    """Reads the list and changes it.

    Raises `FaultError("library_failed")` when the disk does not let it; the list is then as it was.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.kept_aside = ""  # the name that a damaged list was kept under, once one was found

    def read(self) -> Contents:
        """Read the list. An entry that cannot be read is left out; a file that cannot is kept aside."""
        try:
            content = _patiently(self._path.read_bytes)
        except FileNotFoundError:
            return Contents()
        except OSError as error:
            raise _failed(error) from error
        try:
            file = msgspec.json.decode(content, type=_File)
        except ValueError:
            self._keep_aside()
            return Contents()
        models = tuple(model for model in map(_entry, file.models) if model is not None)
        return _with_paths(Contents(models, tuple(file.forgotten), tuple(file.files)), found)

    def change(self, change: Callable[[Contents], Contents]) -> Contents:
        """Read the list, change it and write it, while no other process can; gives what it holds now."""
        with self._locked():
            before = self.read()
            after = change(before)
            if after != before:
                self._write(after)
        return after

    @contextmanager
    def _locked(self) -> Iterator[None]:
        import filelock  # noqa: PLC0415  takes 20 ms, and a start only reads

        lock = filelock.FileLock(f"{self._path}.lock", timeout=LOCK_SECONDS, poll_interval=0.01)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except filelock.Timeout as error:
            raise FaultError("library_failed", reason="another window or terminal is using it") from error
        except OSError as error:
            raise _failed(error) from error
        except NotImplementedError:  # a file system that cannot lock: most have one process only
            _log.warning("the list of models cannot be locked here")
        try:
            yield
        finally:
            lock.release()

    def _write(self, contents: Contents) -> None:
        contents = _with_paths(contents, kept)
        content = msgspec.json.format(msgspec.json.encode(contents), indent=2) + b"\n"
        try:
            _patiently(lambda: write_whole(self._path, content))
        except OSError as error:
            raise _failed(error) from error

    def _keep_aside(self) -> None:
        try:
            aside = self._path.rename(name_aside(self._path, "bad"))
        except OSError:
            return
        self.kept_aside = aside.name
        _log.warning("the list of models was damaged; it is kept as %s", aside.name)


def _patiently(work: Callable[[], T]) -> T:
    """Do it again for half a second where another process has the file open: Windows refuses it then."""
    for _ in range(_WINDOWS_TRIES if sys.platform == "win32" else 0):
        try:
            return work()
        except PermissionError:
            time.sleep(0.01)
    return work()


def _failed(error: OSError) -> FaultError:
    return FaultError("library_failed", reason=error.strerror or type(error).__name__)


def _with_paths(contents: Contents, change: Callable[[str], str]) -> Contents:
    """Give it with every path changed, where there is a portable folder that some may lie in."""
    if portable_folder() is None:
        return contents
    return Contents(
        tuple(
            replace(model, path=change(model.path), copies=tuple(map(change, model.copies)))
            for model in contents.models
        ),
        tuple(map(change, contents.forgotten)),
        tuple(replace(file, path=change(file.path)) for file in contents.files),
    )


def _entry(content: msgspec.Raw) -> KnownModel | None:
    try:
        return msgspec.json.decode(content, type=KnownModel)
    except ValueError:
        return _what_is_readable(content)


def _what_is_readable(content: msgspec.Raw) -> KnownModel | None:
    """Read an entry value by value: one that only a newer version knows costs itself, not the notes."""
    try:
        values = msgspec.json.decode(content)
    except ValueError:  # it is no Unicode
        return None
    good: dict[str, object] = {}
    for field in msgspec.structs.fields(KnownModel):
        try:
            good[field.name] = msgspec.convert(values[field.encode_name], field.type)
        except (KeyError, TypeError, ValueError):
            continue
    try:
        return msgspec.convert(good, KnownModel, from_attributes=True)
    except ValueError:
        return None
