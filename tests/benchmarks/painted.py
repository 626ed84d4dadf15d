"""What a starting window tells."""

from __future__ import annotations

from msgspec import Struct


class Painted(Struct, frozen=True):
    """When a window was painted first, and when first with its content, on the clock of `time.monotonic`.

    `work` is the processor time the process had used by then, of all threads together, in seconds.
    """

    frame: float
    content: float
    work: float
