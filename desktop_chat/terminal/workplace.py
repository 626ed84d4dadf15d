"""What the commands for models work with: the app's files, its settings, this PC and a way to the hub."""

from __future__ import annotations

import locale
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_chat.faults import FaultError
from desktop_chat.logs import start_logging
from desktop_chat.models.bandwidth import known_speed, measure_speed
from desktop_chat.models.catalog import Catalog, load_catalog
from desktop_chat.models.fit import Fit, plan
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hardware import Hardware, read_hardware
from desktop_chat.models.library import Library
from desktop_chat.models.recommend import Recommendation, recommend
from desktop_chat.models.speed import MachineSpeed
from desktop_chat.paths import Paths
from desktop_chat.settings import EngineSettings, Settings, SettingsFile
from desktop_chat.terminal.telling import remark

if TYPE_CHECKING:
    from desktop_chat.models.hub.session import HubSession


class Workplace:
    """Each part is made when it is first asked for."""

    def __init__(self) -> None:
        self.paths = Paths.standard()
        start_logging(self.paths)
        self.settings = read_settings(self.paths)

    @cached_property
    def library(self) -> Library:
        """The models on this PC."""
        return Library(self.paths.library_file)

    @cached_property
    def catalog(self) -> Catalog:
        """The models the app recommends; raises `FaultError("catalog_missing")`."""
        return load_catalog()

    @property
    def models_folder(self) -> Path:
        """Where downloads go."""
        chosen = self.settings.storage.models_folder
        return Path(chosen) if chosen else self.paths.models

    def is_own(self, path: Path) -> bool:
        """Whether a file lies in the folder of downloads."""
        return path.resolve().is_relative_to(self.models_folder.resolve())

    @cached_property
    def hardware(self) -> Hardware:
        """What this PC is now, without graphics cards: only an engine process knows those."""
        return read_hardware()

    @cached_property
    def speed(self) -> MachineSpeed | None:
        """How fast its memory was measured to be; None: it was not measured yet."""
        return known_speed(self.paths.speed_file, self.hardware)

    def measure_speed(self) -> None:
        """Measure how fast memory is read, which takes half a second."""
        self.speed = measure_speed(self.paths.speed_file, self.hardware)

    @cached_property
    def recommended(self) -> tuple[Recommendation, ...]:
        """What the window recommends for this PC."""
        return recommend(self.catalog, self.hardware, self.speed, self._language())

    def weigh(self, header: GgufHeader, settings: EngineSettings | None = None) -> Fit:
        """Say how a model fits this PC now."""
        return plan(header, self.hardware, settings or self.settings.engine, speed=self.speed)

    @contextmanager
    def hub(self) -> Iterator[HubSession]:
        """Open a way to the hub; raises `FaultError`: offline, bad_address.

        After Ctrl-C its connections end with the process.
        """
        if self.settings.network.offline:  # before half a second of imports
            raise FaultError("offline")
        with self.session() as session:
            yield session

    @contextmanager
    def session(self) -> Iterator[HubSession]:
        """Open a way to the hub that is not used yet; raises `FaultError("bad_address")`."""
        from desktop_chat.models.hub.session import HubSession  # noqa: PLC0415  only who goes to the hub
        from desktop_chat.models.hub.token import TokenStore  # noqa: PLC0415  needs it: it takes long

        session = HubSession(self.settings.network, ask_token=TokenStore().token)
        try:
            yield session
        except Exception:
            session.close()
            raise
        session.close()

    def _language(self) -> str:
        chosen = self.settings.language.language
        if chosen != "system":
            return chosen
        system = locale.getlocale()[0] or ""
        return "ko" if system.startswith(("ko", "Korean")) else "en"


def read_settings(paths: Paths) -> Settings:
    """Read the settings; what is refused of them is told."""
    settings, refused = SettingsFile(paths.settings_file).read()
    for value in refused:
        remark(value.reason)
    return settings
