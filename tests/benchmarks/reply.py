"""How fast a reply is written, from the engine to the view, against the bare loop.

Both write at the same place of the same reply, in turns of some tokens; whoever is not measured is suspended,
so that what else the machine does hits both alike.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from desktop_chat.engine.protocol import SamplerOptions
from desktop_chat.settings import EngineSettings, GenerationSettings
from tests.benchmarks.bare_protocol import (
    BareAnswer,
    Ends,
    FindEnds,
    Open,
    Opened,
    Read,
    WasRead,
    Write,
    Written,
)
from tests.benchmarks.bench import Bench, plain_settings, say
from tests.benchmarks.table import Bar, Row
from tests.benchmarks.window_protocol import (
    Acted,
    Choose,
    Generation,
    Mark,
    ModelReady,
    PromptText,
    RenderPrompt,
    ReplyDone,
    Send,
    StopReply,
    TextShown,
    WindowAnswer,
)
from tests.benchmarks.worker import Worker, bare, engines_of

QUESTION: Final = (
    "Tell me the whole story of a lighthouse keeper, in as many words as you can, with dialogue."
)
NEVER: Final = -100.0
SEED: Final = 7
LAST_TOKENS: Final = 200


@dataclass(frozen=True)
class Turn:
    """Seconds a token took, on both sides, in one turn each."""

    ours: float
    floor: float

    @property
    def ratio(self) -> float:
        """Our speed as a part of the floor's."""
        return self.floor / self.ours


@dataclass(frozen=True)
class Work:
    """Seconds of processor time that a token took, of all threads together."""

    engine: float
    bare: float
    window: float


def measure(bench: Bench) -> Iterator[Row]:
    """Measure the 7B shape, then the real 0.5B model where there is one."""
    turns, work = _write(bench, bench.shape("7b"), tokens=60 if bench.is_quick else 200, per_turn=10)
    yield _row("reply, 7B shape", turns, Bar("≥", 0.99))
    yield from _work_rows("reply, 7B shape", work)
    turns, work = _write(bench, bench.chat_model(), tokens=600 if bench.is_quick else 2000, per_turn=40)
    yield _row("reply, 0.5B, whole", turns, Bar("≥", 0.97))
    last = turns[-LAST_TOKENS // 40 :]
    yield _row(f"reply, 0.5B, last {LAST_TOKENS} tokens", last, Bar("≥", 1 - _noise(turns)))
    yield from _work_rows("reply, 0.5B", work)


def _row(what: str, turns: list[Turn], bar: Bar) -> Row:
    ours = statistics.median(1 / turn.ours for turn in turns)
    floor = statistics.median(1 / turn.floor for turn in turns)
    return Row(what, "tokens/s", ours, floor, "bare loop", statistics.median(t.ratio for t in turns), bar)


def _work_rows(what: str, work: Work) -> Iterator[Row]:
    engine, floor, window = 1000 * work.engine, 1000 * work.bare, 1000 * work.window
    yield Row(f"{what}, engine's processor time", "ms", engine, floor, "bare loop", engine / floor)
    yield Row(f"{what}, window's processor time", "ms", window)


def _noise(turns: list[Turn]) -> float:
    """Give how far the ratio of one turn is usually off the median, for reasons that are not the app."""
    middle = statistics.median(turn.ratio for turn in turns)
    return statistics.median(abs(turn.ratio - middle) for turn in turns)


def _write(bench: Bench, model: Path, *, tokens: int, per_turn: int) -> tuple[list[Turn], Work]:
    say(f"reply: {tokens} tokens of {model.name}")
    settings = plain_settings(EngineSettings(context_tokens=4096))
    with bench.window(model, settings=settings) as app, bench.home() as home, bare(home) as loop:
        app.send(Choose(str(model)))
        plan = app.wait_for(ModelReady).plan
        (engine,) = engines_of(app)
        prompt = app.ask(RenderPrompt(str(model), QUESTION), PromptText).text
        loop.ask(Open(str(model), plan), Opened)
        never = loop.ask(FindEnds(), Ends).tokens
        loop.ask(Read(prompt, SEED, never), WasRead)
        sampler = SamplerOptions(seed=SEED, logit_bias=dict.fromkeys(never, NEVER))
        app.ask(Generation(GenerationSettings(sampler, max_tokens=tokens + per_turn)), Acted)
        return _take_turns(app, engine, loop, tokens // per_turn, per_turn)


def _take_turns(
    app: Worker[WindowAnswer], engine: psutil.Process, loop: Worker[BareAnswer], count: int, per_turn: int
) -> tuple[list[Turn], Work]:
    """Let ours and the bare loop write in turns."""
    breaks: list[tuple[float, float]] = []
    floors: list[float] = []
    works: list[Work] = []
    app.send(Mark(per_turn))
    app.send(Send(QUESTION))
    for turn in range(1, count + 1):
        while app.wait_for(TextShown).pieces < turn * per_turn:
            pass
        with _suspended(engine) as began:
            times = loop.ask(Write(per_turn), Written).times
            floors.append((times[-1] - times[0]) / (per_turn - 1))
            works.append(Work(_used(engine), _used(loop.process), _used(app.process)))
            app.ask(Mark((turn + 1) * per_turn), Acted)
        breaks.append((began, time.monotonic()))
    app.send(StopReply())
    done = app.wait_for(ReplyDone)
    turns = [Turn(ours, floor) for ours, floor in zip(_seconds(done, breaks), floors, strict=True)]
    return turns, _work_a_token(works, per_turn)


def _work_a_token(works: list[Work], per_turn: int) -> Work:
    """Give the processor time between the first and the last look, per token."""
    first, last, tokens = works[0], works[-1], per_turn * (len(works) - 1)
    engine, floor = (last.engine - first.engine) / tokens, (last.bare - first.bare) / tokens
    return Work(engine, floor, (last.window - first.window) / tokens)


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@contextmanager
def _suspended(process: psutil.Process) -> Iterator[float]:
    """Hold a process; gives when."""
    process.suspend()
    try:
        yield time.monotonic()
    finally:
        process.resume()


def _seconds(done: ReplyDone, breaks: list[tuple[float, float]]) -> list[float]:
    """Give the seconds a token took before each break, since the break before it.

    The token that a break cut in two does not count. A piece may be more than a token, where the bytes of a
    character are spread over several: over the whole reply that is known, and the same everywhere.
    """
    assert done.timings is not None
    pieces_per_token = len(done.times) / done.timings.reply_tokens
    starts = [done.times[0], *(end for _, end in breaks)]
    found = []
    for start, (end, _) in zip(starts, breaks, strict=False):
        times = [at for at in done.times if start <= at <= end]
        found.append((times[-1] - times[0]) / (len(times) - 1) * pieces_per_token)
    return found
