"""Collects what an engine tells, and waits for one event of it."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any, TypeVar

from desktop_chat.engine.protocol import Event

E = TypeVar("E")


class EventLog:
    """Every event told so far; called from any thread."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._by_kind: defaultdict[type, list[Any]] = defaultdict(list)
        self._changed = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            self._by_kind[type(event)].append(event)
            self._changed.notify_all()

    def wait_for(self, kind: type[E], *, nth: int = 1, timeout: float = 30.0) -> E:
        """Give the nth event of a kind, waiting for it; fails with what came instead."""
        with self._changed:
            found: list[E] = self._by_kind[kind]
            arrived = self._changed.wait_for(lambda: len(found) >= nth, timeout)
            assert arrived, f"no {kind.__name__} among {self.events[-5:]}"
            return found[nth - 1]

    def of(self, kind: type[E]) -> list[E]:
        """Give the events of a kind."""
        return list(self._by_kind[kind])
