"""The known models as the window sees them: files are looked at in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.library import KnownModel, Library
from desktop_chat.ui.background import Background

_log = logging.getLogger(__name__)


class LibraryService(QObject):
    """Keeps the list of known models, most recently used first.

    Signals:
        changed: (list[KnownModel]).
        added: (KnownModel) a file the user gave is known now.
        refused: (Fault) a file the user gave cannot be used, or the list itself.
    """

    changed = Signal(list)
    added = Signal(object)
    refused = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._library: Library | None = None  # used on the background thread only
        self._background = Background("library", parent=self)
        self._models: list[KnownModel] = []

    @property
    def models(self) -> list[KnownModel]:
        """The known models, most recently used first."""
        return list(self._models)

    def find(self, path: str) -> KnownModel | None:
        """Give a known model by the path of its file."""
        return next((model for model in self._models if model.path == path), None)

    def template(self, path: str) -> str:
        """Give the chat template the user chose for a model, or nothing."""
        model = self.find(path)
        return model.template if model else ""

    def open(self) -> None:
        """Read the list; told by `changed`, also where it cannot be read."""

        def done(models: list[KnownModel]) -> None:
            self._show(models)
            if self._library is not None and self._library.kept_aside:
                self.refused.emit(Fault("library_damaged", {"name": self._library.kept_aside}))

        def failed(error: Exception) -> None:
            self._on_failed(error)
            self._show([])

        self._background.run(lambda: self._opened().all(), done, failed, receiver=self)

    def add(self, path: str) -> None:
        """Look at a model file and put it on the list; told by `added` or `refused`."""

        def work() -> tuple[KnownModel, list[KnownModel]]:
            library = self._opened()
            model = library.add(Path(path))
            return model, library.all()

        self._background.run(work, self._on_added, self._on_failed)

    def remove(self, path: str) -> None:
        """Take a model off the list; its file stays."""
        self._change(lambda library: library.remove(path))

    def touch(self, path: str) -> None:
        """Remember that a model was used now."""
        self._change(lambda library: library.touch(path))

    def set_template(self, path: str, template: str) -> None:
        """Remember the chat template the user chose for a model."""
        self._change(lambda library: library.set_template(path, template))

    def close(self) -> None:
        """Wait until all is written."""
        self._background.close()

    def _opened(self) -> Library:
        if self._library is None:
            self._library = Library(self._path)
        return self._library

    def _change(self, change: Callable[[Library], object]) -> None:
        def work() -> list[KnownModel]:
            library = self._opened()
            change(library)
            return library.all()

        self._background.run(work, self._show, self._on_failed)

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
