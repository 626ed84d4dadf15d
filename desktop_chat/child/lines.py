"""A child process that is sent lines and answers in lines, each way on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from desktop_chat.child.process import NOTHING_ADDED, ChildProcess, Kind

END_GRACE: Final = 1.0
"""Seconds a child has for ending by itself before it is killed."""

_logger = logging.getLogger(__name__)


class Child:
    """One child process. Every method may be called from any thread and none but `wait` ever blocks.

    Both callbacks are called on the child's own thread: `on_line` with each line it writes, then `on_end`
    once, with its exit code, or None where it could not be started. `environment` is added to the app's own.
    """

    def __init__(
        self,
        kind: Kind,
        *,
        on_line: Callable[[bytes], None],
        on_end: Callable[[int | None], None],
        log_file: Path | None,
        environment: Mapping[str, str] = NOTHING_ADDED,
    ) -> None:
        self._kind: Kind = kind
        self._environment = environment
        self._on_line = on_line
        self._on_end = on_end
        self._log_file = log_file
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._process: ChildProcess | None = None
        self._is_ending = False
        self._ended = threading.Event()
        self._reader = threading.Thread(target=self._run, name=f"{kind}-reader", daemon=True)

    def start(self) -> None:
        """Start the process."""
        self._reader.start()

    def send(self, line: bytes) -> None:
        """Send a line; one sent before the process runs waits for it, one sent after the end is lost."""
        self._lines.put(line)

    def end(self) -> None:
        """End the process: lines not yet sent are dropped, and it is killed after `END_GRACE` seconds."""
        with self._lock:
            if self._is_ending or self._ended.is_set():
                return
            self._is_ending = True
        self._lines.put(None)
        killer = threading.Timer(END_GRACE, self._kill)
        killer.name, killer.daemon = f"{self._kind}-killer", True
        killer.start()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait up to `timeout` seconds until `on_end` was called; give whether it was."""
        return self._ended.wait(timeout)

    @property
    def pid(self) -> int | None:
        """The process id; None until the process is started."""
        return self._process.pid if self._process else None

    @property
    def is_running(self) -> bool:
        """Whether the process was started and `on_end` was not called yet."""
        return self._reader.ident is not None and not self._ended.is_set()

    @property
    def is_ending(self) -> bool:
        """Whether it was asked to end."""
        return self._is_ending

    def _run(self) -> None:
        try:
            process = self._process = ChildProcess(self._kind, self._log_file, self._environment)
        except OSError:
            _logger.exception("The %s process could not be started", self._kind)
            self._tell_end(None)
            return
        name = f"{self._kind}-writer"
        threading.Thread(target=self._write, args=(process,), name=name, daemon=True).start()
        with process.stdout:
            for line in process.stdout:
                self._on_line(line)
        self._tell_end(process.wait(END_GRACE))

    def _write(self, process: ChildProcess) -> None:
        try:
            with process.stdin as stdin:
                while (line := self._lines.get()) is not None and not self._is_ending:
                    stdin.write(line)
                    stdin.flush()
        except OSError:  # the process is gone; the reader tells so
            _logger.info("A line no longer reached the %s process", self._kind)

    def _kill(self) -> None:
        if self._process is not None and not self._ended.is_set():
            _logger.warning("The %s process did not end by itself and is killed", self._kind)
            self._process.kill()

    def _tell_end(self, exit_code: int | None) -> None:
        self._lines.put(None)
        self._on_end(exit_code)
        self._ended.set()
