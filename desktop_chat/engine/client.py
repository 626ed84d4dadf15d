"""The app's side of an engine process: starts it, talks to it, and tells how it ended."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final, Literal

from desktop_chat.child.lines import Child
from desktop_chat.engine.protocol import (
    Command,
    Delta,
    Ended,
    Event,
    Failed,
    Finished,
    Generate,
    Load,
    LoadCancelled,
    Loaded,
    Ready,
    decode_event,
    encode,
)
from desktop_chat.faults import Fault

Phase = Literal["starting", "idle", "loading", "reading", "writing"]

_KILLED: Final = -9  # the exit code after SIGKILL, which Windows has no name for

_logger = logging.getLogger(__name__)


class EngineClient:
    """One engine process. Every method may be called from any thread and none but `wait` ever blocks.

    `on_event` is called on the client's own thread; its last event is always exactly one `Ended`.
    """

    def __init__(self, on_event: Callable[[Event], None], *, log_file: Path | None) -> None:
        self._on_event = on_event
        self._activity = _Activity()
        self._lock = threading.Lock()
        self._kills_before = 0
        self._child = Child("engine", on_line=self._read, on_end=self._tell_end, log_file=log_file)

    def start(self) -> None:
        """Start the process; `Ready` follows, or `Ended` with the fault `engine_missing`."""
        self._kills_before = count_oom_kills()
        self._child.start()

    def send(self, command: Command) -> None:
        """Send a command; one sent before `Ready` waits for it, one sent after the end is lost."""
        with self._lock:
            self._activity.note_command(command)
        self._child.send(encode(command))

    def end(self) -> None:
        """End the process: commands not yet sent are dropped, and it is soon killed if it does not end."""
        self._child.end()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait up to `timeout` seconds until `Ended` was told; give whether it was."""
        return self._child.wait(timeout)

    @property
    def pid(self) -> int | None:
        """The process id; None until the process is started."""
        return self._child.pid

    @property
    def is_running(self) -> bool:
        """Whether the process was started and `Ended` was not told yet."""
        return self._child.is_running

    @property
    def phase(self) -> Phase:
        """What the engine is doing."""
        with self._lock:
            return self._activity.phase

    def _read(self, line: bytes) -> None:
        try:
            event = decode_event(line)
        except ValueError:
            event = None
        if event is None or isinstance(event, Ended):
            _logger.warning("The engine sent %d bytes that are no event", len(line))
            return
        with self._lock:
            self._activity.note_event(event)
        self._tell(event)

    def _tell_end(self, exit_code: int | None) -> None:
        fault = self._end_fault(exit_code)
        if fault is not None:
            _logger.error("The engine ended with exit code %s: %s", exit_code, fault.code)
        self._tell(Ended(-1 if exit_code is None else exit_code, fault))

    def _end_fault(self, exit_code: int | None) -> Fault | None:
        if exit_code is None:
            return Fault("engine_missing")
        if self._child.is_ending:
            return None
        was_oom = exit_code == _KILLED and count_oom_kills() > self._kills_before
        with self._lock:
            return self._activity.crash_fault(exit_code, was_oom=was_oom)

    def _tell(self, event: Event) -> None:
        try:
            self._on_event(event)
        except Exception:
            _logger.exception("An engine event was not handled: %s", type(event).__name__)


class _Activity:
    """What an engine is doing, known from the commands sent to it and the events it answers with."""

    def __init__(self) -> None:
        self._is_ready = False
        self._is_loading = False
        self._is_writing = False
        self._replies: set[int] = set()
        self._name = ""

    @property
    def phase(self) -> Phase:
        if not self._is_ready:
            return "starting"
        if self._is_loading:
            return "loading"
        if self._is_writing:
            return "writing"
        return "reading" if self._replies else "idle"

    def note_command(self, command: Command) -> None:
        match command:
            case Load(path=path):
                self._is_loading, self._name = True, PurePath(path).name
            case Generate(id=reply):
                self._replies.add(reply)

    def note_event(self, event: Event) -> None:
        match event:
            case Ready():
                self._is_ready = True
            case Loaded() | LoadCancelled() | Failed(id=0):
                self._is_loading = False
            case Delta(id=reply):
                self._is_writing = True
            case Finished(id=reply) | Failed(id=reply) if reply in self._replies:
                self._replies.remove(reply)
                self._is_writing = False

    def crash_fault(self, exit_code: int, *, was_oom: bool) -> Fault:
        """Tell what an end nobody asked for means to the user."""
        was_killed = exit_code in (-signal.SIGTERM, _KILLED)
        if was_oom and self._name:
            return Fault("out_of_memory", {"name": self._name})
        if self._is_loading and (self._is_ready or was_killed):
            return Fault("engine_crashed_loading", {"name": self._name})
        match self.phase:
            case "starting" if not was_killed:
                return Fault("engine_missing")
            case "reading":
                return Fault("engine_crashed_reading")
            case "writing":
                return Fault("engine_crashed_writing")
        return Fault("engine_crashed")


def count_oom_kills() -> int:
    """Give how many processes Linux has killed for want of memory; 0 where that is not told."""
    try:
        lines = Path("/proc/vmstat").read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("oom_kill "))
