"""Searching while the user types: only the newest question is answered."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.searching import Hit, SearchQuery
from desktop_chat.chat.store import Store
from desktop_chat.faults import Fault
from desktop_chat.ui.store_service import StoreService

_SLICE_SECONDS: Final = 0.01  # of indexing, which what is typed meanwhile waits for
_PAUSE_MILLISECONDS: Final = 10  # between two slices
_AGAIN_SECONDS: Final = 1.0  # between two answers to a question, while more can be found
_INDEXED_AT_ONCE: Final = 10


class LatestSearch(QObject):
    """Asks the store one question at a time. A newer one replaces one that waits, and drops an older answer.

    Where messages are not findable yet, they are made so as long as somebody looks for something.

    Signals:
        found(object, object, int): (SearchQuery, list[Hit], messages that cannot be found yet) the answer to the
            newest question; told again once more can be found.
        failed(object): (Fault) it could not be answered.
    """

    found = Signal(object, object, int)
    failed = Signal(object)

    def __init__(self, store: StoreService, limit: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._limit = limit
        self._newest: SearchQuery | None = None
        self._is_asking = False
        self._answered = 0.0
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._index_more)

    def ask(self, query: SearchQuery) -> None:
        """Look for something else from now on."""
        self._newest = query
        if not self._is_asking:
            self._go()

    def cancel(self) -> None:
        """Look for nothing any more."""
        self._newest = None

    def _go(self) -> None:
        query = self._newest
        assert query is not None
        self._is_asking = True
        self._store.run(
            lambda store: (_index_slice(store), store.search(query, self._limit)),
            lambda answer: self._on_found(query, *answer),
            self._on_failed,
        )

    def _on_found(self, query: SearchQuery, left: int, hits: Sequence[Hit]) -> None:
        if not shiboken6.isValid(self):
            return  # the window was closed meanwhile
        self._is_asking = False
        if query == self._newest:
            self._answered = time.monotonic()
            self.found.emit(query, hits, left)
            if left:
                self._timer.start()
        elif self._newest is not None:
            self._go()

    def _index_more(self) -> None:
        if self._newest is not None and not self._is_asking:
            self._store.run(_index_slice, self._on_indexed, self._on_failed)

    def _on_indexed(self, left: int) -> None:
        if not shiboken6.isValid(self) or self._newest is None or self._is_asking:
            return
        if left and time.monotonic() < self._answered + _AGAIN_SECONDS:
            self._timer.start()
        else:
            self._go()

    def _on_failed(self, fault: Fault) -> None:
        if shiboken6.isValid(self):
            self._is_asking = False
            self.failed.emit(fault)


def _index_slice(store: Store) -> int:
    """Make some messages findable; gives how many are left."""
    until = time.monotonic() + _SLICE_SECONDS
    while (left := store.index_some(_INDEXED_AT_ONCE)) and time.monotonic() < until:
        pass
    return left
