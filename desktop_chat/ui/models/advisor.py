"""What suits this PC, worked out in the background: the catalog, recommendations, and how each file fits."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_chat.engine.protocol import Device
from desktop_chat.faults import FaultError
from desktop_chat.models.bandwidth import measure_speed
from desktop_chat.models.catalog import Catalog, CatalogModel, load_catalog
from desktop_chat.models.fit import Fit, plan, with_file_size
from desktop_chat.models.gguf import GgufHeader, read_header
from desktop_chat.models.hardware import read_hardware
from desktop_chat.models.hub.listing import Repository
from desktop_chat.models.library import KnownModel
from desktop_chat.models.recommend import Recommendation, first_start, recommend
from desktop_chat.models.speed import MachineSpeed, Observation, corrected
from desktop_chat.settings import EngineSettings
from desktop_chat.ui.background import Background
from desktop_chat.ui.models.entries import EntryKey

_OBSERVED: int = 6
"""So many of the models used last tell how fast this PC really is."""

_log = logging.getLogger(__name__)


class Advisor(QObject):
    """Knows this PC and the catalog. Everything asked of it is answered by a signal.

    `devices` gives what an engine told of this PC, `settings` how models are loaded, `freeable` the bytes
    that models in memory would give back.

    Signals:
        catalog_read: (Catalog).
        recommended: (tuple[Recommendation]).
        first_chosen: (Recommendation or None) the model to begin with; None: nothing fits.
        weighed: (EntryKey, dict[str, Fit]) by the names of the entry's choices; of a file on this PC by "".
        header_read: (path, GgufHeader) of a file on this PC.
        failed: (EntryKey or None, Fault) None: the catalog could not be read.
    """

    catalog_read = Signal(object)
    recommended = Signal(object)
    first_chosen = Signal(object)
    weighed = Signal(object, object)
    header_read = Signal(str, object)
    failed = Signal(object, object)

    def __init__(
        self,
        speed_file: Path,
        devices: Callable[[], tuple[Device, ...]],
        settings: Callable[[], EngineSettings],
        freeable: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._speed_file = speed_file
        self._devices = devices
        self._settings = settings
        self._freeable = freeable
        self._background = Background("advice", parent=self)
        self._loaded: Catalog | None = None  # used on the background thread only
        self._speed: MachineSpeed | None = None  # the same
        self._is_closed = False
        self.catalog: Catalog | None = None

    def read_catalog(self) -> None:
        """Read the catalog; told by `catalog_read`."""

        def done(catalog: Catalog) -> None:
            self.catalog = catalog
            self.catalog_read.emit(catalog)

        self._run(None, self._catalog, done)

    def recommend(self, language: str, known: list[KnownModel]) -> None:
        """Choose what suits this PC; told by `recommended`. What the known models wrote tells its speed."""
        devices, settings = self._devices(), self._settings()
        installed = {model.catalog_id for model in known if model.catalog_id}

        def work() -> tuple[Recommendation, ...]:
            self._observe(known, devices, settings)
            return recommend(
                self._catalog(), read_hardware(devices), self._measured(devices), language, installed
            )

        self._run(None, work, self.recommended.emit)

    def choose_first(self, language: str) -> None:
        """Choose the model to begin with; told by `first_chosen`."""
        devices = self._devices()

        def work() -> Recommendation | None:
            return first_start(self._catalog(), read_hardware(devices), self._measured(devices), language)

        self._run(None, work, self.first_chosen.emit)

    def weigh_file(self, model: KnownModel) -> None:
        """Read a file's header and say how it fits; told by `header_read` and `weighed`."""
        key = EntryKey("installed", model.path)
        weigh = self._weigher(model.settings.engine(self._settings()))

        def work() -> tuple[GgufHeader, Fit]:
            header = read_header(Path(model.path))
            return header, weigh(header)

        def done(outcome: tuple[GgufHeader, Fit]) -> None:
            header, fit = outcome
            self.header_read.emit(model.path, header)
            self.weighed.emit(key, {"": fit})

        self._run(key, work, done)

    def weigh_catalog(self, model: CatalogModel) -> None:
        """Say how the files of a model of the catalog fit; told by `weighed`."""
        weigh = self._weigher(self._settings())
        self._tell(
            EntryKey("catalog", model.id),
            lambda: {file.pattern: weigh(model.header(file)) for file in model.files},
        )

    def weigh_download(self, key: EntryKey, model: CatalogModel, quantization: str) -> None:
        """Say how a model of the catalog will fit once it is downloaded; told by `weighed`."""
        file = model.file_for(quantization)
        if file is not None:
            weigh = self._weigher(self._settings())
            self._tell(key, lambda: {"": weigh(model.header(file))})

    def weigh_repository(self, repository: Repository, header: GgufHeader) -> None:
        """Say how the files of a repository fit, by the header of one of them; told by `weighed`."""
        weigh = self._weigher(self._settings())
        self._tell(
            EntryKey("hub", repository.summary.id),
            lambda: {each.name: weigh(with_file_size(header, each.size)) for each in repository.choices},
        )

    def close(self) -> None:
        """Wait until what is being worked out is done; nothing is told after that."""
        self._is_closed = True
        self._background.close()

    # ---- on the background thread

    def _catalog(self) -> Catalog:
        if self._loaded is None:
            self._loaded = load_catalog()
        return self._loaded

    def _measured(self, devices: tuple[Device, ...]) -> MachineSpeed:
        if self._speed is None:
            self._speed = measure_speed(self._speed_file, read_hardware(devices))
        return self._speed

    def _observe(
        self, known: list[KnownModel], devices: tuple[Device, ...], settings: EngineSettings
    ) -> None:
        used = [model for model in known if model.reply_rate and model.exists][:_OBSERVED]
        hardware = read_hardware(devices)
        observations = []
        for model in used:
            try:
                header = read_header(Path(model.path))
            except FaultError:
                continue
            fit = plan(header, hardware, model.settings.engine(settings))
            observations.append(Observation(header, fit.plan, model.reply_rate))
        self._speed = corrected(self._measured(devices), observations)

    # ---- ways

    def _weigher(self, settings: EngineSettings) -> Callable[[GgufHeader], Fit]:
        devices, freeable = self._devices(), self._freeable()

        def weigh(header: GgufHeader) -> Fit:
            return plan(
                header,
                read_hardware(devices),
                settings,
                reserved_bytes=-freeable,
                speed=self._measured(devices),
            )

        return weigh

    def _tell(self, key: EntryKey, work: Callable[[], Mapping[str, Fit]]) -> None:
        self._run(key, work, lambda fits: self.weighed.emit(key, fits))

    def _run(
        self, key: EntryKey | None, work: Callable[[], object], done: Callable[[object], object]
    ) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, FaultError):
                self.failed.emit(key, error.fault)
            else:
                _log.error("an advice could not be worked out", exc_info=error)

        if not self._is_closed:
            self._background.run(work, done, failed, receiver=self)
