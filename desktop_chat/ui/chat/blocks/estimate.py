"""How high a text will be, guessed from its length: reading a long one costs nothing before it is seen."""

from __future__ import annotations

import math

from desktop_chat.ui.chat.blocks.looks import TextLook, pixel_size

_EM_PER_CHARACTER = 0.52


def units(text: str) -> float:
    """Give how many letters of average width a text takes: a Hangul syllable or an ideograph takes two."""
    if text.isascii():
        return len(text)
    return len(text) + (len(text.encode(errors="surrogatepass")) - len(text)) / 2


def line_count(text: str, look: TextLook, width: float) -> int:
    """Guess how many lines a text takes at a width in pixels."""
    per_line = max(1.0, width / (pixel_size(look.font) * _EM_PER_CHARACTER))
    return sum(max(1, math.ceil(units(line) / per_line)) for line in text.split("\n"))
