"""What other apps keep of conversations on this PC, in the folders they use unless they are told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from desktop_chat.chat.importing.found import Format
from desktop_chat.chat.importing.inputs import find
from desktop_chat.faults import FaultError
from desktop_chat.models.places import gpt4all, jan, lm_studio
from desktop_chat.models.places.folders import Folders


class OtherApp(NamedTuple):
    """A folder with conversations of an app."""

    format: Format
    path: Path
    conversations: int


def other_apps(folders: Folders) -> Iterator[OtherApp]:
    """Give the folders of Jan, LM Studio and GPT4All that hold conversations; never raises."""
    seen: set[Path] = set()
    for kind, folder in _candidates(folders):
        found = _look(kind, folder) if folder.is_dir() else None
        if found is not None and found.path.resolve() not in seen:
            seen.add(found.path.resolve())
            yield found


def _candidates(folders: Folders) -> Iterator[tuple[Format, Path]]:
    for folder in jan.data_folders(folders):
        yield "jan", folder / "threads"
    for home in lm_studio.homes(folders):
        yield "lm-studio", home / "conversations"
    for folder in gpt4all.models_folders(folders):
        yield "gpt4all", folder


def _look(kind: Format, folder: Path) -> OtherApp | None:
    try:
        with find(folder) as inputs:
            if inputs is None or inputs.format != kind:
                return None
            return OtherApp(kind, folder, len(inputs.files))
    except (OSError, FaultError):
        return None
