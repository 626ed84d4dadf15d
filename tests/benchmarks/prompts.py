"""Long prompts, measured in tokens."""

from __future__ import annotations

from typing import Final

from tests.benchmarks.window_protocol import (
    Acted,
    NewChat,
    ReplyDone,
    ReplyStarted,
    Send,
    StopReply,
    WindowAnswer,
)
from tests.benchmarks.worker import Worker

_SENTENCE: Final = (
    "The keeper climbed the stairs of the old lighthouse every evening, trimmed the wick, "
    "polished the glass and wrote the weather into his book before the first ships came by. "
)
_SAMPLE: Final = 4


def long_text(app: Worker[WindowAnswer], tokens: int) -> str:
    """Give a text of about so many tokens of the chosen model: the engine is asked what a sample takes."""
    return _SENTENCE * round(_SAMPLE * tokens / _prompt_tokens(app, _SENTENCE * _SAMPLE))


def _prompt_tokens(app: Worker[WindowAnswer], text: str) -> int:
    app.ask(NewChat(), Acted)
    app.send(Send(text))
    started = app.wait_for(ReplyStarted)
    app.send(StopReply())
    app.wait_for(ReplyDone)
    return started.prompt_tokens
