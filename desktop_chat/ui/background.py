"""Work off the main thread: one way to hand it over and to get its result back on the main thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class _Outcome(NamedTuple):
    receiver: QObject | None
    callback: Callable[[object], None] | None
    result: object


class Background(QObject):
    """Runs work on its own threads; `done` and `failed` are called on the thread this object lives on.

    With one thread (the default) work runs in the order it was handed over, always on the same thread, as
    a database connection needs it. Threads start with the first work.
    """

    _finished = Signal(object)

    def __init__(self, name: str, *, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._is_closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        receiver: QObject | None = None,
    ) -> None:
        """Run `work` on a background thread, then `done(result)` or `failed(error)` on the main thread.

        The result is dropped when the receiver is gone by then: the object `done` and `failed` are methods
        of, or `receiver` where they are functions. Without `failed` an error goes to `sys.excepthook`.
        Raises RuntimeError after `close`.
        """
        self._executor.submit(self._work, work, done, failed, receiver)

    def close(self) -> None:
        """Wait until all work handed over is done; results that come now are dropped. Idempotent."""
        self._is_closed = True
        self._executor.shutdown(wait=True)

    def _work(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None,
        failed: Callable[[Exception], None] | None,
        receiver: QObject | None,
    ) -> None:
        try:
            result: object = work()
            callback = done
        except Exception as error:  # whatever it is, the main thread must hear of it
            result, callback = error, failed or _report
        if callback is not None and not self._is_closed:
            self._finished.emit(_Outcome(receiver or _owner(callback), callback, result))

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if self._is_closed or (outcome.receiver is not None and not shiboken6.isValid(outcome.receiver)):
            return
        outcome.callback(outcome.result)


def _owner(callback: Callable[..., None]) -> QObject | None:
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None


def _report(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
