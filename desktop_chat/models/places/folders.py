"""Where programs of this user keep their files, on each operating system."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct


class Folders(Struct, frozen=True):
    """The user's folders, as their home and environment name them."""

    home: Path
    environment: Mapping[str, str]
    system: str = sys.platform
    root: Path = Path("/")  # of what belongs to the whole PC, on Linux

    @classmethod
    def of_user(cls) -> Folders:
        """Give those of the user who runs this process."""
        return cls(Path("~").expanduser() if _has_home() else Path.cwd(), dict(os.environ))

    @property
    def data(self) -> Path:
        """What programs keep for good."""
        return self._base(
            "APPDATA", "AppData/Roaming", "Library/Application Support", "XDG_DATA_HOME", ".local/share"
        )

    @property
    def local_data(self) -> Path:
        """What programs keep for good on this PC alone."""
        return self._base(
            "LOCALAPPDATA", "AppData/Local", "Library/Application Support", "XDG_DATA_HOME", ".local/share"
        )

    @property
    def config(self) -> Path:
        """What programs keep of their settings; on macOS only what comes from Linux does it there."""
        return self._base("APPDATA", "AppData/Roaming", ".config", "XDG_CONFIG_HOME", ".config")

    @property
    def cache(self) -> Path:
        """What programs could fetch again."""
        return self._base("LOCALAPPDATA", "AppData/Local", "Library/Caches", "XDG_CACHE_HOME", ".cache")

    def variable(self, name: str) -> Path | None:
        """Give the folder an environment variable names; `~` and quotes around it are understood."""
        value = self.environment.get(name, "").strip().strip("\"'")
        return self.path(value) if value else None

    def path(self, text: str) -> Path:
        """Give the path a person or a program wrote; one from `~` or nowhere begins at home."""
        below_home = text[1:].lstrip("/\\") if text == "~" or text.startswith(("~/", "~\\")) else text
        return self.home / below_home

    def _base(self, windows: str, below_windows: str, below_mac: str, linux: str, below_linux: str) -> Path:
        if self.system == "win32":
            return self.variable(windows) or self.home / below_windows
        if self.system == "darwin":
            return self.home / below_mac
        return self.variable(linux) or self.home / below_linux


def _has_home() -> bool:
    return os.path.expanduser("~") != "~"  # noqa: PTH111  Path.expanduser raises where there is none
