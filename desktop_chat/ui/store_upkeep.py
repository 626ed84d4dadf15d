"""What the store does for itself while nobody asks anything of it: purging, and making messages findable."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from desktop_chat.chat.store import Store
from desktop_chat.ui.background import Background

_log = logging.getLogger(__name__)

QUIET_MILLISECONDS: Final = 1000
"""How long nothing must be asked of the store before it is worked on."""

_PAUSE_MILLISECONDS: Final = 20  # between two slices, so that the window gets the processor first
_SLICE_SECONDS: Final = 0.005  # what is asked of the store meanwhile waits no longer than about one slice
_PURGED_AT_ONCE: Final = 20
_MOST_INDEXED_AT_ONCE: Final = 100


class StoreUpkeep(QObject):
    """Works in slices on the store's thread, one after the other, and gives way to whatever else is asked.

    `store` gives the open store, or raises `FaultError`; it is called on that thread. What was deleted longer than
    `kept_seconds` ago is purged.
    """

    def __init__(
        self,
        background: Background,
        store: Callable[[], Store],
        kept_seconds: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._store = store
        self._kept_seconds = kept_seconds
        self._is_running = False
        self._is_purged = False  # this and the next one are used on the store's thread only
        self._at_once = 10
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin_slice)

    def start(self) -> None:
        """Begin once nothing was asked of the store for a while."""
        self._is_running = True
        self.put_off()

    def put_off(self) -> None:
        """Wait until it is quiet again: something was asked of the store."""
        if self._is_running:
            self._timer.start(QUIET_MILLISECONDS)

    def stop(self) -> None:
        """Begin no more slices."""
        self._is_running = False
        self._timer.stop()

    def _begin_slice(self) -> None:
        self._background.run(self._work, self._on_worked, self._on_failed)

    def _on_worked(self, is_more: bool) -> None:
        if is_more and self._is_running and not self._timer.isActive():
            self._timer.start(_PAUSE_MILLISECONDS)

    def _on_failed(self, error: Exception) -> None:
        """Leave it until something else is asked: that tells the user what is wrong with the disk."""
        _log.warning("upkeep of the store failed: %s", error)

    def _work(self) -> bool:
        """Do one slice; says whether there is more to do."""
        store = self._store()
        if not self._is_purged:
            store.purge_deleted(before=time.time() - self._kept_seconds)
            self._is_purged = True
        if store.remove_purged(_PURGED_AT_ONCE):
            return True
        began = time.perf_counter()
        left = store.index_some(self._at_once)
        self._fit(time.perf_counter() - began)
        return left > 0

    def _fit(self, seconds: float) -> None:
        """Index as many messages at once as one slice has time for."""
        fitting = round(self._at_once * _SLICE_SECONDS / max(seconds, 1e-6))
        self._at_once = max(1, min(fitting, 2 * self._at_once, _MOST_INDEXED_AT_ONCE))
