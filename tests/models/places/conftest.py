"""A home with the folders of other apps, in a temporary folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_chat.models.places.finding import PLACES
from desktop_chat.models.places.folders import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Give the folders of a Linux user who has set no variables."""
    return Folders(tmp_path / "home", {}, "linux", tmp_path / "root")


@pytest.fixture
def paths_of() -> Callable[..., list[Path]]:
    """List the files that an app's folders hold, in the order they come."""

    def paths(app, folders: Folders, is_cancelled=lambda: False) -> list[Path]:
        return [candidate.path for candidate in PLACES[app](folders, is_cancelled)]

    return paths


@pytest.fixture
def file() -> Callable[..., Path]:
    """Write a file with its folders; what is in it does not matter here, unless it is given."""

    def write(path: Path, content: str = "GGUF") -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return write
