"""How soon the engine is idle after a click on stop: while it writes, and while it reads a long prompt."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Iterator
from typing import Final, Self

import psutil

from desktop_chat.settings import EngineSettings
from tests.benchmarks.bench import Bench, plain_settings, say
from tests.benchmarks.prompts import long_text
from tests.benchmarks.table import Bar, Row
from tests.benchmarks.window_protocol import (
    Acted,
    Choose,
    ModelReady,
    NewChat,
    PromptRead,
    ReplyDone,
    Send,
    StopReply,
    TextShown,
    WindowAnswer,
)
from tests.benchmarks.worker import Worker, engines_of

_LOOK_SECONDS: Final = 0.002
_REST_SECONDS: Final = 0.06
_REST_CPU_SECONDS: Final = 0.011  # a tick of the clock that systems count processor time with, and a bit
_WATCHED_SECONDS: Final = 0.6
_PROMPT_TOKENS: Final = 2000
_LONGEST_WAIT: Final = 1.5


def measure(bench: Bench) -> Iterator[Row]:
    """Measure on the 7B shape."""
    model, count = bench.shape("7b"), bench.times(9)
    say(f"stop: {count} times each on {model.name}")
    with bench.window(model, settings=plain_settings(EngineSettings(context_tokens=4096))) as app:
        app.send(Choose(str(model)))
        app.wait_for(ModelReady)
        (engine,) = engines_of(app)
        writing = [_stop_writing(app, engine) for _ in range(count)]
        text = long_text(app, _PROMPT_TOKENS)
        reading = [_stop_reading(app, engine, text) for _ in range(count)]
    yield from _rows("stop while writing", writing, 100)
    yield from _rows(f"stop in a {_PROMPT_TOKENS}-token prompt", reading, 250)


def _rows(what: str, found: list[tuple[float, float]], limit: float) -> Iterator[Row]:
    told, idle = zip(*found, strict=True)
    yield Row(f"{what}, told", "ms", 1000 * statistics.median(told), bar=Bar("≤", limit, "ms"))
    yield Row(f"{what}, idle", "ms", 1000 * statistics.median(idle), bar=Bar("≤", limit, "ms"))
    yield Row(f"{what}, worst", "ms", 1000 * max(*told, *idle))


def _stop_writing(app: Worker[WindowAnswer], engine: psutil.Process) -> tuple[float, float]:
    app.ask(NewChat(), Acted)
    app.send(Send("Tell me a long story."))
    app.wait_for(TextShown)
    time.sleep(random.uniform(0, _LONGEST_WAIT))
    return _stop(app, engine)


def _stop_reading(app: Worker[WindowAnswer], engine: psutil.Process, text: str) -> tuple[float, float]:
    app.ask(NewChat(), Acted)
    app.send(Send(f"{random.random()} {text}"))  # so that nothing of it is known from before
    app.wait_for(PromptRead)
    time.sleep(random.uniform(0, _LONGEST_WAIT))
    return _stop(app, engine)


def _stop(app: Worker[WindowAnswer], engine: psutil.Process) -> tuple[float, float]:
    """Click on stop; give the seconds until the reply was told to be over, and until it rested."""
    with _Watch(engine) as watch:
        clicked = app.ask(StopReply(), Acted).at
        done = app.wait_for(ReplyDone)
        time.sleep(max(0.0, clicked + _WATCHED_SECONDS - time.monotonic()))
    return done.at - clicked, max(0.0, watch.rest_after(clicked) - clicked)


class _Watch:
    """Looks again and again how much processor time a process has used."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self._looks: list[tuple[float, float]] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def rest_after(self, start: float) -> float:
        """Give when the process came to rest: used next to nothing for a while."""
        looks = [look for look in self._looks if look[0] >= start]
        for at, used in looks:
            later = next((look[1] for look in looks if look[0] >= at + _REST_SECONDS), None)
            if later is not None and later - used <= _REST_CPU_SECONDS:
                return at
        raise RuntimeError("the engine did not come to rest")

    def _look(self) -> None:
        while not self._is_over.wait(_LOOK_SECONDS):
            times = self._process.cpu_times()
            self._looks.append((time.monotonic(), times.user + times.system))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()
