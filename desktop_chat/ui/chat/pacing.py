"""How often a reply that is being written is drawn: the engine needs the same processor."""

from __future__ import annotations

import os
from typing import Final

SHORTEST_SECONDS: Final = 1 / 60
"""Between two drawings, when they cost next to nothing."""

LONGEST_SECONDS: Final = 0.25
"""Between two drawings, however much they cost: a reply must be seen to move."""

SHARE_PER_CORE: Final = 0.012
"""The part of one core that drawing may take, for each core there is; an engine on two cores feels every percent."""

LARGEST_SHARE: Final = 0.2

_WEIGHT: Final = 0.25


class Pace:
    """Keeps drawing within its share of the processor. All times are in seconds."""

    def __init__(self, cores: int | None = None) -> None:
        self._share = min(LARGEST_SHARE, SHARE_PER_CORE * (cores or os.cpu_count() or 1))
        self._cost = 0.0

    def drawn(self, cost: float) -> None:
        """Take note of what one drawing cost, painting included."""
        self._cost += (cost - self._cost) * _WEIGHT

    @property
    def interval(self) -> float:
        """How long to wait from one drawing to the next."""
        return min(LONGEST_SECONDS, max(SHORTEST_SECONDS, self._cost / self._share))
