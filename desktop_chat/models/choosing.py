"""Which file of a model is taken for someone who has never heard of quantization."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from desktop_chat.models.fit import Verdict
from desktop_chat.models.hub.quantizations import quality_of


class Weighed(Struct, frozen=True):
    """A file to choose from, and how it fits this PC; None: that is not known."""

    quantization: str
    verdict: Verdict | None = None


def best_of(files: Sequence[Weighed]) -> int:
    """Give the place of the file that fits best, and of those the most balanced one; the smallest come first."""
    for wanted in ("fits", "tight", "slow"):
        good = [place for place, file in enumerate(files) if file.verdict == wanted]
        if good:
            return _most_balanced(files, good)
    return 0 if all(file.verdict for file in files) else _most_balanced(files, range(len(files)))


def _most_balanced(files: Sequence[Weighed], places: Sequence[int]) -> int:
    """Prefer Q4_K_M, then its class, then the largest below it, then the smallest."""
    named = (place for place in places if files[place].quantization.upper() == "Q4_K_M")
    of_class = (place for place in places if _quality(files, place) == "best_balance")
    below = (place for place in reversed(places) if _quality(files, place) in ("small", "smallest"))
    found = (next(ways, None) for ways in (named, of_class, below))
    return next((place for place in found if place is not None), places[0])


def _quality(files: Sequence[Weighed], place: int) -> str:
    return quality_of(files[place].quantization)
