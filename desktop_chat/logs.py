"""Rotating logs that hold no conversation text."""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import TextIO

from desktop_chat.faults import FaultError
from desktop_chat.paths import Paths

_FILE_BYTES = 1_000_000
_OLD_FILES = 4
_LINE = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"
# Messages of others quote what they choked on (`ValueError`, `KeyError`), and that can be a conversation.
_QUOTES_NOTHING = (
    FaultError,
    OSError,
    sqlite3.Error,
    TypeError,
    AttributeError,
    NameError,
    ImportError,
    MemoryError,
    RuntimeError,
)

_logger = logging.getLogger(__name__)


def start_logging(paths: Paths) -> None:
    """Write what the app does, and the uncaught exceptions of all threads, to `paths.log_file` (5 × 1 MB).

    A log that cannot be written is given up silently: it never disturbs the app.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(logging.NullHandler())  # without any, Python prints what cannot be written
    with suppress(OSError):
        paths.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Handler(paths.log_file, encoding="utf-8", errors="backslashreplace")
        handler.setFormatter(_Formatter(_LINE))
        root.addHandler(handler)
    _log_uncaught(paths.log_file)


class _Handler(logging.FileHandler):
    """Begins a file anew once it is full, as one of `logging.handlers` would, which takes 3 ms to import.

    It goes on in the full file where that cannot be renamed (Windows, while another process has it open).
    """

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record, in a file that has room for it."""
        line = super().format(record)
        if self.stream is not None and self.stream.tell() + len(line) >= _FILE_BYTES:
            self._begin_anew(self.stream)
        return line

    def _begin_anew(self, full: TextIO) -> None:
        full.close()
        file = Path(self.baseFilename)
        files = [file, *(file.with_name(f"{file.name}.{number}") for number in range(1, _OLD_FILES + 1))]
        with suppress(OSError):
            for newer, older in reversed(list(pairwise(files))):
                if newer.exists():
                    newer.replace(older)
        self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's name
        """Drop a record that cannot be written."""


class _Formatter(logging.Formatter):
    """Shows where an exception came from, and its message only where that cannot quote a conversation."""

    def formatException(  # noqa: N802  logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        error = ei[1]
        return "" if error is None else "\n".join(_describe(link) for link in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _describe(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    message = f": {error}" if isinstance(error, _QUOTES_NOTHING) else ""
    return f"{frames}{type(error).__module__}.{type(error).__qualname__}{message}"


def _log_uncaught(file: Path) -> None:
    """Log what nothing caught; where Python would print its traceback, say where the log is instead."""
    before, before_thread, before_unraisable = sys.excepthook, threading.excepthook, sys.unraisablehook

    def of_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            _logger.critical("uncaught", exc_info=error)
        if issubclass(kind, Exception) and before is sys.__excepthook__:
            _point_to(file)
        else:
            before(kind, error, trace)

    def of_thread(args: threading.ExceptHookArgs) -> None:
        is_error = args.exc_value is not None and issubclass(args.exc_type, Exception)
        if is_error:
            _logger.critical("uncaught in a thread", exc_info=args.exc_value)
        if is_error and before_thread is threading.__excepthook__:
            _point_to(file)
        else:
            before_thread(args)

    def unraisable(args: sys.UnraisableHookArgs) -> None:
        _logger.error("ignored by the interpreter", exc_info=args.exc_value)
        if before_unraisable is not sys.__unraisablehook__:
            before_unraisable(args)

    sys.excepthook, threading.excepthook, sys.unraisablehook = of_main, of_thread, unraisable


def _point_to(file: Path) -> None:
    if sys.stderr is not None:  # a program without a console has none
        print(f"desktop-chat: something unexpected happened; {file} says what.", file=sys.stderr)
