"""Which characters a typed one may stand for, so that Hangul is found by initials and while it is composed."""

from __future__ import annotations

import re

from desktop_chat.chat.hangul import beginning_with, consonants, grown, initial_of, is_syllable, moved

Letters = tuple[str, ...]
"""What a typed text may stand for: for each character a set, written as inside the `[…]` of an expression."""


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
    return tuple(map(_letter, consonants(letter)))


def _growing(letter: str) -> list[Letters]:
    """Give what the last character may become."""
    if not is_syllable(letter):
        return [_whole(letter)]
    stays = ("".join(grown(letter)),)
    onwards = moved(letter)
    return [stays] if onwards is None else [stays, (onwards.before, _letter(initial_of(onwards.first)))]


def _letter(letter: str) -> str:
    syllables = beginning_with(letter)
    return re.escape(letter) if syllables is None else f"{letter}{syllables[0]}-{syllables[1]}"
