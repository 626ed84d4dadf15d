"""What is typed in conversations that do not exist yet: one for each window, kept together."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.messages import Draft
from desktop_chat.chat.turns import joined
from desktop_chat.faults import Fault
from desktop_chat.ui.store_service import StoreService


class NewDrafts(QObject):
    """Keeps the drafts of all windows as one; after a start, or when a window closed, another takes it over.

    Signals:
        failed: (Fault) a draft is not kept.
    """

    failed = Signal(object)

    def __init__(self, store: StoreService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._drafts: dict[object, Draft] = {}
        self._left = Draft()  # in no window

    def read(self, more: Draft, done: Callable[[], None], failed: Callable[[Fault], None]) -> None:
        """Read what the last run left behind; `more` was kept elsewhere and is added to it."""

        def take(left: Draft) -> None:
            self._left = joined(left, more)
            if more:
                self.keep()
            done()

        self._store.run(lambda store: store.draft(None), take, failed)

    def keep(self) -> None:
        """Keep all of them as they are now."""
        together = reduce(joined, self._drafts.values(), self._left)
        self._store.run(lambda store: store.set_draft(None, together), failed=self.failed.emit)

    def of(self, owner: object) -> Draft:
        """Give the draft of a window; one that has none takes over what is in no window."""
        if not self._drafts.get(owner):
            self._drafts[owner], self._left = self._left, Draft()
        return self._drafts[owner]

    def set(self, owner: object, draft: Draft) -> None:
        """Keep the draft of a window."""
        self._drafts[owner] = draft
        self.keep()

    def leave(self, owner: object) -> None:
        """Let another window take over the draft of one that closes."""
        self._left = joined(self._left, self._drafts.pop(owner, Draft()))
