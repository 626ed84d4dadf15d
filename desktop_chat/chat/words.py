"""What a word is: the runs a text is made of, and what of them goes into the index.

Scripts that put spaces between words give whole words. The others, and Hangul, whose words take endings, give
overlapping pairs of characters and the last one alone, so that a part of a word is found too.
Each distinct beginning is added once, marked: the first letter of a word; of syllables the first, its first
consonant, and what it looks like while the next one is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from desktop_chat.chat.folding import fold
from desktop_chat.chat.hangul import initial_of, is_syllable, while_next_begins

LONGEST_WORD: Final = 64
"""Characters of a word that are looked at."""

_SYLLABIC: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer, with their marks
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff"  # kana
    "\u3131-\u3163\uac00-\ud7a3"  # Hangul letters and syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # Han
)
_INDIC: Final = "\u0900-\u0dff"  # whose vowel signs are no letters to `re`
LETTER: Final = f"[^\\W_{_SYLLABIC}]"
"""An expression for one letter or digit of a script with spaces."""

_WORD: Final = f"{LETTER}+(?:[{_INDIC}]+{LETTER}*)*"
_RUN: Final = re.compile(f"([{_SYLLABIC}]+)|({_WORD})")
_TOKEN: Final = re.compile(f"(?=([{_SYLLABIC}]{{1,2}}))[{_SYLLABIC}]|({_WORD})")
_MARK: Final = "\ue000"  # a letter to the tokenizer, and in no word of a text: `re` takes it for none
_SPACE: Final = re.compile(r"\s")
_PART: Final = 30_000  # characters


def runs_of(text: str) -> list[tuple[str, str]]:
    """Give the words of a text: each is a run of syllables or a word, the other of the two empty."""
    return _RUN.findall(fold(text))


def pairs_of(syllables: str) -> list[str]:
    """Give the overlapping pairs, and the last character alone."""
    return [syllables[at : at + 2] for at in range(len(syllables))]


def beginning(letters: str) -> str:
    """Give how a beginning is written in the index."""
    return _MARK + letters


def index_words(document: str) -> Iterator[str]:
    """Give what the index holds of a text, separated by spaces, in pieces to be put together by more of them.

    A piece takes some 5 ms at most, where the text has spaces or lines.
    """
    beginnings: set[str] = set()
    for part in _parts(document):
        found = _TOKEN.findall(fold(part))
        beginnings.update(one for pair, word in set(found) for one in _beginnings(pair or word[0]))
        yield " ".join(pair or word[:LONGEST_WORD] for pair, word in found)
    yield " ".join(beginnings)


def _parts(document: str) -> Iterator[str]:
    """Cut a text before spaces, where neither a word nor what belongs to one character goes on."""
    start = 0
    while start < len(document):
        space = _SPACE.search(document, start + _PART)
        end = space.start() if space else len(document)
        yield document[start:end]
        start = end


@lru_cache(maxsize=1 << 16)
def _beginnings(letters: str) -> tuple[str, ...]:
    """Give how a pair of syllables, a last one or a word begins."""
    first = letters[0]
    if not is_syllable(first):
        return (beginning(first),)
    seen = while_next_begins(first, letters[1]) if len(letters) > 1 and is_syllable(letters[1]) else None
    return tuple(map(beginning, filter(None, (first, initial_of(first), seen))))
