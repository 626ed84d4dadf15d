"""Which file of a model is chosen for someone who has never heard of quantization."""

from __future__ import annotations

from desktop_chat.models.choosing import Weighed, best_of
from desktop_chat.ui.models.entries import Choice, EntryKey, Shelf


def best_choice(shelf: Shelf, key: EntryKey) -> Choice | None:
    """Give the file to take unless the user wants another: the recommended one, else the best that fits."""
    choices = shelf.choices(key)
    if not choices:
        return None
    offer = shelf.offer(key.id) if key.kind == "catalog" else None
    offered = (choice for choice in choices if offer and choice.name == offer.file.pattern)
    return next(offered, None) or choices[best_of([_weighed(shelf, key, choice) for choice in choices])]


def _weighed(shelf: Shelf, key: EntryKey, choice: Choice) -> Weighed:
    fit = shelf.fit(key, choice.name)
    return Weighed(choice.quantization, fit.verdict if fit else None)
