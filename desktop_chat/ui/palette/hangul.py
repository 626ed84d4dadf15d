"""Which characters a typed one may stand for, so that Hangul is found by initials and while it is composed."""

from __future__ import annotations

import re
from typing import Final

Letters = tuple[str, ...]
"""What a typed text may stand for: for each character a set, written as inside the `[…]` of an expression."""

# The order of the letters within the block of Hangul syllables (Unicode, chapter 3.12).
_INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS: Final = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST, _LAST = 0xAC00, 0xD7A3
_OF_INITIAL: Final = 21 * 28  # syllables that begin with one letter
_OF_VOWEL: Final = 28

_CLUSTERS: Final = {
    "ㄳ": "ㄱㅅ",
    "ㄵ": "ㄴㅈ",
    "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ",
    "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ",
    "ㅄ": "ㅂㅅ",
}
"""Two consonants that an input method shows as one letter."""

_LAST_VOWEL: Final = {8: 11, 13: 16, 18: 19}
"""A vowel more keys can make another of, and the last of those: ㅗ (ㅘ ㅙ ㅚ), ㅜ (ㅝ ㅞ ㅟ), ㅡ (ㅢ)."""

_LAST_FINAL: Final = {1: 3, 4: 6, 8: 15, 17: 18}
"""The same of consonants at the end: ㄱ, ㄴ, ㄹ, ㅂ. What lies between, such as ㄲ, is found too."""


def readings(text: str) -> list[Letters]:
    """Give what a text may stand for, that it is as typed first; all characters but the last stand for sure.

    A consonant alone is any syllable that begins with it. The last syllable may still become another: 서 is
    also 설 and 서울, and 성 is also 서 followed by ㅇ, as it is on the way to 서울.
    """
    before, last = text[:-1], text[-1]
    sure = tuple(one for letter in before for one in _whole(letter))
    return [(*sure, *letters) for letters in _growing(last)]


def _whole(letter: str) -> Letters:
    """Give a character that is typed to its end."""
    if letter in _CLUSTERS:
        return tuple(map(_initial, _CLUSTERS[letter]))
    return (_initial(letter) if letter in _INITIALS else re.escape(letter),)


def _growing(letter: str) -> list[Letters]:
    """Give what the last character may become."""
    if not _FIRST <= ord(letter) <= _LAST:
        return [_whole(letter)]
    initial, rest = divmod(ord(letter) - _FIRST, _OF_INITIAL)
    vowel, final = divmod(rest, _OF_VOWEL)
    if not final:
        return [(_span(ord(letter), _syllable(initial, _LAST_VOWEL.get(vowel, vowel), _OF_VOWEL - 1)),)]
    grown = (_span(ord(letter), _syllable(initial, vowel, _LAST_FINAL.get(final, final))),)
    stays, moves = _parted(_FINALS[final])
    kept = chr(_syllable(initial, vowel, _FINALS.index(stays)))
    return [grown, (kept, _initial(moves))]


def _parted(final: str) -> tuple[str, str]:
    """Give what stays of a syllable's end, and what the next vowel typed takes along."""
    cluster = _CLUSTERS.get(final)
    return (cluster[0], cluster[1]) if cluster else ("", final)


def _initial(consonant: str) -> str:
    first = _syllable(_INITIALS.index(consonant), 0, 0)
    return consonant + _span(first, first + _OF_INITIAL - 1)


def _syllable(initial: int, vowel: int, final: int) -> int:
    return _FIRST + initial * _OF_INITIAL + vowel * _OF_VOWEL + final


def _span(first: int, last: int) -> str:
    return chr(first) if first == last else f"{chr(first)}-{chr(last)}"
