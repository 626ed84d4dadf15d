"""What the measuring process and the bare loop tell each other: one JSON object a line.

Times are on the clock of `time.monotonic`, which all processes of a machine share, in seconds.
"""

from __future__ import annotations

from msgspec import Struct

from desktop_chat.engine.protocol import LoadPlan

# ---- requests


class Open(Struct, tag=True, frozen=True):
    """Load a model as planned; answered by `Opened`."""

    path: str
    plan: LoadPlan


class FindEnds(Struct, tag=True, frozen=True):
    """Answered by `Ends`."""


class Measure(Struct, tag=True, frozen=True):
    """Count the tokens of a text; answered by `Measured`."""

    text: str


class Read(Struct, tag=True, frozen=True):
    """Forget everything and read a prompt; answered by `WasRead`. Tokens of `never` will not follow."""

    text: str
    seed: int = 1
    never: tuple[int, ...] = ()


class Write(Struct, tag=True, frozen=True):
    """Go on with so many tokens; answered by `Written`."""

    count: int


class Evaluate(Struct, tag=True, frozen=True):
    """Read so many tokens after so many others and choose one; answered by `Evaluated`."""

    count: int
    after: int


BareRequest = Open | FindEnds | Measure | Read | Write | Evaluate

# ---- answers


class Opened(Struct, tag=True, frozen=True):
    """The model is there."""


class Ends(Struct, tag=True, frozen=True):
    """The tokens that would end a reply."""

    tokens: tuple[int, ...]


class Measured(Struct, tag=True, frozen=True):
    """The length of a text."""

    tokens: int


class WasRead(Struct, tag=True, frozen=True):
    """The prompt is read."""

    tokens: int
    seconds: float


class Written(Struct, tag=True, frozen=True):
    """When each token was chosen."""

    times: tuple[float, ...]


class Evaluated(Struct, tag=True, frozen=True):
    """How long the new tokens and the choice took."""

    seconds: float


BareAnswer = Opened | Ends | Measured | WasRead | Written | Evaluated
