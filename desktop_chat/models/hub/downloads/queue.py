"""The queue of downloads: what runs when, what waits, what is told."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub.download import Download, DownloadRequest, Progress
from desktop_chat.models.hub.downloads.entry import Entry
from desktop_chat.models.hub.downloads.fetch import Fetch
from desktop_chat.models.hub.downloads.patience import Patience
from desktop_chat.models.hub.downloads.queue_file import QueueFile
from desktop_chat.models.hub.downloads.rate import RateLimit
from desktop_chat.models.hub.downloads.run import Run
from desktop_chat.models.hub.downloads.way import Way
from desktop_chat.models.hub.session import HubSession
from desktop_chat.settings import DownloadSettings

_TICK: Final = 0.2  # seconds between two reports of progress
_IDLE_TICK: Final = 5.0  # seconds between two looks at the clock while something waits
_CLOSE_SECONDS: Final = 0.5

OnChange = Callable[[tuple[Download, ...], Fault | None], None]
OnProgress = Callable[[str, Progress], None]


class Downloads:
    """Downloads models one after the other, or some at once, and remembers what is not finished.

    `session_for` gives the present way to the hub. `file` keeps the queue; None: it is not kept.
    `on_change` is told the whole queue whenever an entry changes its state, and notices; `on_progress` how far
    a running one is, five times a second. Both are called on one thread, one call after the other.
    `clock` gives seconds since 1970. Nothing here raises: what goes wrong is a fault of an entry.
    """

    def __init__(  # noqa: PLR0917  each is of another kind: nobody takes one for another
        self,
        session_for: Callable[[], HubSession],
        settings: DownloadSettings,
        models_folder: Path,
        file: Path | None,
        on_change: OnChange,
        on_progress: OnProgress,
        *,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._session_for = session_for
        self._settings = settings
        self._models_folder = models_folder
        self._file = QueueFile(file) if file else None
        self._on_change, self._on_progress = on_change, on_progress
        self._patience = patience or Patience()
        self._clock = clock
        self._limit = RateLimit(settings.rate_limit)
        self._entries: list[Entry] = []
        self._cancelled: list[Entry] = []  # to be deleted once their runs have ended
        self._notices: list[Fault] = []
        self._told: tuple[Download, ...] | None = None
        self._told_at = 0.0
        self._has_news = threading.Condition(threading.RLock())
        self._is_poked = False
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="downloads", daemon=True)

    def start(self) -> None:
        """Read the queue, tell it, and go on with what is not finished."""
        if self._file is not None:
            downloads, notice = self._file.read()
            self._entries = [Entry(download) for download in downloads]
            self._notices = [notice] if notice else []
        self._thread.start()

    def add(self, request: DownloadRequest) -> None:
        """Put a download at the end of the queue; one of the same files that is there already goes on."""
        with self._has_news:
            entry = next((each for each in self._entries if each.is_for(request)), None)
            if entry is not None:
                entry.renew(request)
            else:
                name, now = secrets.token_hex(8), self._clock()
                download = Download(name, request, total_bytes=request.size, added_at=now)
                self._entries.append(Entry(download))
            self._poke()

    def pause(self, download_id: str) -> None:
        """Stop one for now; what is downloaded is kept."""
        self._change(download_id, Entry.pause)

    def resume(self, download_id: str) -> None:
        """Go on with one that is paused, waiting or failed."""
        self._change(download_id, Entry.resume)

    def cancel(self, download_id: str) -> None:
        """Take one off the queue; what is downloaded of an unfinished one is deleted."""
        self._change(download_id, self._take_off)

    def move(self, download_id: str, place: int) -> None:
        """Put one at another place in the queue, 0 is the first."""
        self._change(download_id, lambda entry: self._put(entry, place))

    def configure(self, settings: DownloadSettings, models_folder: Path) -> None:
        """Use other settings, also another session; what waits is tried at once."""
        with self._has_news:
            has_other_connections = settings.connections != self._settings.connections
            self._settings, self._models_folder = settings, models_folder
            self._limit.set(settings.rate_limit)
            for entry in self._entries:
                if has_other_connections or self._has_new_way(entry):
                    entry.interrupt()
                if entry.download.state == "waiting":
                    entry.resume()
            for entry in [each for each in self._entries if each.run][settings.at_once :]:
                entry.interrupt()
            self._poke()

    def close(self) -> None:
        """End all; what is not finished goes on at the next start. Takes half a second at most."""
        with self._has_news:
            self._is_closed = True
            runs = [entry.run for entry in [*self._entries, *self._cancelled] if entry.run]
            for entry in self._entries:
                entry.count()
            for run in runs:
                run.fetch.stop()
            self._poke()
        end = time.monotonic() + _CLOSE_SECONDS
        for thread in (*runs, self._thread):
            thread.join(max(0.0, end - time.monotonic()))
        for entry in self._cancelled:
            entry.delete()
        if self._file is not None:
            self._file.write(entry.download for entry in self._entries)

    # ---- changing the queue

    def _change(self, download_id: str, change: Callable[[Entry], None]) -> None:
        with self._has_news:
            for entry in [each for each in self._entries if each.download.id == download_id]:
                change(entry)
            self._poke()

    def _take_off(self, entry: Entry) -> None:
        entry.stop()
        self._entries.remove(entry)
        self._cancelled.append(entry)

    def _put(self, entry: Entry, place: int) -> None:
        self._entries.remove(entry)
        self._entries.insert(max(0, place), entry)

    # ---- on the queue's own thread

    def _work(self) -> None:
        looked_at = self._clock()
        wait: float | None = None
        while True:
            now = self._clock()
            with self._has_news:
                if self._is_closed:
                    return
                if wait is not None and now - looked_at > wait + self._patience.jump:
                    self._wake_up()
                deletable = self._go_on(now)
                downloads = tuple(entry.download for entry in self._entries)
                notices, self._notices = self._notices, []
            self._tell(downloads, notices)
            for entry in deletable:
                entry.delete()
            with self._has_news:
                looked_at = self._clock()
                wait = self._wait(looked_at)

    def _go_on(self, now: float) -> list[Entry]:
        """Finish what has ended, start what can; gives the cancelled ones whose runs have ended."""
        for entry in self._entries:
            entry.follow()
            if entry.run is not None and entry.run.has_ended:
                entry.finish(self._patience, now, has_new_way=self._has_new_way(entry))
            if entry.download.state == "waiting" and 0.0 < entry.download.retry_at <= now:
                entry.set_state("queued")
        for entry in self._entries:
            if entry.download.state == "queued" and entry.run is None and self._has_slot(entry):
                self._begin(entry)
        deletable = [each for each in self._cancelled if each.run is None or each.run.has_ended]
        self._cancelled = [each for each in self._cancelled if each not in deletable]
        return deletable

    def _has_slot(self, entry: Entry) -> bool:
        running = sum(each.is_running for each in self._entries)
        is_being_deleted = any(each.is_for(entry.download.request) for each in self._cancelled)
        return running < self._settings.at_once and not is_being_deleted

    def _begin(self, entry: Entry) -> None:
        try:
            place = entry.place(self._models_folder)
            session = self._session_for()
        except FaultError as error:
            entry.set_state("failed", error.fault)
            return
        way = Way(session, self._settings.connections, self._limit, self._patience)
        fetch = Fetch(entry.download.request, place, way, self._on_notice)
        entry.begin(Run(fetch, self._poke), place)

    def _has_new_way(self, entry: Entry) -> bool:
        """Whether the session of a run was replaced by another."""
        if entry.run is None:
            return False
        try:
            return self._session_for() is not entry.run.fetch.session
        except FaultError:
            return True

    def _wake_up(self) -> None:
        """Go on at once after the PC has slept: the old connections are dead, and nobody says so."""
        for entry in self._entries:
            if entry.run is not None:
                entry.run.fetch.cut()
            elif entry.download.retry_at:
                entry.resume()

    def _tell(self, downloads: tuple[Download, ...], notices: list[Fault]) -> None:
        if downloads != self._told or notices:
            if self._file is not None and downloads != self._told:
                self._file.write(downloads)
            self._told = downloads
            for notice in notices:
                self._on_change(downloads, notice)
            if not notices:
                self._on_change(downloads, None)
        now = time.monotonic()
        if now - self._told_at >= _TICK:
            self._told_at = now
            for download_id, run in self._runs():
                progress = run.news(now)
                if progress is not None:
                    self._on_progress(download_id, progress)

    def _runs(self) -> list[tuple[str, Run]]:
        with self._has_news:
            return [(each.download.id, each.run) for each in self._entries if each.run]

    def _wait(self, now: float) -> float | None:
        """Wait for news; gives the most seconds that was to take, None for as long as nobody wants anything."""
        seconds: float | None = None
        retries = [each.download.retry_at for each in self._entries if each.download.retry_at]
        if any(each.run for each in (*self._entries, *self._cancelled)):
            seconds = _TICK
        elif retries:
            seconds = max(0.0, min(_IDLE_TICK, min(retries) - now))
        self._has_news.wait_for(lambda: self._is_poked, seconds)
        self._is_poked = False
        return seconds

    def _poke(self) -> None:
        """Let the queue's thread look now."""
        with self._has_news:
            self._is_poked = True
            self._has_news.notify_all()

    def _on_notice(self, notice: Fault) -> None:
        with self._has_news:
            self._notices.append(notice)
            self._poke()
