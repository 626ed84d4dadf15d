"""Moving our folder of models to another place: every model is whole in one of the two at any moment."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from desktop_chat.faults import FaultError
from desktop_chat.files import sync_folder
from desktop_chat.models.bin import remove_empty_folders
from desktop_chat.models.library import Library
from desktop_chat.models.sizes import readable_size

CHUNK_BYTES: Final = 4 << 20
_UNFINISHED: Final = ".moving"
_MODEL_NAME: Final = re.compile(r"(?P<name>.*?)(-\d{5}-of-\d{5})?\.gguf", re.DOTALL | re.IGNORECASE)

Progress = Callable[[int, int], None]
"""Is told the bytes that are moved, and those there are to move."""


class CancelledError(Exception):
    """The user gave up the move."""


class _Group(Struct, frozen=True):
    """The files of one model, or of one unfinished download: they are whole only together."""

    files: tuple[Path, ...]  # from our folder

    def size(self, folder: Path) -> int:
        """Give the bytes of those that are still in a folder."""
        return sum(file.stat().st_size for name in self.files if (file := folder / name).is_file())


def move_models(
    old: Path,
    new: Path,
    library: Library,
    *,
    on_progress: Progress = lambda _done, _total: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """Move all models and unfinished downloads from one folder to another; gives whether all were moved.

    Models on the same drive are moved at once; to another one they are copied, the copy is read again and
    compared, and only then the model is removed. The library follows model by model. Given up, killed or
    failed in between, what was moved stays moved, and the same call goes on from there.

    Raises `FaultError`: move_no_room before anything is moved, move_failed.
    """
    try:
        _check_target(old, new)
        return _move_all(old, new, library, on_progress, is_cancelled)
    except CancelledError:
        return False
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FaultError("move_failed", folder=str(new), reason=reason) from error


def _move_all(
    old: Path, new: Path, library: Library, on_progress: Progress, is_cancelled: Callable[[], bool]
) -> bool:
    groups = _groups(old)
    sizes = [group.size(old) for group in groups]
    new.mkdir(parents=True, exist_ok=True)
    _check_room(old, new, groups)
    _catch_up(old, new, library)
    in_the_way: list[Path] = []
    done, total = 0, sum(sizes)
    for group, size in zip(groups, sizes, strict=True):

        def on_bytes(count: int, before: int = done) -> None:
            if is_cancelled():
                raise CancelledError
            on_progress(before + count, total)

        on_bytes(0)
        obstacles = [name for name in group.files if not _is_free(old / name, new / name)]
        if obstacles:
            in_the_way += obstacles
        else:
            _move_group(group, old, new, library, on_bytes)
        done += size
        on_progress(done, total)
    if in_the_way:
        raise FaultError("move_failed", folder=str(new), reason=f"“{in_the_way[0]}” is there already")
    return True


# ---- before


def _check_target(old: Path, new: Path) -> None:
    inside = Path(os.path.normcase(os.path.realpath(new)))
    outside = Path(os.path.normcase(os.path.realpath(old)))
    if inside == outside:
        raise OSError(None, "it is the same folder")
    if inside.is_relative_to(outside):
        raise OSError(None, "it lies inside the present one")


def _groups(folder: Path) -> list[_Group]:
    """Give what there is to move, by model: its parts; and of a download what is there and its journal."""
    groups: dict[Path, list[Path]] = {}
    for file in _files_below(folder):
        match = _MODEL_NAME.match(file.name)
        if match is not None:
            groups.setdefault(file.with_name(match["name"]), []).append(file)
    return [_Group(tuple(sorted(files))) for _, files in sorted(groups.items())]


def _files_below(folder: Path) -> Iterator[Path]:
    """Give the files below a folder as paths from it; folders that are links are not entered."""

    def fail(error: OSError) -> None:
        raise error

    for where, _folders, files in os.walk(folder, onerror=fail):
        for name in files:
            if not name.endswith(_UNFINISHED):
                yield (Path(where) / name).relative_to(folder)


def _check_room(old: Path, new: Path, groups: list[_Group]) -> None:
    if old.stat().st_dev == new.stat().st_dev:
        return
    needed = sum(group.size(old) for group in groups) - sum(group.size(new) for group in groups)
    free = shutil.disk_usage(new).free
    if needed > free:
        raise FaultError(
            "move_no_room", needed=readable_size(needed), free=readable_size(free), folder=str(new)
        )


def _catch_up(old: Path, new: Path, library: Library) -> None:
    """Let the library follow models that were moved when the app was killed before it could."""
    for model in library.listed():
        path = Path(model.path)
        if path.is_relative_to(old) and not path.exists() and (new / path.relative_to(old)).exists():
            library.relocate(path, new / path.relative_to(old))


def _is_free(source: Path, target: Path) -> bool:
    """Whether a file may go to a place: nothing is there, or the same file is."""
    if not target.exists():
        return True
    if target.samefile(source):
        return True
    return target.stat().st_size == source.stat().st_size and _hash(target) == _hash(source)


# ---- one model


def _move_group(
    group: _Group, old: Path, new: Path, library: Library, on_bytes: Callable[[int], None]
) -> None:
    """Have all files in the new place, let the library follow, then remove them from the old one."""
    _bring_all(group, old, new, on_bytes)
    for name in group.files:
        library.relocate(old / name, new / name)
    for name in group.files:
        (old / name).unlink(missing_ok=True)
        remove_empty_folders((old / name).parent, old)


def _bring_all(group: _Group, old: Path, new: Path, on_bytes: Callable[[int], None]) -> None:
    """Have all files in the new place, or, where that fails or is given up, none of those not there before."""
    brought: list[Path] = []
    done = 0
    try:
        for name in group.files:

            def on_copied(count: int, before: int = done) -> None:
                on_bytes(before + count)

            source, target = old / name, new / name
            done += source.stat().st_size
            if not target.exists():  # from an earlier attempt; it was compared
                target.parent.mkdir(parents=True, exist_ok=True)
                _bring(source, target, on_copied, may_rename=len(group.files) == 1)
                brought.append(target)
    except BaseException:
        for target in brought:
            target.unlink(missing_ok=True)
        raise


def _bring(source: Path, target: Path, on_bytes: Callable[[int], None], *, may_rename: bool) -> None:
    """Have a file at `target`: by a link to the same bytes, by renaming where there are no links, or by a copy."""
    if source.is_symlink():
        target.symlink_to(source.resolve())
        return
    for bring in (os.link, os.rename) if may_rename else (os.link,):
        try:
            bring(source, target)
        except OSError:
            continue
        return
    _copy(source, target, on_bytes)


def _copy(source: Path, target: Path, on_bytes: Callable[[int], None]) -> None:
    unfinished = target.with_name(target.name + _UNFINISHED)
    try:
        with source.open("rb") as reader, unfinished.open("wb") as writer:
            digest = _copy_bytes(reader, writer, on_bytes)
            writer.flush()
            os.fsync(writer.fileno())
        shutil.copystat(source, unfinished)
        size = source.stat().st_size
        _check_same(_hash(unfinished, on_chunk=lambda: on_bytes(size)), digest)
        unfinished.replace(target)
        sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _check_same(copied: bytes, original: bytes) -> None:
    if copied != original:
        raise OSError(errno.EIO, "the copy is not what was copied")


def _copy_bytes(reader: BinaryIO, writer: BinaryIO, on_bytes: Callable[[int], None]) -> bytes:
    digest, done = hashlib.sha256(), 0
    while chunk := reader.read(CHUNK_BYTES):
        writer.write(chunk)
        digest.update(chunk)
        done += len(chunk)
        on_bytes(done)
    return digest.digest()


def _hash(path: Path, *, on_chunk: Callable[[], None] = lambda: None) -> bytes:
    """Hash a file as it is on disk, where the system can be told to read it again."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
            on_chunk()
    return digest.digest()
