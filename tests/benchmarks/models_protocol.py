"""What the measuring process tells the measured Models window: one JSON object a line."""

from __future__ import annotations

from msgspec import Struct


class OpenModels(Struct, tag=True, frozen=True):
    """Click on Models; answered by `Opened`. The window is closed after it."""


class TypeWord(Struct, tag=True, frozen=True):
    """Type a word into the search field of an open window, letter by letter; answered by `Typed`."""

    word: str


class Beat(Struct, tag=True, frozen=True):
    """Note how late the main thread is, for so long; answered by `Beats`. With an address three downloads run."""

    seconds: float
    url: str = ""
    size: int = 0


Request = OpenModels | TypeWord | Beat


class Opened(Struct, tag=True, frozen=True):
    """The window was painted with its models so many seconds after the click; an empty one after so many."""

    seconds: float
    empty_seconds: float


class Typed(Struct, tag=True, frozen=True):
    """Seconds from each key to the painted list."""

    seconds: tuple[float, ...]


class Beats(Struct, tag=True, frozen=True):
    """How many seconds late each beat was, and how many bytes were downloaded meanwhile."""

    late: tuple[float, ...]
    downloaded: int


Answer = Opened | Typed | Beats
