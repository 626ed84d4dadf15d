"""Texts as they are compared: without case, accents, width and composition; and the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Final

# Each of these is compared as it is, or by its small letter: ASCII, dashes and quotes, kana, Han, Hangul and emoji.
_SIMPLE: Final = (
    "\x00-\x7f\u2010-\u2027\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u3131-\u3163"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U0001f300-\U0001faff"
)
# What belongs to the character before it: accents, points, voicing marks, the rest of a decomposed syllable.
_MARKS: Final = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\ufe00-\ufe0f"
_JOINED: Final = f"{_MARKS}\u3099\u309a\u1160-\u11ff"
_CLUSTER: Final = re.compile(f"[^{_SIMPLE}][{_JOINED}]*|[{_SIMPLE}][{_JOINED}]+")
_DROPPED: Final = re.compile(f"[{_MARKS}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def fold(text: str) -> str:
    """Give a text as it is compared: two that a reader takes for the same words give the same."""
    if text.isascii():
        return text.lower()
    return _CLUSTER.sub(_folded, text).lower()


class Folded:
    """A text as it is compared, and where each of its characters was."""

    def __init__(self, original: str) -> None:
        self._starts: list[int] = []  # in the folded text, of each part that is not one character for one
        self._parts: list[
            tuple[int, int, int]
        ] = []  # its end in the folded text; its start and end in the original
        self.text = fold(original)
        if not original.isascii():
            self._note_parts(original)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a part of the folded text that is not empty was in the original."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _note_parts(self, original: str) -> None:
        shift = 0
        for match in _CLUSTER.finditer(original):
            length, folded = match.end() - match.start(), len(_fold_cluster(match.group()))
            if length > 1 or folded != 1:
                start = match.start() + shift
                self._starts.append(start)
                self._parts.append((start + folded, *match.span()))
                shift += folded - length

    def _place(self, at: int) -> tuple[int, int]:
        """Give where one character of the folded text came from."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at, at + 1
        end, original_start, original_end = self._parts[index]
        if at < end:
            return original_start, original_end
        return original_end + at - end, original_end + at - end + 1


def _folded(match: re.Match[str]) -> str:
    return _fold_cluster(match.group())


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", cluster)).casefold()
    return unicodedata.normalize("NFKC", plain)
