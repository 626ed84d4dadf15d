"""Which way a text runs, and characters that would turn it around."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LOOKED_AT: Final = 400
"""Characters in which a letter is looked for."""

_FIRST_HEBREW: Final = "\u0590"
_OVERRIDES: Final = dict.fromkeys((0x202D, 0x202E), "\u2060")
_CODE_CONTROLS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")


_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def has_right_to_left(text: str) -> bool:
    """Tell whether any of a text may be written from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text is of a script written from right to left."""
    start = text[:_LOOKED_AT]
    return not (start.isascii() or max(start) < _FIRST_HEBREW) and bool(direction_of(start))


def direction_of(text: str) -> bool | None:
    """Tell whether the first letter of a text is written from right to left; None where there is no letter."""
    for character in text[:_LOOKED_AT]:
        kind = unicodedata.bidirectional(character)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            return False
    return None


def without_overrides(text: str) -> str:
    """Take the power from characters that force a direction upon letters; positions stay."""
    return text if text.isascii() else text.translate(_OVERRIDES)


def with_visible_controls(code: str) -> str:
    """Show direction marks in code, where they only serve to hide what it does; positions stay."""
    return code if code.isascii() else code.translate(_CODE_CONTROLS)
