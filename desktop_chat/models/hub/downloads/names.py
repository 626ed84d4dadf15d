"""Where a file of the hub goes on this PC. Its name is a stranger's: it must not lead anywhere else."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.download import DownloadRequest

_FORBIDDEN: Final = frozenset('<>:"\\|?*')
_FORBIDDEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
_LONGEST_NAME: Final = 255 - len(".part.journal")  # bytes, for most file systems
_SHOWN: Final = 80


def folder_of(request: DownloadRequest, models_folder: Path) -> Path:
    """Give the folder a download's files go to; raises `FaultError("hub_name_unsafe")`."""
    if request.folder:
        return Path(request.folder)
    parts = request.repository.split("/")
    if len(parts) > 2 or not all(map(_is_safe, parts)):
        raise _unsafe(request.repository)
    return models_folder.joinpath(*parts)


def targets_of(request: DownloadRequest, folder: Path) -> tuple[Path, ...]:
    """Give where each file goes: below `folder`, under the names of the hub.

    Raises `FaultError`: hub_name_unsafe, also for two names that some systems take for one;
    download_path_long.
    """
    if not request.files:
        raise _unsafe(request.repository)
    seen: set[str] = set()
    for file in request.files:
        if not file.name.casefold().endswith(".gguf") or not all(map(_is_safe, file.name.split("/"))):
            raise _unsafe(file.name)
        if len(file.name.rpartition("/")[2].encode()) > _LONGEST_NAME:
            raise FaultError("download_path_long", name=_shown(file.name))
        seen.add(_folded(file.name))
    if len(seen) < len(request.files):
        raise _unsafe(request.files[-1].name)
    return tuple(folder.joinpath(*file.name.split("/")) for file in request.files)


def check_spelling(target: Path) -> None:
    """Refuse a name that is there already in another spelling, which on some systems is the same file.

    Raises `FaultError("hub_name_unsafe")`, `OSError`.
    """
    folded = _folded(target.name)
    there = [each.name for each in target.parent.iterdir()] if target.parent.is_dir() else []
    if any(_folded(name) == folded and name != target.name for name in there):
        raise _unsafe(target.name)


def _is_safe(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and part[-1] not in ". "
        and part[0] != " "
        and not _FORBIDDEN.intersection(part)
        and not _DEVICE.match(part)
        and not any(unicodedata.category(letter) in _FORBIDDEN_CATEGORIES for letter in part)
    )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _unsafe(name: str) -> FaultError:
    return FaultError("hub_name_unsafe", name=_shown(name))


def _shown(name: str) -> str:
    """Give a name that cannot disturb the text it stands in."""
    plain = "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) in _FORBIDDEN_CATEGORIES else letter
        for letter in name
    )
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
