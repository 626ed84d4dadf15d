"""Texts of others within our sentences: titles, names and reasons that must not turn our own words around."""

from __future__ import annotations

import re
from typing import Final

from desktop_chat.ui.chat.blocks.direction import has_right_to_left

_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BEGIN: Final = "\u2068"
_END: Final = "\u2069"


def without_controls(text: str) -> str:
    """Leave out the characters that turn other characters around."""
    return text if text.isascii() else _CONTROLS.sub("", text)


def apart(text: str) -> str:
    """Keep a text that may run from right to left from mixing with what stands around it."""
    plain = without_controls(text)
    return f"{_BEGIN}{plain}{_END}" if has_right_to_left(plain) else plain
