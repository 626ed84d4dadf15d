"""What the measuring process tells the measured transcript: one JSON object a line. Times are in seconds."""

from __future__ import annotations

from msgspec import Struct


class OpenLong(Struct, tag=True, frozen=True):
    """Show a conversation of so many messages; answered by `LongOpened`."""

    messages: int


class ScrollThrough(Struct, tag=True, frozen=True):
    """Scroll up from the end, to the start or for so many frames; answered by `Scrolled`."""

    frames: int  # 0: all


class WriteReply(Struct, tag=True, frozen=True):
    """Write a reply of so many lines into a conversation, at a rate of tokens a second; answered by `ReplyWritten`."""

    messages: int
    lines: int
    seconds: float
    rate: float


Request = OpenLong | ScrollThrough | WriteReply


class LongOpened(Struct, tag=True, frozen=True):
    """Seconds until it was painted: when its newest page is shown first, and when all of it is given at once."""

    page: float
    whole: float
    older: float  # that the older messages took, given after the page
    empty_bytes: int  # the process's memory before


class Scrolled(Struct, tag=True, frozen=True):
    """Seconds of each frame, and the process's memory at the end."""

    frames: tuple[float, ...]
    bytes: int


class ReplyWritten(Struct, tag=True, frozen=True):
    """How late each beat of the main thread was, and what the reply cost at its start and at its end."""

    late: tuple[float, ...]
    token_at_start: float  # processor time of the main thread for a token
    token_at_end: float
    drawing_at_start: float  # the same for a drawing of all that came since the last one
    drawing_at_end: float
    grown_bytes: int  # the process's memory at the end over that at the start


Answer = LongOpened | Scrolled | ReplyWritten
