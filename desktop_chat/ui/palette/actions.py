"""What the palette offers to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Action(NamedTuple):
    """One thing to do, as its owner names it."""

    id: str  # English words with “-” between; kept as recently used, and found too
    text: str  # in the language in use
    call: Callable[[], object]
    keys: str = ""  # that do the same, such as "Ctrl+N"
    icon: str = "play"


class ModelChoice(NamedTuple):
    """A model the conversation can go on with."""

    path: str
    title: str
    note: str = ""  # such as its size
