"""The disk a model goes to: whether there is room, and what its errors mean for people."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.sizes import readable_size

_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FULL_ON_WINDOWS: Final = frozenset({39, 112})
_IN_USE_ON_WINDOWS: Final = frozenset({32, 33, 1224})
_GONE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.EIO})
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_LONGEST_ON_WINDOWS: Final = 259


def free_bytes(folder: Path) -> int:
    """Give how much this user may still write to a folder's disk; raises `OSError`."""
    return shutil.disk_usage(folder).free


def check_room(folder: Path, name: str, needed: int, reserve: int, *, has_begun: bool) -> None:
    """Check that `needed` bytes fit, and `reserve` stay free for everything else.

    Raises `FaultError`: download_no_room before the first byte, download_disk_full later; `OSError`.
    """
    free = free_bytes(folder)
    if needed + reserve <= free or not needed:
        return
    if has_begun:
        raise FaultError("download_disk_full", name=name, missing=readable_size(needed + reserve - free))
    raise FaultError("download_no_room", name=name, needed=readable_size(needed), free=readable_size(free))


def make_folder(folder: Path, root: Path, *, has_begun: bool) -> None:
    """Make the folder of a download, which is `root` or below it.

    What was begun is gone with `root`: a drive that is not plugged in must not be replaced by a folder.
    Raises `FaultError("download_folder_gone")`, `OSError`.
    """
    if has_begun and not root.is_dir():
        raise FaultError("download_folder_gone", folder=str(root))
    folder.mkdir(parents=True, exist_ok=True)


def remove_empty(folder: Path, depth: int) -> None:
    """Remove a folder and those around it, `depth` in all, as far as they are empty."""
    with suppress(OSError):
        for empty in [folder, *folder.parents][:depth]:
            empty.rmdir()


def disk_fault(error: OSError, path: Path, missing: int) -> Fault:
    """Say what an error of the disk means for a download to `path` of which `missing` bytes are not written."""
    code, windows = error.errno, getattr(error, "winerror", None)
    if code in _FULL or windows in _FULL_ON_WINDOWS:
        return Fault("download_disk_full", {"name": path.name, "missing": readable_size(missing)})
    if code == errno.ENAMETOOLONG or (sys.platform == "win32" and len(str(path)) > _LONGEST_ON_WINDOWS):
        return Fault("download_path_long", {"name": path.name})
    if windows in _IN_USE_ON_WINDOWS:
        return Fault("model_in_use", {"name": path.name})
    if code in _CLOSED:
        return Fault("download_folder_closed", {"folder": str(path.parent)})
    if code in _GONE and not path.parent.is_dir():
        return Fault("download_folder_gone", {"folder": str(path.parent)})
    reason = error.strerror or type(error).__name__
    return Fault("download_failed", {"name": path.name, "reason": reason})


def open_part(path: Path, *, is_new: bool = False) -> int:
    """Open a partial file to write at any place; never through a link. Raises `OSError`."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        path.unlink()
    flags = (
        os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    return os.open(path, flags | (os.O_CREAT if is_new else 0), 0o666)
