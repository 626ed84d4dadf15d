"""One download in the terminal: begins it, shows how far it is, and pauses at Ctrl-C."""

from __future__ import annotations

import math
import time
from queue import SimpleQueue
from typing import TYPE_CHECKING

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub.download import Download, DownloadRequest, Progress
from desktop_chat.terminal.interrupts import interrupts, next_of
from desktop_chat.terminal.progress_bar import ProgressView
from desktop_chat.terminal.workplace import Workplace

if TYPE_CHECKING:
    from desktop_chat.models.hub.session import HubSession

_News = Download | Progress | None  # None: Ctrl-C


def download(
    request: DownloadRequest, session: HubSession, work: Workplace, view: ProgressView
) -> Download | None:
    """Download a model; None: Ctrl-C paused it. What is there of it already is not fetched again.

    Raises `FaultError`; what is downloaded is kept.
    """
    from desktop_chat.models.hub.downloads.queue import Downloads  # noqa: PLC0415  it takes long

    news: SimpleQueue[_News] = SimpleQueue()

    def on_change(downloads: tuple[Download, ...], _notice: Fault | None) -> None:
        for each in downloads:
            news.put(each)

    downloads = Downloads(
        lambda: session,
        work.settings.downloads,
        work.models_folder,
        None,  # what the window has in its queue is left to it
        on_change,
        lambda _, progress: news.put(progress),
    )
    with interrupts(lambda: news.put(None)):
        downloads.start()
        downloads.add(request)
        try:
            return _follow(news, view)
        finally:
            view.close()
            downloads.close()


def _follow(news: SimpleQueue[_News], view: ProgressView) -> Download | None:
    while True:
        match next_of(news):
            case None:
                return None
            case Progress() as progress:
                view.show(progress)
            case Download(state="done") as done:
                view.show(Progress(done.total_bytes, done.total_bytes))
                return done
            case Download(state="failed" | "paused", fault=fault):
                fault = fault or Fault("hub_stopped")
                raise FaultError(fault.code, **fault.values)
            case Download(state="waiting", fault=Fault() as fault, retry_at=retry_at):
                seconds = max(1, math.ceil(retry_at - time.time()))
                view.say(f"{fault.sentence()} It is tried again in {seconds} s.")
            case Download(state="verifying"):
                view.say("checking whether it arrived whole")
