"""Work in steps that is watched, and can be given up at any time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.chat.store import Store
from desktop_chat.faults import Fault, FaultError
from desktop_chat.ui.background import Background
from desktop_chat.ui.giving_way import giving_way
from desktop_chat.ui.store_service import StoreService

_log = logging.getLogger(__name__)

_TOLD_SECONDS: Final = 0.05

Steps = Generator[Any, None, Any]
"""Gives how far it is with each step, and at its end what came of it; closing it undoes what was done."""


class Task(QObject):
    """Some work that goes on, whoever watches.

    Signals:
        progressed(object): how far it is, some times a second.
        done(object): it is done; what came of it.
        failed(object): (Fault) it could not be done.
        ended(): it is over: done, failed or given up.
    """

    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_cancelled = threading.Event()
        self.ended.connect(self.deleteLater)

    @property
    def is_cancelled(self) -> bool:
        """Whether it is to be given up."""
        return self._is_cancelled.is_set()

    def cancel(self) -> None:
        """Give it up; nothing but `ended` is told afterwards."""
        self._is_cancelled.set()

    def _tell(self, progress: object) -> None:
        if not self.is_cancelled:
            self.progressed.emit(progress)

    def _end(self, result: object) -> None:
        if not self.is_cancelled:
            self.done.emit(result)
        self.ended.emit()

    def _fail(self, fault: Fault) -> None:
        if not self.is_cancelled:
            self.failed.emit(fault)
        self.ended.emit()


class ThreadTask(Task):
    """Steps on a thread of the background, all in one go; the window gets the processor whenever it asks."""

    _progress = Signal(object)

    def __init__(self, background: Background, begin: Callable[[], Steps], parent: QObject) -> None:
        """Run what `begin` gives; it is called on that thread."""
        super().__init__(parent)
        self._begin = begin
        self._progress.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        background.run(self._work, self._end, self._on_error)

    def _work(self) -> object:
        with giving_way():
            return self._run(self._begin())

    def _run(self, steps: Steps) -> object:
        told = 0.0
        while not self.is_cancelled:
            try:
                progress = next(steps)
            except StopIteration as end:
                return end.value
            if time.monotonic() > told + _TOLD_SECONDS:
                told = time.monotonic()
                self._progress.emit(progress)
        steps.close()
        return None

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, FaultError):
            self._fail(error.fault)
        else:
            _log.error("work failed", exc_info=error)
            self._fail(Fault("storage_failed", {"reason": type(error).__name__}))


class StoreTask(Task):
    """Steps on the store's thread, with whatever else is asked of the store between them."""

    def __init__(self, store: StoreService, begin: Callable[[Store], Steps], parent: QObject) -> None:
        """Run what `begin` gives; it is called on that thread."""
        super().__init__(parent)
        self._store = store
        self._begin = begin
        self._steps: Steps | None = None  # used on the store's thread only
        self._result: object = None
        self._go_on()

    def _go_on(self) -> None:
        self._store.run(self._step, self._on_step, self._fail)

    def _step(self, store: Store) -> object:
        """Go one step; None where that was the last."""
        if self._steps is None:
            self._steps = self._begin(store)
        if self.is_cancelled:
            self._steps.close()
            return None
        try:
            return next(self._steps)
        except StopIteration as end:
            self._result = end.value
            return None

    def _on_step(self, progress: object) -> None:
        if progress is None:
            self._end(self._result)
        else:
            self._tell(progress)
            self._go_on()
