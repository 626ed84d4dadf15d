"""A process of its own that is measured: requests go in, answers come out."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

import msgspec
import psutil
from msgspec import Struct

from tests.benchmarks.bare_protocol import BareAnswer
from tests.benchmarks.window_protocol import Trouble, WindowAnswer

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 900.0
"""Seconds to wait for an answer."""
_LINES_SHOWN: Final = 20

Answer = TypeVar("Answer", bound=Struct)
Answers = TypeVar("Answers")


class WorkerError(Exception):
    """A worker ended, fell silent or told of a fault."""


class Worker(Generic[Answers]):
    """A module of this package running in a process of its own; leaving the context ends it."""

    def __init__(self, module: str, answers: object, home: Path) -> None:
        """Start the module; what it prints besides goes to a log in its home folder."""
        home.mkdir(parents=True, exist_ok=True)
        self._log = home / f"{module}.log"
        self._decoder: msgspec.json.Decoder[Answers] = msgspec.json.Decoder(answers)
        self._answers: Queue[Answers | None] = Queue()
        self.spawned = time.monotonic()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", f"tests.benchmarks.{module}"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment(home),
                cwd=home,
            )
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def process(self) -> psutil.Process:
        """The process, for its memory and processor time."""
        return psutil.Process(self._process.pid)

    def send(self, request: Struct) -> None:
        """Send a request without waiting."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(request) + b"\n")
        self._process.stdin.flush()

    def ask(self, request: Struct, kind: type[Answer]) -> Answer:
        """Send a request and wait for the next answer of a kind."""
        self.send(request)
        return self.wait_for(kind)

    def wait_for(self, kind: type[Answer], timeout: float = PATIENCE) -> Answer:
        """Give the next answer of a kind, leaving out others; raises `WorkerError`."""
        end = time.monotonic() + timeout
        while True:
            try:
                answer = self._answers.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise WorkerError(f"no {kind.__name__} came within {timeout:.0f} s") from None
            if isinstance(answer, kind):
                return answer
            if answer is None:
                raise WorkerError(f"a measured process ended\n{self._last_lines()}")
            if isinstance(answer, Trouble):
                raise WorkerError(answer.sentence)

    def close(self) -> None:
        """End the process: closing its input lets it end by itself."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
            self._process.wait(10)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def _last_lines(self) -> str:
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-_LINES_SHOWN:])

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._answers.put(self._decoder.decode(line))
        self._answers.put(None)


def bare(home: Path) -> Worker[BareAnswer]:
    """Start the bare loop."""
    return Worker("bare", BareAnswer, home)


def window(home: Path) -> Worker[WindowAnswer]:
    """Start the app, its folders below `home`, and wait until it is shown."""
    return Worker("window", WindowAnswer, home)


def engines_of(app: Worker[WindowAnswer]) -> list[psutil.Process]:
    """Give the engine processes of an app."""
    return [child for child in app.process.children() if child.cmdline()[-1:] == ["engine"]]


def environment(home: Path) -> dict[str, str]:
    """Give the environment of a measured process: the app at home below `home`, and no screen.

    Modules are compiled once, as for a user, even where the environment says that bytecode is not to be kept.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "DESKTOP_CHAT_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(home.parent / "bytecode"),
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
