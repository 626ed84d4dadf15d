"""Which keys write Korean on the usual keyboard (2-set, KS X 5002), as X11 names them."""

from __future__ import annotations

_INITIALS = tuple("rRseEfaqQtTdwWczxvg")
_VOWELS = (*"koiOjpuPh", "hk", "ho", "hl", *"yn", "nj", "np", "nl", *"bm", "ml", "l")
_FINALS = (
    "",
    "r",
    "R",
    "rt",
    "s",
    "sw",
    "sg",
    "e",
    "f",
    "fr",
    "fa",
    "fq",
    "ft",
    "fx",
    "fv",
    "fg",
    "a",
    "q",
    "qt",
)
_FINALS += tuple("tTdwczxvg")
_SIGNS = {" ": "space", ",": "comma", ".": "period", "?": "question", "!": "exclam", "\n": "shift+Return"}


def keys_of(text: str) -> list[str]:
    """Give the keys to be pressed for a text of Hangul, digits and a few signs."""
    return [key for character in text for key in _keys(character)]


def _keys(character: str) -> list[str]:
    if not "가" <= character <= "힣":
        return [_SIGNS.get(character, character)]
    number = ord(character) - ord("가")
    initial, vowel, final = number // 588, number % 588 // 28, number % 28
    return [*_INITIALS[initial], *_VOWELS[vowel], *_FINALS[final]]
