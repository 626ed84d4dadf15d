"""How soon another model answers, and whether the memory of the one before is given back."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_chat.engine.protocol import LoadPlan
from desktop_chat.settings import EngineSettings, GenerationSettings
from tests.benchmarks.bare_protocol import Open, Read, Write, Written
from tests.benchmarks.bench import Bench, SkippedError, plain_settings, say, warm
from tests.benchmarks.memory import KIND, family_bytes
from tests.benchmarks.table import Bar, Row
from tests.benchmarks.window_protocol import (
    Acted,
    Choose,
    Generation,
    ModelReady,
    NewChat,
    PromptText,
    RenderPrompt,
    ReplyDone,
    TextShown,
    WindowAnswer,
)
from tests.benchmarks.worker import Worker, bare, engines_of

_QUESTION: Final = "Hello!"
_REPLY_TOKENS: Final = 8
_SETTLE_SECONDS: Final = 2.0


def measure(bench: Bench) -> Iterator[Row]:
    """Measure switching between the 7B and the 13B shape."""
    models = {"7B": bench.shape("7b"), "13B": bench.shape("13b")}
    yield from _one_after_the_other(bench, models)
    yield from _both_resident(bench, models)


# ---- the other model is loaded each time


def _one_after_the_other(bench: Bench, models: dict[str, Path]) -> Iterator[Row]:
    count = max(2, bench.times(5))  # the memory is that of the first and the last time
    ours: dict[str, list[float]] = {name: [] for name in models}
    floors: dict[str, list[float]] = {name: [] for name in models}
    memory: dict[str, list[int]] = {name: [] for name in models}
    with bench.window(*models.values(), settings=plain_settings(EngineSettings(keep_models=False))) as app:
        app.ask(Generation(GenerationSettings(max_tokens=_REPLY_TOKENS)), Acted)
        _switch(app, models["13B"])
        for number in range(count):
            for name, model in models.items():
                say(f"switch: to {model.name}, {number + 1} of {count}")
                warm(model)
                seconds, plan = _switch(app, model)
                ours[name].append(seconds)
                time.sleep(_SETTLE_SECONDS)
                memory[name].append(family_bytes(app.process))
                prompt = app.ask(RenderPrompt(str(model), _QUESTION), PromptText).text
                floors[name].append(_bare_start(bench, model, plan, prompt))
    for name in models:
        ratio = statistics.median(one / floor for one, floor in zip(ours[name], floors[name], strict=True))
        ours_median, floor_median = statistics.median(ours[name]), statistics.median(floors[name])
        what = f"switch to {name}, first token"
        yield Row(what, "s", ours_median, floor_median, "bare process", ratio, Bar("≤", 1.15))
    yield _memory_row(memory["7B"])


def _memory_row(found: list[int]) -> Row:
    first, last = found[0], found[-1]
    what = f"memory ({KIND}) after 7B → 13B → 7B"
    return Row(what, "MB", last / 1e6, first / 1e6, "the first 7B", last / first, Bar("≤", 1.05))


def _switch(app: Worker[WindowAnswer], model: Path) -> tuple[float, LoadPlan]:
    """Choose a model in a new chat and send; give the seconds until the first text, and how it was loaded."""
    app.ask(NewChat(), Acted)
    chosen = app.ask(Choose(str(model), _QUESTION), Acted).at
    plan = app.wait_for(ModelReady).plan
    first = app.wait_for(TextShown).at
    app.wait_for(ReplyDone)
    return first - chosen, plan


def _bare_start(bench: Bench, model: Path, plan: LoadPlan, prompt: str) -> float:
    """Give the seconds from starting a bare process to the first token it chooses."""
    with bench.home() as home, bare(home) as loop:
        loop.send(Open(str(model), plan))
        loop.send(Read(prompt))
        return loop.ask(Write(1), Written).times[0] - loop.spawned


# ---- both models stay


def _both_resident(bench: Bench, models: dict[str, Path]) -> Iterator[Row]:
    """Switch between models that are ready.

    A token of 13B alone takes longer than the bar: so what the engine takes from hearing the question to its
    first token is left out.
    """
    say("switch: with both resident")
    settings = plain_settings(EngineSettings(context_tokens=2048))
    whole, beside = [], []
    with bench.window(*models.values(), settings=settings) as app:
        app.ask(Generation(GenerationSettings(max_tokens=_REPLY_TOKENS)), Acted)
        for path in map(str, models.values()):
            app.send(Choose(path))
            app.wait_for(ModelReady)
        for path in [*map(str, models.values())] * bench.times(5):
            app.ask(NewChat(), Acted)
            chosen = app.ask(Choose(path, _QUESTION), Acted).at
            whole.append(app.wait_for(TextShown).at - chosen)
            timings = app.wait_for(ReplyDone).timings
            assert timings is not None
            beside.append(whole[-1] - timings.first_token_seconds)
        if len(engines_of(app)) < len(models):
            raise SkippedError("not enough memory for both models at once")
    yield Row("switch, both resident, first token", "ms", 1000 * statistics.median(whole))
    what = "switch, both resident, beside the engine"
    yield Row(what, "ms", 1000 * statistics.median(beside), bar=Bar("≤", 150, "ms"))
