"""What a Hangul syllable looks like while it is typed, and what it may still become.

The order of letters within the block of syllables is that of Unicode, chapter 3.12.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS: Final = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
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
_JOINED: Final = {pair: cluster for cluster, pair in _CLUSTERS.items()}
_LAST_VOWEL: Final = {8: 11, 13: 16, 18: 19}
"""A vowel that more keys make another of, and the last of those: ㅗ (ㅘ ㅙ ㅚ), ㅜ (ㅝ ㅞ ㅟ), ㅡ (ㅢ)."""
_FIRST: Final = 0xAC00
_OF_INITIAL: Final = 21 * 28
_OF_VOWEL: Final = 28


class Moved(NamedTuple):
    """A syllable whose final consonant begins the next one: 한 typed on to 하나."""

    before: str  # 하
    first: str  # 나, the first syllable with that initial
    last: str  # 닣, the last


def is_syllable(character: str) -> bool:
    """Say whether it is one whole syllable."""
    return "가" <= character <= "힣"


def is_letter(character: str) -> bool:
    """Say whether it is a consonant or a vowel by itself."""
    return "ㄱ" <= character <= "ㅣ"


def consonants(letter: str) -> str:
    """Give the two consonants that an input method shows as one letter; any other character as it is."""
    return _CLUSTERS.get(letter, letter)


def initial_of(syllable: str) -> str:
    """Give the consonant it begins with."""
    return _INITIALS[(ord(syllable) - _FIRST) // _OF_INITIAL]


def beginning_with(initial: str) -> tuple[str, str] | None:
    """Give the first and the last syllable that begin with a consonant; None where none can."""
    if initial not in _INITIALS:
        return None
    first = _FIRST + _INITIALS.index(initial) * _OF_INITIAL
    return chr(first), chr(first + _OF_INITIAL - 1)


def grown(syllable: str) -> list[str]:
    """Give itself and the syllables that more keys make of it, its final consonant staying where it is."""
    vowel, final = _vowel(syllable), _final(syllable)
    if not final:
        last = ord(syllable) + (_LAST_VOWEL.get(vowel, vowel) - vowel) * _OF_VOWEL
        return [chr(code) for code in range(ord(syllable), last + _OF_VOWEL)]
    clusters = [cluster for cluster, pair in _CLUSTERS.items() if pair[0] == _FINALS[final]]
    return [syllable, *(_with_final(syllable, cluster) for cluster in clusters)]


def moved(syllable: str) -> Moved | None:
    """Give what it becomes when a vowel follows; None for one without a final consonant that can move."""
    final = _FINALS[_final(syllable)]
    cluster = _CLUSTERS.get(final, f"\0{final}")  # what stays, and what moves
    syllables = beginning_with(cluster[1])
    return None if syllables is None else Moved(_with_final(syllable, cluster[0]), *syllables)


def while_next_begins(syllable: str, following: str) -> str | None:
    """Give what it looks like while the next one's first consonant is typed, where that differs: 하나 gives 한."""
    initial = initial_of(following)
    final = _FINALS[_final(syllable)]
    seen = initial if final == "\0" else _JOINED.get(final + initial, "")
    return _with_final(syllable, seen) if seen and seen in _FINALS else None


def _vowel(syllable: str) -> int:
    return (ord(syllable) - _FIRST) % _OF_INITIAL // _OF_VOWEL


def _final(syllable: str) -> int:
    return (ord(syllable) - _FIRST) % _OF_VOWEL


def _with_final(syllable: str, final: str) -> str:
    return chr(ord(syllable) - _final(syllable) + _FINALS.index(final))
