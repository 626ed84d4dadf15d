"""The known models as the window sees them: files are looked at in the background."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.library import KnownModel, Library, ModelSettings, Place
from desktop_chat.ui.background import Background

if TYPE_CHECKING:
    from desktop_chat.models.hub.download import Download
    from desktop_chat.models.places.folders import Folders
    from desktop_chat.models.places.found import FoundModel

SCAN_END_SECONDS = 2.0
"""How long `close` waits for a look at files to notice; a drive that does not answer may hold it for minutes."""

FIRST_LOOK_MILLISECONDS = 200
"""How long files are not looked at once the list is read: when the app starts, there is a window to be painted."""

PROGRESS_SECONDS = 0.1
"""How often progress is told at most."""

T = TypeVar("T")
_log = logging.getLogger(__name__)


class LibraryService(QObject):
    """Keeps the list of known models, most recently used first.

    The list is read and written on one thread, model files are looked for on another, and moved on a third: adding
    a model waits for neither. A thread that looks for files may hang on a drive without holding up the end.

    Signals:
        changed: (list[KnownModel]).
        added: (KnownModel) a file the user gave is known now.
        arrived: (KnownModel, Download) a downloaded model is on the list.
        found: (list[FoundModel]) what other apps keep and the list does not have.
        binned: (str) the files of the model at this path are in the bin.
        move_progress: (int, int) bytes moved of our folder, and to move.
        moved: (str) all models are in this folder now.
        move_stopped: () the move was given up; what was moved stays moved.
        refused: (Fault) a file the user gave cannot be used, or what was asked for could not be done.
    """

    changed = Signal(list)
    added = Signal(object)
    arrived = Signal(object, object)
    found = Signal(list)
    binned = Signal(str)
    move_progress = Signal(object, object)
    moved = Signal(str)
    move_stopped = Signal()
    refused = Signal(object)
    _looked = Signal(object)  # calls to be made on the main thread

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = Library(path)
        self._background = Background("library", parent=self)
        self._files = Background("model files", parent=self)
        self._models: list[KnownModel] = []
        self._ending = threading.Event()
        self._move_ending = threading.Event()
        self._looking = threading.Lock()  # one look at files after the other
        self._lookers: list[threading.Thread] = []
        self._first_look = QTimer(self, singleShot=True, interval=FIRST_LOOK_MILLISECONDS)
        self._first_look.timeout.connect(self._check)
        self._looked.connect(self._on_looked, Qt.ConnectionType.QueuedConnection)

    @property
    def models(self) -> list[KnownModel]:
        """The known models, most recently used first."""
        return list(self._models)

    def find(self, path: str) -> KnownModel | None:
        """Give a known model by the path of its file or of a copy of it."""
        return next((model for model in self._models if model.lies_at(path)), None)

    def template(self, path: str) -> str:
        """Give the chat template the user chose for a model, or nothing."""
        model = self.find(path)
        return model.template if model else ""

    def settings(self, path: str) -> ModelSettings:
        """Give a model's own settings."""
        model = self.find(path)
        return model.settings if model else ModelSettings()

    def open(self) -> None:
        """Read the list; told by `changed`, also where it cannot be read. Files are looked at after that."""

        def done(models: list[KnownModel]) -> None:
            self._show(models)
            if self._library.kept_aside:
                self.refused.emit(Fault("library_damaged", {"name": self._library.kept_aside}))
            self._first_look.start()

        def failed(error: Exception) -> None:
            self._on_failed(error)
            self._show([])

        self._background.run(self._library.listed, done, failed, receiver=self)

    def close(self) -> None:
        """Give up looking and moving, and wait until all is written."""
        self._first_look.stop()
        self._ending.set()
        self._move_ending.set()
        self._background.close()
        self._files.close()
        for looker in self._lookers:
            looker.join(SCAN_END_SECONDS)

    # ---- the list

    def add(
        self,
        path: str,
        *,
        place: Place | None = None,
        name: str = "",
        repository: str = "",
        catalog_id: str = "",
        licence: str = "",
    ) -> None:
        """Look at a model file and put it on the list; told by `added` or `refused`."""

        def work() -> tuple[KnownModel, list[KnownModel]]:
            try:
                model = self._library.add(
                    path,
                    place=place,
                    name=name,
                    repository=repository,
                    catalog_id=catalog_id,
                    licence=licence,
                )
            except FaultError as error:
                raise _explained(error) from error
            return model, self._library.listed()

        self._background.run(work, self._on_added, self._on_failed)

    def add_download(self, download: Download, template: str = "") -> None:
        """Put a downloaded model on the list, with the chat template it needs; told by `arrived`."""
        request = download.request

        def work() -> tuple[KnownModel, list[KnownModel]]:
            model = self._library.add(
                download.path,
                place="own",
                name=request.title,
                repository=request.repository,
                catalog_id=request.catalog_id,
            )
            if template:
                self._library.set_template(model.path, template)
            return model, self._library.listed()

        def done(outcome: tuple[KnownModel, list[KnownModel]]) -> None:
            model, models = outcome
            self._show(models)
            self.arrived.emit(model, download)

        self._background.run(work, done, self._on_failed, receiver=self)

    def add_found(self, models: Iterable[FoundModel]) -> None:
        """Put models of other apps on the list, where they lie; told by `changed`, `refused` for a bad one."""
        chosen = tuple(models)

        def work() -> tuple[list[KnownModel], Fault | None]:
            faults = [fault for model in chosen if (fault := self._take(model)) is not None]
            return self._library.listed(), faults[0] if faults else None

        def done(outcome: tuple[list[KnownModel], Fault | None]) -> None:
            models, fault = outcome
            self._show(models)
            if fault is not None:
                self.refused.emit(fault)

        self._background.run(work, done, self._on_failed, receiver=self)

    def forget(self, path: str) -> None:
        """Take a model off the list; its file stays, and no scan brings it back."""
        self._change(lambda library: library.forget(path))

    def put_back(self, model: KnownModel) -> None:
        """Put a model that was forgotten on the list again, with all that was known of it."""

        def change(library: Library) -> None:
            library.add(model.path, place=model.place, name=model.name)
            library.set_template(model.path, model.template)
            library.set_notes(model.path, model.notes)
            library.set_settings(model.path, model.settings)

        self._change(change)

    def touch(self, path: str) -> None:
        """Remember that a model was used now."""
        self._change(lambda library: library.touch(path))

    def set_template(self, path: str, template: str) -> None:
        """Remember the chat template the user chose for a model."""
        self._change(lambda library: library.set_template(path, template))

    def set_notes(self, path: str, notes: str) -> None:
        """Remember what the user wrote about a model."""
        self._change(lambda library: library.set_notes(path, notes))

    def set_settings(self, path: str, settings: ModelSettings) -> None:
        """Remember a model's own settings; `refused` tells of a value out of its range."""
        self._change(lambda library: library.set_settings(path, settings))

    def set_reply_rate(self, path: str, rate: float) -> None:
        """Take in how fast a reply was, in tokens a second."""
        self._change(lambda library: library.set_reply_rate(path, rate))

    def mark_seen(self, path: str) -> None:
        """Remember that the user looked at a model whose file had changed."""
        self._change(lambda library: library.mark_seen(path))

    # ---- files

    def scan(self, own_folder: str) -> None:
        """Look at all files of the list and for new ones in our own folder; told by `changed`."""
        is_cancelled = self._ending.is_set
        self._look(lambda: self._library.scan_own_folder(own_folder, is_cancelled=is_cancelled), self._reread)

    def find_in_apps(self, folders: Folders | None = None) -> None:
        """Look for what other apps keep; told by `found`."""
        self._look(
            lambda: self._library.find_in_apps(folders, is_cancelled=self._ending.is_set), self.found.emit
        )

    def move_to_bin(self, path: str, own_folder: str) -> None:
        """Move a model's files to the system's bin and take it off the list; told by `binned` or `refused`."""

        def work() -> list[KnownModel]:
            from desktop_chat.models.bin import move_to_bin  # noqa: PLC0415  not needed for a start

            move_to_bin(Path(path), own_folder=Path(own_folder))
            self._library.drop(path)
            return self._library.listed()

        def done(models: list[KnownModel]) -> None:
            self._show(models)
            self.binned.emit(path)

        self._files.run(work, done, self._on_failed, receiver=self)

    def move_folder(self, old: str, new: str) -> None:
        """Move our models to another folder; told by `move_progress`, then `moved`, `move_stopped` or `refused`.

        Nothing may use the models and no download may run until then.
        """
        self._move_ending.clear()

        def work() -> bool:
            from desktop_chat.models.folder import move_models  # noqa: PLC0415  not needed for a start

            return move_models(
                Path(old),
                Path(new),
                self._library,
                on_progress=_seldom(self.move_progress.emit),
                is_cancelled=self._move_ending.is_set,
            )

        def done(is_whole: bool) -> None:
            self._reread()
            if is_whole:
                self.moved.emit(new)
            else:
                self.move_stopped.emit()

        def failed(error: Exception) -> None:
            self._reread()
            self._on_failed(error)

        self._files.run(work, done, failed, receiver=self)

    def stop_moving(self) -> None:
        """Give up moving the folder."""
        self._move_ending.set()

    # ---- ways

    def _take(self, model: FoundModel) -> Fault | None:
        try:
            self._library.add(model.path, place=model.app, name=model.name)
        except FaultError as error:
            return error.fault
        return None

    def _change(self, change: Callable[[Library], object]) -> None:
        def work() -> list[KnownModel]:
            change(self._library)
            return self._library.listed()

        self._background.run(work, self._show, self._on_failed)

    def _reread(self, _result: object = None) -> None:
        """Show the list as it is now: what a long look at files saw of it may be old."""
        self._background.run(self._library.listed, self._show, self._on_failed)

    def _check(self) -> None:
        self._look(lambda: self._library.check(is_cancelled=self._ending.is_set), self._reread)

    def _look(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Look at files on a thread that ends with the app, whatever a drive does."""

        def run() -> None:
            with self._looking:
                call = self._looked_at(work, done)
            if not self._ending.is_set():
                self._looked.emit(call)

        self._lookers = [thread for thread in self._lookers if thread.is_alive()]
        self._lookers.append(threading.Thread(target=run, name="library scan", daemon=True))
        self._lookers[-1].start()

    def _looked_at(self, work: Callable[[], T], done: Callable[[T], None]) -> Callable[[], None]:
        """Do the work; gives what the main thread is to do then."""
        try:
            return partial(done, work())
        except Exception as error:  # whatever it is, the main thread must hear of it
            return partial(self._on_failed, error)

    def _on_looked(self, call: Callable[[], None]) -> None:
        if not self._ending.is_set():
            call()

    def _show(self, models: list[KnownModel]) -> None:
        self._models = models
        self.changed.emit(list(models))

    def _on_added(self, found: tuple[KnownModel, list[KnownModel]]) -> None:
        model, models = found
        self._show(models)
        self.added.emit(model)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, FaultError):
            self.refused.emit(error.fault)
            return
        _log.error("library work failed", exc_info=error)
        self.refused.emit(Fault("library_failed", {"reason": type(error).__name__}))


def _explained(error: FaultError) -> FaultError:
    """Name the nearest model that works where a file is of a kind the engine does not know."""
    if error.fault.code != "unsupported_architecture":
        return error
    from desktop_chat.models.catalog import load_catalog  # noqa: PLC0415  not needed for a start
    from desktop_chat.models.nearest import explained  # noqa: PLC0415

    fault = explained(error.fault, load_catalog())
    return FaultError(fault.code, **fault.values)


def _seldom(tell: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Pass on the first progress, the last, and one every `PROGRESS_SECONDS` in between."""
    told_at = -PROGRESS_SECONDS

    def on_progress(done: int, total: int) -> None:
        nonlocal told_at
        now = time.monotonic()
        if done == total or now - told_at >= PROGRESS_SECONDS:
            told_at = now
            tell(done, total)

    return on_progress
