"""LM Studio's models: `PUBLISHER/REPOSITORY/FILE.gguf` below its models folder.

Its home is named by `~/.lmstudio-home-pointer`, else it is `~/.cache/lm-studio` (older) or `~/.lmstudio`:
`packages/lms-common-server/src/findLMStudioHome.ts` in lmstudio-ai/lmstudio.js. `downloadsFolder` in the home's
`settings.json` moves the models folder: `src/modelsFolder.ts` in lmstudio-ai/lms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct, field

from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.reading import read_json, read_text
from desktop_chat.models.places.walk import gguf_files


class _Settings(Struct):
    downloads_folder: str = field(name="downloadsFolder", default="")


def candidates(folders: Folders, is_cancelled: Callable[[], bool]) -> Iterator[Candidate]:
    """Give the files in LM Studio's models folders; never raises."""
    for folder in dict.fromkeys(_models_folders(folders)):
        for path in gguf_files(folder, is_cancelled):
            yield Candidate(path, repository=repository_of(path, folder))


def repository_of(path: Path, folder: Path) -> str:
    """Give `OWNER/NAME` for a file that lies at `OWNER/NAME/FILE` below a folder, else nothing."""
    names = path.relative_to(folder).parts
    return "/".join(names[:2]) if len(names) == 3 else ""


def homes(folders: Folders) -> list[Path]:
    """Give the folders that may be LM Studio's; conversations lie there too."""
    pointer = read_text(folders.home / ".lmstudio-home-pointer").strip()
    named = [folders.path(pointer)] if pointer else []
    return [*named, folders.home / ".lmstudio", folders.home / ".cache" / "lm-studio"]


def _models_folders(folders: Folders) -> Iterator[Path]:
    for home in homes(folders):
        settings = read_json(home / "settings.json", _Settings)
        if settings is not None and settings.downloads_folder:
            yield folders.path(settings.downloads_folder)
        yield home / "models"
