"""Searching while the user types: only the newest question is answered."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.searching import Hit, SearchQuery
from desktop_chat.faults import Fault
from desktop_chat.ui.store_service import StoreService


class LatestSearch(QObject):
    """Asks the store one question at a time. A newer one replaces one that waits, and drops an older answer.

    Signals:
        found(object, object): (SearchQuery, list[Hit]) the answer to the newest question.
        failed(object): (Fault) it could not be answered.
    """

    found = Signal(object, object)
    failed = Signal(object)

    def __init__(self, store: StoreService, limit: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._limit = limit
        self._newest: SearchQuery | None = None
        self._is_asking = False

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
            lambda store: store.search(query, self._limit),
            lambda hits: self._on_found(query, hits),
            self._on_failed,
        )

    def _on_found(self, query: SearchQuery, hits: Sequence[Hit]) -> None:
        if not shiboken6.isValid(self):
            return  # the window was closed meanwhile
        self._is_asking = False
        if query == self._newest:
            self.found.emit(query, hits)
        elif self._newest is not None:
            self._go()

    def _on_failed(self, fault: Fault) -> None:
        if shiboken6.isValid(self):
            self._is_asking = False
            self.failed.emit(fault)
