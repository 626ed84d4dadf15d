"""Where the app keeps its files, and where its assets are."""

from __future__ import annotations

import os
import sys
from errno import EROFS
from functools import cache
from pathlib import Path

from msgspec import Struct

from desktop_chat.portable import portable_folder

_APP_FOLDER = "desktop-chat"


class Paths(Struct, frozen=True):
    """The app's folders, and the files in them by name."""

    data: Path
    config: Path
    cache: Path
    logs: Path
    is_portable: bool = False

    @classmethod
    def standard(cls) -> Paths:
        """Give the folders of this user.

        They are below `$DESKTOP_CHAT_HOME` when it is set, else in a folder `data` beside an app that has a
        file `portable` next to it (so it can live on a USB stick), else where the operating system wants them.
        """
        home = os.environ.get("DESKTOP_CHAT_HOME", "")
        if home:
            return cls.below(Path(home).expanduser().absolute())
        portable = portable_folder()
        return cls.below(portable / "data", is_portable=True) if portable else cls._of_system()

    @classmethod
    def below(cls, home: Path, *, is_portable: bool = False) -> Paths:
        """Give the folders with all of them in one place."""
        return cls(home / "data", home / "config", home / "cache", home / "logs", is_portable)

    @classmethod
    def _of_system(cls) -> Paths:
        import platformdirs  # noqa: PLC0415  not needed where the folders are told

        folders = platformdirs.PlatformDirs(_APP_FOLDER, appauthor=False)
        return cls(
            folders.user_data_path, folders.user_config_path, folders.user_cache_path, folders.user_log_path
        )

    @property
    def database(self) -> Path:
        """The conversations."""
        return self.data / "conversations.db"

    @property
    def settings_file(self) -> Path:
        """The settings, as TOML."""
        return self.config / "settings.toml"

    @property
    def library_file(self) -> Path:
        """The known models."""
        return self.data / "models.json"

    @property
    def models(self) -> Path:
        """The folder of downloaded models, unless the settings name another."""
        return self.data / "models"

    @property
    def downloads_file(self) -> Path:
        """The queue of downloads."""
        return self.data / "downloads.json"

    @property
    def licences_file(self) -> Path:
        """The licences the user accepted."""
        return self.data / "licences.json"

    @property
    def updates_file(self) -> Path:
        """When updates were looked for last, and which is not wanted."""
        return self.data / "updates.json"

    @property
    def speed_file(self) -> Path:
        """How fast this PC's memory was measured to be."""
        return self.cache / "speed.json"

    @property
    def window_file(self) -> Path:
        """The window's place and what was open in it."""
        return self.config / "window.json"

    @property
    def loading_marker(self) -> Path:
        """The name of the model being loaded; still there at the next start after a crash."""
        return self.cache / "loading"

    @property
    def log_file(self) -> Path:
        """The app's log."""
        return self.logs / "desktop-chat.log"

    @property
    def engine_log_file(self) -> Path:
        """What engine processes print."""
        return self.logs / "engine.log"

    def make(self) -> None:
        """Create the folders, readable by this user alone; raises `OSError`.

        On a stick they may be there and not be written to, so there that is tried too.
        """
        for folder in (self.data, self.config, self.cache, self.logs):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.is_portable:
            try_writing(self.data)


@cache
def assets_folder() -> Path:
    """Give the folder of icons, translations and templates: of the packaged app, wheel or checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "assets"
    package = Path(__file__).resolve().parent
    installed = package / "assets"
    return installed if installed.is_dir() else package.parent / "assets"


def try_writing(folder: Path) -> None:
    """Write a file that nobody sees; raises `OSError` that names the folder."""
    from tempfile import TemporaryFile  # noqa: PLC0415  an installed app does not need it here

    try:
        with TemporaryFile(dir=folder) as file:
            file.write(b"1")
            file.flush()
    except OSError as error:
        raise OSError(error.errno or EROFS, error.strerror, str(folder)) from error
