"""How tall a message will about be, guessed from its text alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from desktop_chat.chat.messages import Message
from desktop_chat.ui.chat.document_style import DocumentStyle

_NARROW: Final = 0.5
"""The usual width of a Latin letter, in units of the font's size; Hangul and Chinese characters take one."""

_LINE: Final = 1.62
_AROUND: Final = 48
"""Pixels of every message that are not text: its footer, the gap below."""


class Extent(NamedTuple):
    """What of a text decides on its height: its lines as written, and its length in units of the font's size."""

    lines: int
    length: float


def extent(message: Message) -> Extent:
    """Look at a message; a glance, whatever its length."""
    text = message.text
    wide = 0.0 if text.isascii() else (len(text.encode(errors="replace")) - len(text)) / 2
    length = len(text) * _NARROW + wide * _NARROW
    return Extent(text.count("\n") + 1, length)


def estimate(about: Extent, width: int, style: DocumentStyle) -> int:
    """Give the height in pixels of a message of that extent at a width in pixels."""
    lines = about.lines + about.length * style.pixels / max(width, 1)
    return round(_AROUND + lines * _LINE * style.pixels)
