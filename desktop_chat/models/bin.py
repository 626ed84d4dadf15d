"""Moving models to the system's bin, from where the user can take them back."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_chat.faults import FaultError
from desktop_chat.models.model_files import parts_of


def move_to_bin(path: Path, *, own_folder: Path | None = None) -> None:
    """Move a model with all its parts to the bin; folders inside `own_folder` that are empty then are removed.

    Raises `FaultError`: file_missing, or bin_failed where there is no bin for it; nothing is deleted then.
    """
    parts = [part for part in parts_of(path) if part.is_file()]
    if not parts:
        raise FaultError("file_missing", name=path.name)
    for part in parts:
        _bin(part)
    if own_folder is not None:
        remove_empty_folders(path.parent, own_folder)


def remove_empty_folders(folder: Path, top: Path) -> None:
    """Remove a folder and those above it while they are empty, up to `top`, which stays."""
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _bin(path: Path) -> None:
    from send2trash import send2trash  # type: ignore[import-untyped]  # noqa: PLC0415  only who deletes needs it

    try:
        _check_drive(path)
        send2trash(str(path))
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise FaultError("bin_failed", name=path.name, reason=reason) from error


def _check_drive(path: Path) -> None:
    """Raise `OSError` for a Windows drive without a bin: the system would delete the file for good."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  Windows only

        fixed = 3  # DRIVE_FIXED
        if ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) != fixed:
            raise OSError(None, "this drive has no bin")
