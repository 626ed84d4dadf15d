"""One try to fetch a model, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from desktop_chat.models.hub.download import Progress
from desktop_chat.models.hub.downloads.fetch import Fetch
from desktop_chat.models.hub.downloads.rate import SpeedMeter


class Run(threading.Thread):
    """Runs a fetch; in the end either `path` or `error` is there, and `on_end` is called."""

    def __init__(self, fetch: Fetch, on_end: Callable[[], None]) -> None:
        super().__init__(name="download", daemon=True)
        self.fetch = fetch
        self.path: Path | None = None
        self.error: Exception | None = None
        self.has_ended = False
        self._on_end = on_end
        self._meter = SpeedMeter()
        self._told: Progress | None = None

    def run(self) -> None:
        """Fetch the model."""
        try:
            self.path = self.fetch.run()
        except Exception as error:
            self.error = error
        self.has_ended = True
        self._on_end()

    def news(self, now: float) -> Progress | None:
        """Give how far it is; None when that was told already. `now` is in seconds of any clock."""
        done, total = self.fetch.done_bytes, self.fetch.total_bytes
        rate = self._meter.measure(self.fetch.received_bytes, now)
        progress = Progress(done, total, rate, (total - done) / rate if rate > 0 else None)
        if progress == self._told:
            return None
        self._told = progress
        return progress
