"""How soon the next turn of a long conversation begins, against reading only its new tokens bare.

The 7B shape writes noise, which its tokenizer cuts into other tokens than it was written in, so that what follows
must be read again; a real model's text it mostly cuts the same. So replies of the shape are one token long.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_chat.settings import EngineSettings, GenerationSettings
from tests.benchmarks.bare_protocol import Evaluate, Evaluated, Open, Opened
from tests.benchmarks.bench import Bench, plain_settings, say
from tests.benchmarks.prompts import long_text
from tests.benchmarks.table import Bar, Row
from tests.benchmarks.window_protocol import (
    Acted,
    Choose,
    Generation,
    ModelReady,
    NewChat,
    ReplyDone,
    ReplyStarted,
    Send,
    TextShown,
    WindowAnswer,
)
from tests.benchmarks.worker import Worker, bare

_PROMPT_TOKENS: Final = 1850  # of the first turn
_REPLY_TOKENS: Final = 60  # of each turn of the real model
_QUESTION: Final = "And what did the keeper write into his book on the evening when no ship came by? ({n})"


def measure(bench: Bench) -> Iterator[Row]:
    """Measure the 7B shape, then the real 0.5B model where there is one."""
    yield _row(bench, bench.shape("7b"), "7B shape", reply_tokens=1)
    yield _row(bench, bench.chat_model(), "0.5B", reply_tokens=_REPLY_TOKENS)


def _row(bench: Bench, model: Path, name: str, *, reply_tokens: int) -> Row:
    count = max(3, bench.times(6))
    say(f"second turn: {count} turns of {model.name}")
    ours, floors, extra = [], [], []
    settings = plain_settings(EngineSettings(context_tokens=4096))
    with bench.window(model, settings=settings) as app, bench.home() as home, bare(home) as loop:
        app.send(Choose(str(model)))
        plan = app.wait_for(ModelReady).plan
        loop.ask(Open(str(model), plan), Opened)
        known = _first_turn(app, reply_tokens)
        for number in range(count):
            turn = _Turn(app, _QUESTION.format(n=number))
            ours.append(turn.seconds)
            new = turn.prompt_tokens - known
            extra.append(turn.evaluated_tokens - new)
            floors.append(loop.ask(Evaluate(new, known), Evaluated).seconds)
            known = turn.known_tokens
    ratio = statistics.median(one / floor for one, floor in zip(ours, floors, strict=True))
    again = statistics.median(extra)
    what = f"second turn, {name}" + (f" ({again:.0f} tokens read again)" if again else "")
    return Row(
        what,
        "ms",
        1000 * statistics.median(ours),
        1000 * statistics.median(floors),
        "new tokens bare",
        ratio,
        Bar("≤", 1.1),
    )


def _first_turn(app: Worker[WindowAnswer], reply_tokens: int) -> int:
    """Begin the conversation; give how many tokens the engine has read and written then."""
    text = long_text(app, _PROMPT_TOKENS)
    app.ask(NewChat(), Acted)
    app.ask(Generation(GenerationSettings(max_tokens=reply_tokens)), Acted)
    return _Turn(app, text).known_tokens


class _Turn:
    """A question sent and answered."""

    def __init__(self, app: Worker[WindowAnswer], text: str) -> None:
        sent = app.ask(Send(text), Acted).at
        self.prompt_tokens = app.wait_for(ReplyStarted).prompt_tokens
        self.seconds = app.wait_for(TextShown).at - sent
        done = app.wait_for(ReplyDone)
        assert done.timings is not None
        self.evaluated_tokens = done.timings.prompt_tokens
        written = done.timings.reply_tokens if done.state == "done" else done.timings.reply_tokens - 1
        self.known_tokens = (
            self.prompt_tokens + written
        )  # of a reply cut short, the last one is not evaluated
