"""A transcript in a process of its own, used by messages instead of by hand."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import threading
import time
import traceback
from array import array
from collections.abc import Callable
from itertools import pairwise
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple

import msgspec
import psutil
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.transcript import Transcript
from desktop_chat.ui.style import ThemeManager
from tests.benchmarks.pipes import take_stdout
from tests.benchmarks.transcript_protocol import (
    LongOpened,
    OpenLong,
    ReplyWritten,
    Request,
    Scrolled,
    ScrollThrough,
    WriteReply,
)
from tests.benchmarks.transcript_texts import conversation, reply

SIZE: Final = (1016, 700)
PAGE: Final = 60
"""Messages that are shown first."""

BEAT_SECONDS: Final = 0.001
SCROLL_SHARE: Final = 0.5
"""Of the viewport's height: how far each frame scrolls."""

_SAMPLE: Final = 0.25
"""The share of a reply's seconds that is its start, and its end."""

_SLICE_SECONDS: Final = 0.5


def own_bytes() -> int:
    """Give the memory of this process alone: what it shares with others changes as they come and go."""
    return int(psutil.Process().memory_full_info().uss)


class Paints(QObject):
    """Counts the paint events of a transcript's viewport."""

    def __init__(self, transcript: Transcript) -> None:
        super().__init__(transcript)
        self.count = 0
        transcript.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Count and pass on."""
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


class Driver(QObject):
    """Does what it is asked on the main thread, and answers."""

    heard = Signal(object)
    ended = Signal()

    def __init__(self, transcript: Transcript, answers: BinaryIO) -> None:
        super().__init__(transcript)
        self._transcript = transcript
        self._answers = answers
        self._paints = Paints(transcript)
        self.heard.connect(self._do)
        self.ended.connect(QApplication.quit)

    def _do(self, request: Request) -> None:
        match request:
            case OpenLong(messages):
                answer = self._open(messages)
            case ScrollThrough(frames):
                answer = self._scroll(frames)
            case WriteReply():
                answer = self._write(request)
        self._answers.write(msgspec.json.encode(answer) + b"\n")

    def _open(self, count: int) -> LongOpened:
        transcript = self._transcript
        transcript.set_messages(conversation(8))  # what is loaded with the first message is loaded
        self._settle()
        empty = own_bytes()
        messages = conversation(count)
        transcript.clear()
        self._settle()
        whole = self._painted(lambda: transcript.set_messages(messages))
        transcript.clear()
        self._settle()
        page = self._painted(lambda: transcript.set_messages(messages[-PAGE:]))
        older = self._painted(lambda: transcript.add_older(messages[:-PAGE]), wait=False)
        self._settle()
        return LongOpened(page, whole, older, empty)

    def _scroll(self, most: int) -> Scrolled:
        bar = self._transcript.verticalScrollBar()
        step = round(self._transcript.viewport().height() * SCROLL_SHARE)
        frames: list[float] = []
        while bar.value() > 0 and not (most and len(frames) >= most):
            frames.append(self._painted(lambda: bar.setValue(bar.value() - step)))
        return Scrolled(tuple(frames), own_bytes())

    def _write(self, request: WriteReply) -> ReplyWritten:
        transcript = self._transcript
        messages = conversation(request.messages)
        transcript.set_messages(messages)
        self._settle()
        number = request.messages + 1
        empty = msgspec.structs.replace(
            messages[-1], id=number, text="", state="writing", sibling_ids=(number,)
        )
        transcript.begin_reply(empty)
        self._settle()
        return Writing(self, transcript, number, request).run()

    def _painted(self, change: Callable[[], object], *, wait: bool = True) -> float:
        """Make a change and give the seconds until it is painted."""
        before, began = self._paints.count, time.perf_counter()
        change()
        while wait and self._paints.count == before:
            QApplication.processEvents()
        return time.perf_counter() - began

    def _settle(self) -> None:
        loop = QEventLoop()
        self._transcript.settled.connect(loop.quit)
        QTimer.singleShot(3000, loop.quit)
        self._transcript.scroll_to_end()
        loop.exec()
        self._transcript.settled.disconnect(loop.quit)


class Look(NamedTuple):
    """How far a reply was at a time, and the processor time of the main thread by then."""

    at: float
    used: float
    beats: int
    tokens: int
    drawings: int


class Writing(QObject):
    """Feeds a reply token by token while a heart beats."""

    def __init__(self, parent: QObject, transcript: Transcript, number: int, request: WriteReply) -> None:
        super().__init__(parent)
        self._transcript = transcript
        self._number = number
        self._seconds = request.seconds
        text = reply(request.lines)
        count = round(request.seconds * request.rate)
        size = -(-len(text) // count)
        self._tokens = [text[at : at + size] for at in range(0, len(text), size)]
        self._rate = len(self._tokens) / request.seconds
        self._late = array("d")
        self._looks: list[Look] = []
        self._fed = self._drawings = 0
        self._is_feeding = True
        transcript._deltas.due.connect(self._count_drawing)

    def run(self) -> ReplyWritten:
        """Beat without a reply, then with one."""
        beat = self._idle_work()
        before = own_bytes()
        self._late = array("d")
        self._beat(self._seconds)
        grown = own_bytes() - before
        at_start, at_end = self._costs(beat)
        return ReplyWritten(tuple(self._late), at_start[0], at_end[0], at_start[1], at_end[1], max(0, grown))

    def _idle_work(self) -> float:
        """Give the processor time that a beat takes by itself."""
        self._is_feeding = False
        used = time.thread_time()
        self._beat(2.0)
        self._is_feeding = True
        return (time.thread_time() - used) / len(self._late)

    def _beat(self, seconds: float) -> None:
        loop = QEventLoop()
        begin = due = time.perf_counter()

        def beat() -> None:
            nonlocal due
            now = time.perf_counter()
            self._late.append(max(0.0, now - due - BEAT_SECONDS))
            if self._is_feeding:
                self._feed(now - begin)
                self._look(now - begin)
            if now - begin >= seconds:
                loop.quit()
            due = time.perf_counter()

        timer = QTimer(self, interval=round(BEAT_SECONDS * 1000), timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(beat)
        timer.start()
        loop.exec()
        timer.stop()

    def _feed(self, since: float) -> None:
        while self._fed < min(len(self._tokens), since * self._rate):
            self._transcript.append_delta(self._tokens[self._fed], "answer", self._number)
            self._fed += 1

    def _look(self, at: float) -> None:
        if not self._looks or at - self._looks[-1].at >= _SLICE_SECONDS:
            self._looks.append(Look(at, time.thread_time(), len(self._late), self._fed, self._drawings))

    def _count_drawing(self) -> None:
        self._drawings += 1

    def _costs(self, beat: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Give the processor time of a token and of a drawing, at the start and at the end."""
        lead = 0.05 * self._seconds  # what is made once at the first words is not the start
        start = [look for look in self._looks if lead <= look.at < lead + _SAMPLE * self._seconds]
        end = [look for look in self._looks if look.at >= (1 - _SAMPLE) * self._seconds]
        return _cost(start, beat), _cost(end, beat)


def _cost(looks: list[Look], beat: float) -> tuple[float, float]:
    """Give the middle of what a token and a drawing cost in slices: what else the machine does hits only some."""
    tokens, drawings = [], []
    for first, last in pairwise(looks):
        work = last.used - first.used - beat * (last.beats - first.beats)
        tokens.append(work / max(1, last.tokens - first.tokens))
        drawings.append(work / max(1, last.drawings - first.drawings))
    return statistics.median(tokens), statistics.median(drawings)


def fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End the process: what goes wrong is no measure."""
    traceback.print_exception(kind, error, trace)
    os._exit(1)


def main() -> None:
    """Show a transcript and do what is asked for until there are no more requests."""
    answers = take_stdout()
    qt = QApplication(sys.argv[:1])
    transcript = Transcript(ThemeManager(qt, "light"))
    transcript.resize(*SIZE)
    transcript.show()
    driver = Driver(transcript, answers)
    sys.excepthook = fail
    gc.freeze()  # as the app does once it is shown

    def listen() -> None:
        for line in sys.stdin.buffer:
            driver.heard.emit(msgspec.json.decode(line, type=Request))
        driver.ended.emit()

    threading.Thread(target=listen, daemon=True).start()
    qt.exec()


if __name__ == "__main__":
    main()
