"""Portable mode: a file `portable` beside the app keeps everything beside it, wherever the two are carried.

Paths of files that lie in that folder are kept relative to it, so that a stick may have another drive letter or
another mount point on the next PC.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Final

MARK: Final = "portable"
"""The name of the file that switches it on; what is in it does not matter."""

_KEPT: Final = (
    "portable:"  # begins a path that is relative to the folder; no path and no model's name begins so
)


@cache
def portable_folder() -> Path | None:
    """Give the folder that is carried as a whole; None: the app is not portable.

    It is the folder of the packaged program (on macOS that of its `.app`), and of a checkout its root. An
    installed wheel cannot be portable. `$DESKTOP_CHAT_HOME` goes first: with it set nothing is portable.
    """
    if os.environ.get("DESKTOP_CHAT_HOME", ""):
        return None
    folder = _folder_of_app()
    return folder if folder is not None and (folder / MARK).exists() else None


def kept(path: str) -> str:
    """Give what is written down for a path: relative to the portable folder where it lies in there."""
    folder = portable_folder()
    if folder is None or not path:
        return path
    try:
        return _KEPT + Path(path).relative_to(folder).as_posix()
    except ValueError:
        return path


def found(text: str) -> str:
    """Give the path that was written down; one of a portable folder stays as it is where there is none now."""
    folder = portable_folder()
    if folder is None or not text.startswith(_KEPT):
        return text
    return str(folder / text.removeprefix(_KEPT))


def _folder_of_app() -> Path | None:
    if not getattr(sys, "frozen", False):
        root = Path(__file__).resolve().parent.parent
        return root if (root / "assets").is_dir() else None
    beside = Path(sys.executable).resolve().parent
    is_bundle = beside.name == "MacOS" and beside.parent.parent.suffix == ".app"
    return beside.parent.parent.parent if is_bundle else beside
