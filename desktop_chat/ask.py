"""One question in the terminal: loads a model, streams its answer, ends the engine."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Final, TextIO

from msgspec import Struct

from desktop_chat.engine.client import EngineClient
from desktop_chat.engine.protocol import (
    ChatMessage,
    Delta,
    Device,
    Ended,
    Event,
    Failed,
    Finished,
    Generate,
    GenerateOptions,
    Load,
    Loaded,
    LoadPlan,
    LoadProgress,
    PromptProgress,
    Ready,
    Started,
    Stop,
    encode,
)
from desktop_chat.faults import Fault, FaultError

_REPLY: Final = 1


class Question(Struct, frozen=True):
    """What is asked of which model, and how."""

    model: str  # its file
    messages: tuple[ChatMessage, ...]
    options: GenerateOptions
    template: str
    plan_for: Callable[[tuple[Device, ...]], LoadPlan]


def ask(question: Question, screen: Screen, *, log_file: Path) -> bool:
    """Put the question and show the answer; gives whether there is one, whole or stopped by Ctrl-C.

    Raises `FaultError`; what came before it is shown. Raises `OSError` when nobody reads the output any more.
    """
    inbox: SimpleQueue[Event | None] = SimpleQueue()
    client = EngineClient(inbox.put, log_file=log_file)
    client.start()
    try:
        with _interrupts(lambda: inbox.put(None)):
            try:
                return _converse(question, client, inbox, screen)
            finally:
                screen.close()
    finally:
        client.end()
        client.wait()


def _converse(
    question: Question, client: EngineClient, inbox: SimpleQueue[Event | None], screen: Screen
) -> bool:
    while True:
        event = _next(inbox)
        if event is not None:
            screen.show(event)
        match event:
            case None if screen.has_answer:
                client.send(Stop(_REPLY))
            case None:
                return False
            case Ready(devices=devices):
                plan = question.plan_for(devices)
                client.send(Load(question.model, plan, question.template))
            case Loaded():
                client.send(Generate(_REPLY, question.messages, question.options))
            case Finished():
                return True
            case Failed(fault=fault):
                raise FaultError(fault.code, **fault.values)
            case Ended(fault=fault):
                fault = fault or Fault("engine_crashed")
                raise FaultError(fault.code, **fault.values)


class Screen:
    """Shows the answer on `out` as it comes, and on a terminal the progress and the reasoning on `err`."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err
        self._is_watched = err.isatty()
        self._status = ""
        self._ends_line = True  # of what is on the terminal now
        self.has_answer = False

    def show(self, event: Event) -> None:
        """Show what the engine says."""
        match event:
            case LoadProgress(fraction=fraction):
                self._progress(f"Loading the model: {fraction:.0%}")
            case PromptProgress(done=done, total=total):
                self._progress(f"Reading: {done} of {total} tokens")
            case Started() | Loaded():
                self._progress("")
            case Delta(text=text, channel="answer"):
                self._answer(text)
            case Delta(text=text) if self._is_watched:
                self._write(self._err, text)
            case Finished():
                self._finish(event)

    def fail(self, fault: Fault) -> None:
        """Say what went wrong, in one sentence."""
        self._write(self._err, fault.sentence() + "\n")

    def close(self) -> None:
        """Leave the terminal at the beginning of a line."""
        self._progress("")
        if not self._ends_line:
            self._write(self._out, "\n")

    def _answer(self, text: str) -> None:
        if not self.has_answer and not self._ends_line:
            self._write(self._err, "\n\n")
        self.has_answer = True
        self._write(self._out, text)

    def _finish(self, event: Finished) -> None:
        self.close()
        if event.reason == "context":
            self._write(self._err, Fault("context_full").sentence() + "\n")
        elif self._is_watched:
            timings = event.timings
            self._write(self._err, f"({timings.reply_tokens} tokens, {timings.reply_rate:.1f} a second)\n")

    def _write(self, stream: TextIO, text: str) -> None:
        self._progress("")
        stream.write(text)
        stream.flush()
        if text:
            self._ends_line = text.endswith("\n")

    def _progress(self, status: str) -> None:
        """Put a line on the terminal that the next one replaces."""
        if self._is_watched and self._ends_line and status != self._status:
            self._err.write("\r" + status.ljust(len(self._status)) + "\r" * (not status))
            self._err.flush()
            self._status = status


class JsonScreen(Screen):
    """Writes what the engine says as JSON, one event a line, from the loaded model to the end."""

    def show(self, event: Event) -> None:
        """Write an event."""
        if isinstance(event, Loaded | Started | PromptProgress | Delta | Finished):
            self.has_answer = self.has_answer or isinstance(event, Delta)
            self._write(self._out, encode(event).decode())

    def fail(self, fault: Fault) -> None:
        """Write what went wrong as the last line, and its sentence beside it."""
        self._write(self._out, encode(Failed(0, fault)).decode())
        super().fail(fault)


@contextmanager
def _interrupts(first: Callable[[], None]) -> Iterator[None]:
    """Call `first` at the first Ctrl-C; the second ends this process at once, and the engine with it."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, lambda *_: os._exit(1))
        first()

    before = signal.signal(signal.SIGINT, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _next(inbox: SimpleQueue[Event | None]) -> Event | None:
    if sys.platform != "win32":
        return inbox.get()
    while True:  # on Windows a wait without an end would not notice Ctrl-C
        try:
            return inbox.get(timeout=0.1)
        except Empty:
            continue
