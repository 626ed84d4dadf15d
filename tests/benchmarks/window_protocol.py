"""What the measuring process and the app's window tell each other: one JSON object a line.

Times are on the clock of `time.monotonic`, which all processes of a machine share, in seconds.
"""

from __future__ import annotations

from msgspec import Struct

from desktop_chat.engine.protocol import LoadPlan, Timings
from desktop_chat.settings import GenerationSettings

# ---- requests


class Choose(Struct, tag=True, frozen=True):
    """Choose a model in the top bar, then send a text unless it is empty; answered by `Acted`."""

    path: str
    text: str = ""


class Send(Struct, tag=True, frozen=True):
    """Send a text; answered by `Acted`."""

    text: str


class StopReply(Struct, tag=True, frozen=True):
    """Click on stop; answered by `Acted`."""


class NewChat(Struct, tag=True, frozen=True):
    """Begin a new chat; answered by `Acted`."""


class Generation(Struct, tag=True, frozen=True):
    """Make replies with these settings from now on; answered by `Acted`."""

    settings: GenerationSettings


class Mark(Struct, tag=True, frozen=True):
    """Tell when so many pieces of the reply under way are shown, by `TextShown`; answered by `Acted`."""

    pieces: int


class RenderPrompt(Struct, tag=True, frozen=True):
    """Answered by `PromptText`, the text that a model reads when this is the only message."""

    path: str
    text: str


WindowRequest = Choose | Send | StopReply | NewChat | Generation | Mark | RenderPrompt

# ---- answers


class Shown(Struct, tag=True, frozen=True):
    """The window is there and what was open is open."""

    at: float


class Acted(Struct, tag=True, frozen=True):
    """A request is about to be carried out."""

    at: float


class ModelReady(Struct, tag=True, frozen=True):
    """A model is ready."""

    at: float
    path: str
    plan: LoadPlan


class Trouble(Struct, tag=True, frozen=True):
    """The window showed a fault."""

    sentence: str


class ReplyStarted(Struct, tag=True, frozen=True):
    """The engine knows what it will read."""

    prompt_tokens: int
    reused_tokens: int


class PromptRead(Struct, tag=True, frozen=True):
    """So many of the new prompt tokens are read."""

    at: float
    done: int
    total: int


class TextShown(Struct, tag=True, frozen=True):
    """So many pieces of the reply are given to the view: the first one, or as many as a `Mark` said."""

    at: float
    pieces: int


class ReplyDone(Struct, tag=True, frozen=True):
    """The reply ended; `times` says when each piece was given to the view."""

    at: float
    state: str
    timings: Timings | None
    times: tuple[float, ...]


class PromptText(Struct, tag=True, frozen=True):
    """A rendered prompt."""

    text: str


WindowAnswer = (
    Shown | Acted | ModelReady | Trouble | ReplyStarted | PromptRead | TextShown | ReplyDone | PromptText
)
