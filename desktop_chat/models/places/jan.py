"""Jan's models: below its data folder, each with a file that describes it.

Since 0.6 `llamacpp/models/ID/model.yml` names the file, from the data folder or from the root where the user
imported it (`extensions/llamacpp-extension/src/index.ts` in janhq/jan). Before, `models/…/*.yml` listed `files`
(`migrateLegacyModels` there), and at first `models/ID/model.json` lay beside the file
(`docs/docs/guides/quickstart.md`). The data folder is `data_folder` in `settings.json`, else `data` beside it
(`src-tauri/src/core/app/commands.rs`); the first versions used `~/jan`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.reading import read_json, read_yaml_values
from desktop_chat.models.places.walk import files_in, gguf_files, is_model_name, subfolders


class _Settings(Struct):
    data_folder: str = ""


class _ModelJson(Struct):
    name: str = ""


def candidates(folders: Folders, is_cancelled: Callable[[], bool]) -> Iterator[Candidate]:
    """Give the files that Jan's descriptions name, and those that lie in its models folders; never raises."""
    for data in dict.fromkeys(data_folders(folders)):
        for models in (data / "llamacpp" / "models", data / "models"):
            yield from _described(models, data, is_cancelled)
            for path in gguf_files(models, is_cancelled):
                description = read_json(path.parent / "model.json", _ModelJson)
                yield Candidate(path, description.name if description is not None else "")


def data_folders(folders: Folders) -> Iterator[Path]:
    """Give the folders that may be Jan's; threads lie there too."""
    named = folders.variable("JAN_DATA_FOLDER")
    if named is not None:
        yield named
    for app in (folders.data / "Jan", folders.data / "jan.ai.app", folders.config / "Jan"):
        settings = read_json(app / "settings.json", _Settings)
        if settings is not None and settings.data_folder:
            yield app / settings.data_folder
        yield app / "data"
    yield folders.home / "jan"


def _described(models: Path, data: Path, is_cancelled: Callable[[], bool]) -> Iterator[Candidate]:
    for folder in subfolders(models, is_cancelled):
        for description in files_in(folder):
            if description.suffix.lower() in {".yml", ".yaml"}:
                yield from _named_by(description, data)


def _named_by(description: Path, data: Path) -> Iterator[Candidate]:
    values = list(read_yaml_values(description))
    name = next((text for key, text in values if key == "name"), "")
    for key, text in values:
        if key in {"model_path", "files"} and is_model_name(Path(text).name):
            yield Candidate(data / text, name)
