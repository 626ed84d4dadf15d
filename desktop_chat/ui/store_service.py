"""The conversation store on its own thread: work in, results back on the main thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.store import OpenedStore, Store, open_store
from desktop_chat.faults import Fault, FaultError
from desktop_chat.ui.background import Background
from desktop_chat.ui.store_upkeep import StoreUpkeep

if TYPE_CHECKING:
    from desktop_chat.chat.backups import Backup, Backups

T = TypeVar("T")
_log = logging.getLogger(__name__)

KEPT_DELETED_SECONDS: Final = 30 * 24 * 3600
"""How long what is deleted can be brought back."""

FIRST_BACKUP_MILLISECONDS: Final = 30_000
"""How long after the start a backup is made, where one is due."""

NEXT_BACKUP_MILLISECONDS: Final = 3_600_000
"""How often it is looked whether one is due again."""


class StoreService(QObject):
    """Runs every use of the store on one thread, in the order asked.

    Signals:
        opened: The store is open, also anew after a backup was restored; carries the fault to show if a damaged
            file was recovered, else None.
        failed: The store could not be opened, or work without a `failed` of its own did not succeed.
    """

    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._background = Background("store", parent=self)
        self._copying = Background("backups", parent=self)
        self._upkeep = StoreUpkeep(self._background, self._opened_store, KEPT_DELETED_SECONDS, self)
        self._store: Store | None = None  # used on the store's thread only
        self._refusal = Fault("storage_failed", {"reason": "closed"})  # why there is no store; on its thread
        self._backups: Backups | None = None  # from the first use on
        self._is_backup_fault_told = False
        self._backup_timer = QTimer(self, singleShot=True)
        self._backup_timer.timeout.connect(self.make_backup_if_due)

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
        self._upkeep.put_off()
        self._background.run(lambda: work(self._opened_store()), done, self._telling(failed), receiver=self)

    def close(self) -> None:
        """Wait for the work asked, then close the database."""
        self._backup_timer.stop()
        self._upkeep.stop()
        if self._backups is not None:
            self._backups.close()
        self._background.run(self._close)
        self._background.close()
        self._copying.close()

    # ---- backups

    def make_backup_if_due(self) -> None:
        """Make today's backup in the background, where something changed since the last one."""
        self._backup_timer.start(NEXT_BACKUP_MILLISECONDS)
        backups = self._opened_backups()
        self._copying.run(lambda: backups.make(time.time()), self._on_backup_made, self._on_backup_failed)

    def make_backup(
        self, done: Callable[[Backup | None], None], failed: Callable[[Fault], None] | None = None
    ) -> None:
        """Make one more backup now, and call `done` with it; None: nothing changed since the last one."""
        backups = self._opened_backups()
        self._copying.run(
            lambda: backups.make(time.time(), even_today=True), done, self._telling(failed), receiver=self
        )

    def list_backups(
        self, done: Callable[[list[Backup]], None], failed: Callable[[Fault], None] | None = None
    ) -> None:
        """Find the backups, the newest first, and call `done` with them."""
        self._copying.run(self._opened_backups().kept, done, self._telling(failed), receiver=self)

    def restore_backup(
        self,
        backup: Backup,
        done: Callable[[], None] | None = None,
        failed: Callable[[Fault], None] | None = None,
    ) -> None:
        """Put a backup in the place of the conversations, which become one more backup.

        Told by `opened`, then by `done`. When it fails, the store goes on with what it had. An id of before may
        be of nothing afterwards, or of something else: no reply should be being written.
        """

        def restored(opened: OpenedStore) -> None:
            self._on_opened(opened)
            if done is not None:
                done()

        backups = self._opened_backups()
        self._background.run(
            lambda: self._restore(backups, backup), restored, self._telling(failed), receiver=self
        )

    @property
    def backups_folder(self) -> Path:
        """Where the backups are."""
        return self._path.with_name("backups")

    def _opened_backups(self) -> Backups:
        from desktop_chat.chat.backups import Backups  # noqa: PLC0415  not needed for a start

        if self._backups is None:
            self._backups = Backups(self._path, self.backups_folder)
        return self._backups

    def _on_backup_made(self, _backup: Backup | None) -> None:
        self._is_backup_fault_told = False

    def _on_backup_failed(self, error: Exception) -> None:
        """Say it once: it is tried again every hour."""
        if not self._is_backup_fault_told:
            self._is_backup_fault_told = True
            self._on_failed(error)

    # ---- the store's thread

    def _open(self) -> OpenedStore:
        try:
            opened = open_store(self._path)
        except FaultError as error:
            self._refusal = error.fault
            raise
        self._store = opened.store
        opened.store.close_interrupted()
        return opened

    def _restore(self, backups: Backups, backup: Backup) -> OpenedStore:
        self._close()
        try:
            backups.restore(backup, time.time())
        except BaseException:
            self._open()
            raise
        return self._open()

    def _opened_store(self) -> Store:
        if self._store is None:
            raise FaultError(self._refusal.code, **self._refusal.values)
        return self._store

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    # ---- the main thread

    def _on_opened(self, opened: OpenedStore) -> None:
        self._upkeep.start()
        if not self._backup_timer.isActive():
            self._backup_timer.start(FIRST_BACKUP_MILLISECONDS)
        self.opened.emit(opened.recovered)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(_fault_of(error))

    def _telling(self, failed: Callable[[Fault], None] | None) -> Callable[[Exception], None]:
        return self._on_failed if failed is None else lambda error: failed(_fault_of(error))


def _fault_of(error: Exception) -> Fault:
    if isinstance(error, FaultError):
        return error.fault
    _log.error("store work failed", exc_info=error)
    return Fault("storage_failed", {"reason": type(error).__name__})
