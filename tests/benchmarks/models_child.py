"""The app with many models, in a process of its own, its Models window used by messages instead of by hand."""

from __future__ import annotations

import sys
import threading
import time
from typing import BinaryIO

import msgspec
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_chat.app import App
from desktop_chat.models.hub.download import DownloadRequest, Progress
from desktop_chat.models.hub.listing import HubFile
from desktop_chat.paths import Paths
from desktop_chat.settings import NetworkSettings
from desktop_chat.ui.models.entry_view import EntryView
from tests.benchmarks.download_protocol import FILE
from tests.benchmarks.models_protocol import Beat, Beats, Opened, OpenModels, Request, Typed, TypeWord
from tests.benchmarks.pipes import take_stdout

BEAT_SECONDS = 0.002
RATE_LIMIT = 300_000_000
"""Bytes a second of all downloads together: faster than any line, and slow enough that they last."""


class Paints(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Count and pass on."""
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


class Driver(QObject):
    """Does what it is asked on the main thread, and answers."""

    heard = Signal(object)
    ended = Signal()

    def __init__(self, app: App, answers: BinaryIO) -> None:
        super().__init__(app)
        self._app = app
        self._answers = answers
        self._fetched: dict[str, int] = {}  # bytes of each download
        self.heard.connect(self._do)
        self.ended.connect(QApplication.quit)

    def _do(self, request: Request) -> None:
        match request:
            case OpenModels():
                answer = Opened(self._open(), self._open_empty())
            case TypeWord(word):
                answer = Typed(self._type(word))
            case Beat(seconds, url, size):
                answer = self._beat(seconds, url, size)
        self._answers.write(msgspec.json.encode(answer) + b"\n")
        self._answers.flush()

    def _open(self) -> float:
        began = time.perf_counter()
        self._app.window.sidebar.models_requested.emit()
        window = self._app.models._controller.window
        self._paint(window.findChild(EntryView).viewport())
        seconds = time.perf_counter() - began
        window.close()
        return seconds

    def _open_empty(self) -> float:
        began = time.perf_counter()
        window = QWidget()
        window.resize(1000, 700)
        window.show()
        self._paint(window)
        seconds = time.perf_counter() - began
        window.close()
        return seconds

    def _type(self, word: str) -> tuple[float, ...]:
        self._app.models.show_window()
        window = self._app.models._controller.window
        field = next(each for each in window.findChildren(QLineEdit) if each.isVisible())
        field.clear()
        view = window.findChild(EntryView).viewport()
        QApplication.processEvents()
        seconds = []
        for letter in word:
            began = time.perf_counter()
            QTest.keyClicks(field, letter)
            view.repaint()
            seconds.append(time.perf_counter() - began)
            QTest.qWait(50)  # as a person types: what follows a letter is done before the next
        window.close()
        return tuple(seconds)

    def _beat(self, seconds: float, url: str, size: int) -> Beats:
        if url:
            settings = self._app.settings
            network = NetworkSettings(endpoint=url)
            downloads = msgspec.structs.replace(settings.downloads, at_once=3, rate_limit=RATE_LIMIT)
            self._app.change_settings(msgspec.structs.replace(settings, network=network, downloads=downloads))
            hub = self._app.models.hub
            hub.download_progressed.connect(self._note)
            for name in ("One", "Two", "Three"):
                hub.add(DownloadRequest(f"bench/{name}-GGUF", (HubFile(FILE, size),), name))
            while sum(each.state == "running" for each in hub.downloads) < 3:
                QTest.qWait(10)
        late: list[float] = []
        due = time.perf_counter() + BEAT_SECONDS

        def beat() -> None:
            nonlocal due
            now = time.perf_counter()
            late.append(max(0.0, now - due))
            due = now + BEAT_SECONDS

        timer = QTimer(self, interval=round(BEAT_SECONDS * 1000), timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(beat)
        before = sum(self._fetched.values())
        timer.start()
        loop = QEventLoop()  # `QTest.qWait` would sleep in between
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()
        timer.stop()
        return Beats(tuple(late), sum(self._fetched.values()) - before)

    def _note(self, download_id: str, progress: Progress) -> None:
        self._fetched[download_id] = progress.done_bytes

    def _paint(self, widget: QWidget) -> None:
        """Let events run until a widget is painted."""
        paints = Paints(widget)
        while not paints.count:
            QApplication.processEvents()


def main() -> None:
    """Start the app and do what is asked for until there are no more requests."""
    answers = take_stdout()
    qt = QApplication(sys.argv[:1])
    paths = Paths.standard()
    paths.make()
    app = App(qt, paths, "")
    app.show()
    driver = Driver(app, answers)

    def listen() -> None:
        for line in sys.stdin.buffer:
            driver.heard.emit(msgspec.json.decode(line, type=Request))
        driver.ended.emit()

    threading.Thread(target=listen, daemon=True).start()
    qt.exec()
    app.window.close()
    app.close()


if __name__ == "__main__":
    main()
