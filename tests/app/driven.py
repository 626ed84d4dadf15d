"""An app in a process of its own, as a test sees it: what it told, and what to tell it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import psutil

SECONDS = 40.0


class News(NamedTuple):
    """Something the app told, and when, on the system's monotonic clock."""

    what: str
    value: Any
    at: float


class DrivenApp:
    """Starts `tests.app.driver` or another module of its kind, on the home of this test."""

    def __init__(
        self, model: str = "", *, prefix: Sequence[str] = (), module: str = "tests.app.driver"
    ) -> None:
        command = [*prefix, sys.executable, "-m", module, *([model] if model else [])]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.news: list[News] = []
        self.errors = ""
        self._changed = threading.Condition()
        self._readers = [
            threading.Thread(target=read, daemon=True) for read in (self._read, self._read_errors)
        ]
        for reader in self._readers:
            reader.start()

    def wait_for(self, what: str, count: int = 1, *, having: Any = None) -> News:
        """Give the first news of a kind (whose value has something in it), the `count`th of them."""
        with self._changed:
            arrived = self._changed.wait_for(lambda: len(self._of(what, having)) >= count, SECONDS)
            assert arrived, f"no {what} ({having}) among {self.news[-8:]}; {self.errors[-2000:]}"
            return self._of(what, having)[count - 1]

    def wait_for_last(self, what: str, is_meant: Callable[[Any], bool]) -> Any:
        """Give the value of the last news of a kind, once it is as meant."""
        with self._changed:
            arrived = self._changed.wait_for(
                lambda: any(is_meant(each.value) for each in self._of(what)[-1:]), SECONDS
            )
            assert arrived, f"the last {what}: {self._of(what)[-1:]}; {self.errors[-2000:]}"
            return self._of(what)[-1].value

    def wait_until(self, moment: float) -> None:
        """Let it go on until a moment of the system's monotonic clock, while it is alive."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, moment - time.monotonic()))
        assert self.process.poll() is None, self.errors

    def text(self, until: float = float("inf")) -> str:
        """Give the words of the replies that were on the window at a time."""
        return "".join(each.value for each in self._of("text") if each.at <= until)

    def do(self, what: str, text: str = "") -> None:
        """Tell it to do something."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": what, "text": text}) + "\n")
        self.process.stdin.flush()

    def engines(self) -> list[psutil.Process]:
        """Give its engine processes."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in children if child.cmdline()[-1:] == ["engine"]]

    def kill(self) -> float:
        """End it at once; gives when."""
        at = time.monotonic()
        self.process.kill()
        self._join()
        return at

    def close(self) -> int:
        """Close its window and give its exit code."""
        if self.process.poll() is None:
            with suppress(BrokenPipeError):  # it is about to end anyway
                self.do("close")
        self._join()
        return self.process.returncode

    def _join(self) -> None:
        try:
            self.process.wait(SECONDS)
        finally:
            self.process.kill()
            for reader in self._readers:
                reader.join(SECONDS)
            for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
                pipe.close()

    def _of(self, what: str, having: Any = None) -> list[News]:
        return [each for each in self.news if each.what == what and (having is None or having in each.value)]

    def _read(self) -> None:
        for line in self.process.stdout:
            with self._changed:
                self.news.append(News(**json.loads(line)))
                self._changed.notify_all()

    def _read_errors(self) -> None:
        for line in self.process.stderr:
            if not line.startswith("This plugin does not support "):  # offscreen windows, of every raise
                self.errors += line
