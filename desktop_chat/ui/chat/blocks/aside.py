"""Work for what is painted, off the main thread: what was asked for last is done first, for it is in sight."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from desktop_chat.ui.giving_way import giving_way

_log = logging.getLogger(__name__)

FIRST_MILLISECONDS: Final = 50
"""How long the very first work waits: when the app starts, that is until there is something to be seen."""


class Aside(QObject):
    """One thread that ends with the application, whatever it is at.

    Signals:
        done: (key, result) some work is done.
    """

    done = Signal(object, object)
    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[Hashable, Callable[[], object]] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._beginning = QTimer(self, singleShot=True, interval=FIRST_MILLISECONDS)
        self._beginning.timeout.connect(self._begin)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, key: Hashable, work: Callable[[], object]) -> None:
        """Do some work; asked for again, it is done next. Of work that raises, nothing is heard."""
        with self._changed:
            self._waiting.pop(key, None)
            self._waiting[key] = work
            self._changed.notify()
        if self._thread is None and not self._beginning.isActive():
            self._beginning.start()

    def close(self) -> None:
        """Do nothing more."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            self._changed.notify()

    def _begin(self) -> None:
        if not self._is_closed:
            self._thread = threading.Thread(target=self._work, name="aside", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (task := self._next()) is not None:
            key, work = task
            try:
                with giving_way():
                    result = work()
            except Exception:  # a lexer may fail at anything; what it was for is shown without
                _log.exception("Work aside failed")
                continue
            if not self._is_closed:
                self._finished.emit(key, result)

    def _next(self) -> tuple[Hashable, Callable[[], object]] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_closed)
            return None if self._is_closed else self._waiting.popitem()

    @Slot(object, object)
    def _deliver(self, key: Hashable, result: object) -> None:
        if not self._is_closed:
            self.done.emit(key, result)


@lru_cache(maxsize=1)
def aside() -> Aside:
    """Give the one thread of the application."""
    app = QCoreApplication.instance()
    thread = Aside(app)
    app.aboutToQuit.connect(thread.close)
    return thread
