"""The engine process: hears commands on its main thread, answers them on a worker and a counter thread."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from typing import BinaryIO, Final

import msgspec

from desktop_chat.child.inside import Events, become_child
from desktop_chat.engine.generation import Reply, StopFlag
from desktop_chat.engine.llama import Backend
from desktop_chat.engine.protocol import (
    CancelLoad,
    Command,
    Count,
    Counted,
    Event,
    Failed,
    Generate,
    Load,
    LoadCancelled,
    LoadProgress,
    Ready,
    Render,
    Rendered,
    SetTemplate,
    SetThreads,
    Stop,
    TemplateSet,
    decode_command,
    encode,
)
from desktop_chat.engine.session import Loader, LoadGivenUpError, Session
from desktop_chat.faults import Fault, FaultError

_LOAD_ID: Final = 0
_WORKER: Final = "worker"
_NO_ID: Final = -1  # answers a line that is no command
_PROGRESS_STEP: Final = 0.01
_STACK_BYTES: Final = 64 << 20
_SWITCH_SECONDS: Final = 0.0005


def main() -> int:
    """Run until standard input ends; never returns then, for nothing native is to be waited for."""
    events = become_child()
    os.environ["GGML_NO_BACKTRACE"] = "1"  # an abort would fork a debugger to print its stack
    threading.stack_size(_STACK_BYTES)  # some tokenizers recurse for each character of a long run
    sys.setswitchinterval(_SWITCH_SECONDS)  # or counting makes the token loop wait 5 ms for Python each time
    Host(events).run(sys.stdin.buffer)
    return 0


class Job:
    """A command and how far it is. `after` is the last job that changes what later ones work with."""

    def __init__(self, command: Command, after: Job | None) -> None:
        self.command = command
        self.arrived = time.monotonic()
        self.stop = StopFlag()
        self.done = threading.Event()
        self._after = after

    def wait_for_turn(self) -> None:
        """Wait until the model and template it was sent for are there."""
        if self._after is not None:
            self._after.done.wait()
            self._after = None


class Host:
    """The three threads and what they share: the events' pipe, the jobs and the loaded model."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._backend = Backend(_log)
        self._session: Session | None = None
        self._session_lock = threading.Lock()  # held while counting and while the model is exchanged
        self._work: SimpleQueue[Job] = SimpleQueue()
        self._counts: SimpleQueue[Job] = SimpleQueue()
        self._last_change: Job | None = None
        self._unfinished: set[Job] = set()

    def run(self, commands: BinaryIO) -> None:
        """Tell that it is ready, then carry out commands until there are no more; ends the process."""
        self._emit(self._describe())
        threading.Thread(target=self._serve, args=(self._counts,), name="counter", daemon=True).start()
        threading.Thread(target=self._serve, args=(self._work,), name=_WORKER, daemon=True).start()
        for line in commands:
            self._hear(line)
        os._exit(0)

    def _describe(self) -> Ready:
        engine = self._backend
        return Ready(
            build=engine.build,
            pid=os.getpid(),
            devices=engine.devices(),
            cpu_features=engine.cpu_features(),
            can_offload=engine.can_offload,
            backends=engine.backends,
        )

    # ---- the main thread

    def _hear(self, line: bytes) -> None:
        try:
            command = decode_command(line)
        except ValueError as error:
            _log(f"A line of {len(line)} bytes is no command: {error}")
            self._emit(Failed(_id_of(line), Fault("decode_failed")))
            return
        match command:
            case Stop(id=reply):
                self._stop(lambda job: isinstance(job.command, Generate) and job.command.id == reply)
            case CancelLoad():
                self._stop(lambda job: isinstance(job.command, Load))
            case SetThreads(threads=threads, prompt_threads=prompt_threads):
                if self._session is not None:
                    self._session.set_threads(threads, prompt_threads)
            case _:
                self._add(command)

    def _stop(self, is_meant: Callable[[Job], bool]) -> None:
        for job in [*self._unfinished]:
            if is_meant(job):
                job.stop.set()

    def _add(self, command: Command) -> None:
        job = Job(command, self._last_change)
        self._unfinished.add(job)
        if isinstance(command, Load | SetTemplate):
            self._last_change = job
        (self._work if isinstance(command, Load | Generate) else self._counts).put(job)

    # ---- the other threads

    def _serve(self, jobs: SimpleQueue[Job]) -> None:
        while True:
            self._carry_out(jobs.get())

    def _carry_out(self, job: Job) -> None:
        try:
            job.wait_for_turn()
            self._answer(job)
        except FaultError as error:
            self._emit(Failed(_failed_id(job.command), error.fault))
        except Exception:  # one command that fails must not take the process with it
            traceback.print_exc()
            self._forget()
            self._emit(Failed(_failed_id(job.command), Fault("decode_failed")))
        finally:
            self._unfinished.discard(job)
            job.done.set()

    def _answer(self, job: Job) -> None:
        match job.command:
            case Load():
                self._load(job, job.command)
            case Generate() as command:
                Reply(self._needed_session(), command, self._emit, job.stop, job.arrived).write()
            case command:
                with self._session_lock:
                    self._emit(self._look_up(self._needed_session(), command))

    def _look_up(self, session: Session, command: Command) -> Event:
        """Answer what reads no model weights."""
        match command:
            case SetTemplate(template=name):
                return TemplateSet(session.set_template(name))
            case Render(id=number, messages=messages, options=options):
                return Rendered(number, session.fitter.fit(messages, options).text)
            case Count(id=number, messages=messages, options=options):
                prompt = session.fitter.fit(messages, options)
                return Counted(number, len(prompt.tokens), session.context.size, prompt.dropped)
        raise TypeError(type(command).__name__)

    def _needed_session(self) -> Session:
        if self._session is None:
            raise FaultError("no_model")
        return self._session

    def _load(self, job: Job, command: Load) -> None:
        if job.stop.is_set:
            self._emit(LoadCancelled())
            return
        self._close_session()
        loader = Loader(self._backend, command, _Progress(self._emit), lambda: job.stop.is_set)
        try:
            session, loaded = loader.load()
        except LoadGivenUpError:
            self._emit(LoadCancelled())
            return
        if loaded.notice:
            _log(loaded.notice.sentence())
        self._session = session
        self._emit(loaded)

    def _close_session(self) -> None:
        with self._session_lock:
            session, self._session = self._session, None
            if session is not None:
                session.close()

    def _forget(self) -> None:
        """Trust nothing the context holds after a failure nobody foresaw."""
        if threading.current_thread().name == _WORKER and self._session is not None:
            self._session.sequence.clear()

    def _emit(self, event: Event) -> None:
        self._events.send(encode(event))


class _Progress:
    """Tells how far a load is, in steps worth showing."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._told = -1.0

    def __call__(self, fraction: float) -> None:
        if fraction >= self._told + _PROGRESS_STEP or fraction >= 1 > self._told:
            self._told = fraction
            self._emit(LoadProgress(fraction))


class _AnyCommand(msgspec.Struct):
    id: int = _NO_ID


def _id_of(line: bytes) -> int:
    """Give the id of a command that is not valid, so that whoever sent it gets its answer."""
    try:
        return msgspec.json.decode(line, type=_AnyCommand).id
    except ValueError:
        return _NO_ID


def _failed_id(command: Command) -> int:
    return command.id if isinstance(command, Generate | Count | Render) else _LOAD_ID


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
