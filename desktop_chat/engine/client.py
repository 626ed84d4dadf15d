"""The app's side of an engine process: starts it, talks to it, and tells how it ended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Literal

from msgspec.structs import replace

from desktop_chat.child.lines import Child
from desktop_chat.engine.exit_codes import KILLED, is_crash, was_killed
from desktop_chat.engine.graphics import THIS_SESSION, Graphics
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

_logger = logging.getLogger(__name__)


class EngineClient:
    """One engine process. Every method may be called from any thread and none but `wait` ever blocks.

    `on_event` is called on the client's own thread; its last event is always exactly one `Ended`. A process that
    crashes with a graphics card before its model is loaded is replaced by one without: `Ready` comes again then,
    and a load that was under way is to be sent again.
    """

    def __init__(
        self,
        on_event: Callable[[Event], None],
        *,
        log_file: Path | None,
        graphics: Graphics = THIS_SESSION,
    ) -> None:
        self._on_event = on_event
        self._log_file = log_file
        self._graphics = graphics
        self._activity = _Activity()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._kills_before = 0
        self._is_second = False  # whether the process took the place of one that crashed with graphics cards
        self._child = self._new_child()

    def start(self) -> None:
        """Start the process; `Ready` follows, or `Ended` with the fault `engine_missing`."""
        self._kills_before = count_oom_kills()
        self._child.start()

    def send(self, command: Command) -> None:
        """Send a command; one sent before `Ready` waits for it, one sent after the end is lost."""
        with self._lock:
            self._activity.note_command(command)
            child = self._child
        child.send(encode(command))

    def end(self) -> None:
        """End the process: commands not yet sent are dropped, and it is soon killed if it does not end."""
        with self._lock:
            self._child.end()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait up to `timeout` seconds until `Ended` was told; give whether it was."""
        return self._ended.wait(timeout)

    @property
    def pid(self) -> int | None:
        """The process id; None until the process is started."""
        return self._child.pid

    @property
    def is_running(self) -> bool:
        """Whether the process was started and `Ended` was not told yet."""
        with self._lock:
            return self._child.is_running and not self._ended.is_set()

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
            name = self._activity.name
        if isinstance(event, Loaded) and event.notice is None:
            event = replace(event, notice=self._graphics.notice(name))
        self._tell(event)

    def _new_child(self) -> Child:
        environment = self._graphics.environment
        self._may_use_graphics = not environment
        return Child(
            "engine",
            on_line=self._read,
            on_end=self._on_end,
            log_file=self._log_file,
            environment=environment,
        )

    def _on_end(self, exit_code: int | None) -> None:
        if exit_code is None or not self._begin_anew(exit_code):
            self._tell_end(exit_code)
            self._ended.set()

    def _begin_anew(self, exit_code: int) -> bool:
        """Start another process, without graphics cards, where one crashed over them; give whether it did."""
        with self._lock:
            if self._child.is_ending or not is_crash(exit_code):
                return False
            if self._is_second and not self._activity.is_loaded:
                self._graphics.trust()  # it was not their fault
            if self._is_second or not self._may_use_graphics or not self._activity.uses_graphics:
                return False
            self._graphics.distrust()
            if self._activity.is_loaded:
                return False
            _logger.error("The engine crashed (%s): it is started without graphics cards", exit_code)
            self._is_second = True
            self._activity = _Activity()
            self._child = self._new_child()
            self._child.start()
        return True

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
        was_oom = exit_code == KILLED and count_oom_kills() > self._kills_before
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
        self.name = ""
        self.is_loaded = False
        self._has_graphics = False
        self._gpu_layers = 0

    @property
    def phase(self) -> Phase:
        if not self._is_ready:
            return "starting"
        if self._is_loading:
            return "loading"
        if self._is_writing:
            return "writing"
        return "reading" if self._replies else "idle"

    @property
    def uses_graphics(self) -> bool:
        """Whether it may be at work with a graphics card: while it looks for them, and for a model's part there."""
        return not self._is_ready or (self._has_graphics and self._gpu_layers != 0)

    def note_command(self, command: Command) -> None:
        match command:
            case Load(path=path, plan=plan):
                self._is_loading, self.name = True, PurePath(path).name
                self._gpu_layers = plan.gpu_layers
            case Generate(id=reply):
                self._replies.add(reply)

    def note_event(self, event: Event) -> None:
        match event:
            case Ready(can_offload=can_offload):
                self._is_ready, self._has_graphics = True, can_offload
            case Loaded(plan=plan):
                self._is_loading, self.is_loaded = False, True
                self._gpu_layers = plan.gpu_layers
            case LoadCancelled() | Failed(id=0):
                self._is_loading = False
            case Delta(id=reply):
                self._is_writing = True
            case Finished(id=reply) | Failed(id=reply) if reply in self._replies:
                self._replies.remove(reply)
                self._is_writing = False

    def crash_fault(self, exit_code: int, *, was_oom: bool) -> Fault:
        """Tell what an end nobody asked for means to the user."""
        if was_oom and self.name:
            return Fault("out_of_memory", {"name": self.name})
        if self._is_loading and (self._is_ready or was_killed(exit_code)):
            return Fault("engine_crashed_loading", {"name": self.name})
        match self.phase:
            case "starting" if not was_killed(exit_code):
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
