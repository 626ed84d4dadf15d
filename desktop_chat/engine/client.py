"""The app's side of an engine process: starts it, talks to it, and tells how it ended."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from pathlib import Path, PurePath
from queue import SimpleQueue
from typing import Final, Literal

import msgspec

from desktop_chat.engine.process import EngineProcess
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

END_GRACE: Final = 1.0
"""Seconds an engine has for ending by itself before it is killed."""

_KILLED: Final = -9  # the exit code after SIGKILL, which Windows has no name for

_logger = logging.getLogger(__name__)


class EngineClient:
    """One engine process. Every method may be called from any thread and none but `wait` ever blocks.

    `on_event` is called on the client's own thread; its last event is always exactly one `Ended`.
    """

    def __init__(self, on_event: Callable[[Event], None], *, log_file: Path | None) -> None:
        self._on_event = on_event
        self._log_file = log_file
        self._commands: SimpleQueue[Command | None] = SimpleQueue()
        self._activity = _Activity()
        self._lock = threading.Lock()
        self._process: EngineProcess | None = None
        self._is_ending = False
        self._ended = threading.Event()
        self._reader = threading.Thread(target=self._run, name="engine-reader", daemon=True)

    def start(self) -> None:
        """Start the process; `Ready` follows, or `Ended` with the fault `engine_missing`."""
        self._reader.start()

    def send(self, command: Command) -> None:
        """Send a command; one sent before `Ready` waits for it, one sent after the end is lost."""
        with self._lock:
            self._activity.note_command(command)
        self._commands.put(command)

    def end(self) -> None:
        """End the process: commands not yet sent are dropped, and it is killed after `END_GRACE` seconds."""
        with self._lock:
            if self._is_ending or self._ended.is_set():
                return
            self._is_ending = True
        self._commands.put(None)
        killer = threading.Timer(END_GRACE, self._kill)
        killer.name, killer.daemon = "engine-killer", True
        killer.start()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait up to `timeout` seconds until `Ended` was told; give whether it was."""
        return self._ended.wait(timeout)

    @property
    def pid(self) -> int | None:
        """The process id; None until the process is started."""
        return self._process.pid if self._process else None

    @property
    def is_running(self) -> bool:
        """Whether the process was started and `Ended` was not told yet."""
        return self._reader.ident is not None and not self._ended.is_set()

    @property
    def phase(self) -> Phase:
        """What the engine is doing."""
        with self._lock:
            return self._activity.phase

    def _run(self) -> None:
        kills_before = count_oom_kills()
        try:
            process = self._process = EngineProcess(self._log_file)
        except OSError:
            _logger.exception("The engine could not be started")
            self._tell_end(-1, Fault("engine_missing"))
            return
        threading.Thread(target=self._write, args=(process,), name="engine-writer", daemon=True).start()
        with process.stdout:
            for line in process.stdout:
                self._read(line)
        exit_code = process.wait(END_GRACE)
        was_oom = exit_code == _KILLED and count_oom_kills() > kills_before
        with self._lock:
            fault = None if self._is_ending else self._activity.crash_fault(exit_code, was_oom=was_oom)
        self._tell_end(exit_code, fault)

    def _read(self, line: bytes) -> None:
        try:
            event = decode_event(line)
        except msgspec.MsgspecError:
            event = None
        if event is None or isinstance(event, Ended):
            _logger.warning("The engine sent %d bytes that are no event", len(line))
            return
        with self._lock:
            self._activity.note_event(event)
        self._tell(event)

    def _write(self, process: EngineProcess) -> None:
        try:
            with process.stdin as stdin:
                while (command := self._commands.get()) is not None and not self._is_ending:
                    stdin.write(encode(command))
                    stdin.flush()
        except OSError:  # the process is gone; the reader tells so
            _logger.info("A command no longer reached the engine")

    def _kill(self) -> None:
        if self._process is not None and not self._ended.is_set():
            _logger.warning("The engine did not end by itself and is killed")
            self._process.kill()

    def _tell_end(self, exit_code: int, fault: Fault | None) -> None:
        if fault is not None:
            _logger.error("The engine ended with exit code %d: %s", exit_code, fault.code)
        self._commands.put(None)
        self._tell(Ended(exit_code, fault))
        self._ended.set()

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
