"""The conversation store on its own thread: work in, results back on the main thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.store import OpenedStore, Store, open_store
from desktop_chat.faults import Fault, FaultError
from desktop_chat.ui.background import Background

T = TypeVar("T")
_log = logging.getLogger(__name__)

KEPT_DELETED_SECONDS = 30 * 24 * 3600
"""How long a deleted conversation can be brought back."""


class StoreService(QObject):
    """Runs every use of the store on one thread, in the order asked.

    Signals:
        opened: The store is open; carries the fault to show if a damaged file was recovered, else None.
        failed: The store could not be opened, or work without a `failed` of its own did not succeed.
    """

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._background = Background("store", parent=self)
        self._store: Store | None = None  # used on the store's thread only
        self._refusal = Fault("storage_failed", {"reason": "closed"})  # why there is no store; on its thread

    def open(self) -> None:
        """Open the store in the background."""
        self._background.run(self._open, self._on_opened, self._on_failed)

    def run(
        self,
        work: Callable[[Store], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Fault], None] | None = None,
    ) -> None:
        """Run `work(store)` after all work asked before, then call `done` with what it gives."""

        def on_error(error: Exception) -> None:
            if failed is None:
                self._on_failed(error)
            else:
                failed(_fault_of(error))

        self._background.run(lambda: work(self._opened_store()), done, on_error, receiver=self)

    def close(self) -> None:
        """Wait for the work asked, then close the database."""
        self._background.run(self._close)
        self._background.close()

    def _open(self) -> OpenedStore:
        try:
            opened = open_store(self._path)
        except FaultError as error:
            self._refusal = error.fault
            raise
        self._store = opened.store
        opened.store.close_interrupted()
        opened.store.purge_deleted(before=time.time() - KEPT_DELETED_SECONDS)
        return opened

    def _on_opened(self, opened: OpenedStore) -> None:
        self.opened.emit(opened.recovered)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(_fault_of(error))

    def _opened_store(self) -> Store:
        if self._store is None:
            raise FaultError(self._refusal.code, **self._refusal.values)
        return self._store

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


def _fault_of(error: Exception) -> Fault:
    if isinstance(error, FaultError):
        return error.fault
    _log.error("store work failed", exc_info=error)
    return Fault("storage_failed", {"reason": type(error).__name__})
