"""Which file of a model is chosen for someone who has never heard of quantization."""

from __future__ import annotations

from desktop_chat.models.hub.quantizations import quality_of
from desktop_chat.ui.models.entries import Choice, EntryKey, Shelf


def best_choice(shelf: Shelf, key: EntryKey) -> Choice | None:
    """Give the file to take unless the user wants another: the recommended one, else the best that fits."""
    choices = shelf.choices(key)
    offer = shelf.offer(key.id) if key.kind == "catalog" else None
    offered = (choice for choice in choices if offer and choice.name == offer.file.pattern)
    return next(offered, None) or _best_that_fits(shelf, key, choices)


def _best_that_fits(shelf: Shelf, key: EntryKey, choices: tuple[Choice, ...]) -> Choice | None:
    if not choices:
        return None
    fits = {choice.name: shelf.fit(key, choice.name) for choice in choices}
    for wanted in ("fits", "tight", "slow"):
        good = [choice for choice in choices if (fit := fits[choice.name]) and fit.verdict == wanted]
        if good:
            return _most_balanced(good)
    return choices[0] if all(fits.values()) else _most_balanced(list(choices))


def _most_balanced(choices: list[Choice]) -> Choice:
    """Prefer Q4_K_M, then its class, then the largest below it, then the smallest."""
    named = (choice for choice in choices if choice.quantization.upper() == "Q4_K_M")
    of_class = (choice for choice in choices if quality_of(choice.quantization) == "best_balance")
    below = (
        choice for choice in reversed(choices) if quality_of(choice.quantization) in ("small", "smallest")
    )
    return next(named, None) or next(of_class, None) or next(below, None) or choices[0]
