"""GPT4All's models: `.gguf` files in the folder that `modelPath` in its settings names.

`gpt4all-chat/src/mysettings.cpp` (`modelPath`, `defaultLocalModelsPath`) and `main.cpp` (organization `nomic.ai`,
domain `gpt4all.io`, INI files) in nomic-ai/gpt4all; on macOS Qt names the folder of settings after the domain.
The Python bindings keep theirs in `~/.cache/gpt4all` (`gpt4all-bindings/python/gpt4all/gpt4all.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.reading import read_text
from desktop_chat.models.places.walk import gguf_files

_ESCAPE: Final = re.compile(r"\\x([0-9a-fA-F]{1,4})|\\(.)")


def candidates(folders: Folders, is_cancelled: Callable[[], bool]) -> Iterator[Candidate]:
    """Give the files in GPT4All's models folders; never raises."""
    for folder in dict.fromkeys(models_folders(folders)):
        for path in gguf_files(folder, is_cancelled):
            yield Candidate(path, path.stem)


def models_folders(folders: Folders) -> Iterator[Path]:
    """Give the folders that may hold models; chats lie there too."""
    for organization in ("nomic.ai", "gpt4all.io"):
        named = _model_path(folders.config / organization / "GPT4All.ini")
        if named:
            yield folders.path(named)
    yield folders.local_data / "nomic.ai" / "GPT4All"
    yield folders.home / ".cache" / "gpt4all"


def _model_path(settings: Path) -> str:
    """Give the folder the settings name; values are written as Qt's QSettings writes them to an INI file."""
    section = ""
    for line in read_text(settings).splitlines():
        if line.startswith("["):
            section = line.strip()
        key, separator, value = line.partition("=")
        if section == "[General]" and separator and key.strip() == "modelPath":
            return _ESCAPE.sub(_unescape, value.strip().strip('"'))
    return ""


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]
