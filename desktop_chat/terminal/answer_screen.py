"""Shows an answer as it comes: as text on a terminal or in a pipe, or as JSON."""

from __future__ import annotations

from typing import TextIO

from desktop_chat.engine.protocol import (
    Delta,
    Event,
    Failed,
    Finished,
    Loaded,
    LoadProgress,
    PromptProgress,
    Started,
    encode,
)
from desktop_chat.faults import Fault
from desktop_chat.terminal.telling import plain


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
        self._write(self._err, plain(fault.sentence()) + "\n")

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
