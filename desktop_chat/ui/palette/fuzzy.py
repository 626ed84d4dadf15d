"""Finds titles by a few letters of them: the closest first, thousands within a keystroke, Hangul by initials.

The titles are one text, a line each, and each way of matching is one expression that runs over all of it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from desktop_chat.ui.palette.hangul import Letters, readings

Closeness = Literal[0, 1, 2, 3, 4, 5, 6, 7]
"""From 0: the whole title; its start; the start of a word; starts of words; all words at starts of words in
any order; within a word; all words anywhere; letters in order."""

_LONGEST: Final = 64
_SCATTERED: Final = 7
_MOST_SCATTERED: Final = 400  # titles that are weighed where only scattered letters match
_BEGINS_WORD: Final = r"(?<!\w.)"  # behind the first letter, so that few places are tried


class Match(NamedTuple):
    """A title that was found."""

    at: int  # among the titles
    closeness: Closeness
    marks: tuple[tuple[int, int], ...]  # what of it was typed: start and end of each run


class Query:
    """What is typed, made ready to be looked for."""

    def __init__(self, text: str) -> None:
        words = _plain(text)[:_LONGEST].split()
        self.is_empty = not words
        self.ways: list[tuple[Closeness, re.Pattern[str]]] = []
        if not words:
            return
        spaced = readings(" ".join(words))
        whole = _either([_in_a_row(letters) for letters in spaced])
        joined = readings("".join(words))
        self._add(0, f"^{whole}$")
        self._add(1, f"^{whole}")
        self._add(2, _either([_from_start(letters) for letters in spaced]))
        if len(joined[0]) > 1:
            self._add(3, _either([_by_starts(letters) for letters in joined]))
        of_words = [readings(word) for word in words]
        if len(words) > 1:
            self._add(4, _everywhere([_either(list(map(_from_start, ways))) for ways in of_words]))
        self._add(5, whole)
        if len(words) > 1:
            self._add(6, _everywhere([_either(list(map(_in_a_row, ways))) for ways in of_words]))
        if len(joined[0]) > 1:
            self._add(_SCATTERED, _either([_scattered(letters) for letters in joined]))

    def _add(self, closeness: Closeness, expression: str) -> None:
        self.ways.append((closeness, re.compile(expression, re.MULTILINE)))


class Titles:
    """Titles to be found; where several match equally well, those given first come first."""

    def __init__(self, titles: Sequence[str]) -> None:
        lines = "\n".join(titles).split("\n")
        if len(lines) != len(titles):  # a title of several lines
            lines = [" ".join(title.split()) for title in titles]
        whole = unicodedata.normalize("NFC", "\n".join(lines))
        lowered = whole.lower()
        if len(lowered) != len(whole):  # a letter that is two in small: marks would be off
            lowered = "".join(one.lower() if len(one.lower()) == 1 else one for one in whole)
        self.shown: list[str] = whole.split("\n") if titles else []
        self._text = lowered
        self._starts = _line_starts(self.shown)

    def find(self, query: Query, limit: int) -> list[Match]:
        """Give up to `limit` titles, the closest first; none for an empty query."""
        found: dict[int, Match] = {}
        for closeness, way in query.ways:
            if len(found) >= limit:
                break
            if closeness == _SCATTERED:
                found |= self._tightest(way, found, limit - len(found))
            else:
                for match in self._matching(closeness, way, found):
                    found[match.at] = match
                    if len(found) >= limit:
                        break
        return list(found.values())

    def _tightest(self, way: re.Pattern[str], known: dict[int, Match], limit: int) -> dict[int, Match]:
        """Give those whose letters are in the fewest runs, and then the closest together."""
        seen: dict[int, Match] = {}
        for match in self._matching(_SCATTERED, way, known):
            seen.setdefault(match.at, match)
            if len(seen) >= _MOST_SCATTERED:
                break
        best = sorted(seen.values(), key=lambda one: (len(one.marks), one.marks[-1][1] - one.marks[0][0]))
        return {match.at: match for match in best[:limit]}

    def _matching(
        self, closeness: Closeness, way: re.Pattern[str], known: dict[int, Match]
    ) -> Iterator[Match]:
        for found in way.finditer(self._text):
            index = bisect_right(self._starts, found.start()) - 1
            if index not in known:
                yield Match(index, closeness, _marks(found, self._starts[index]))


def _line_starts(lines: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _marks(found: re.Match[str], line: int) -> tuple[tuple[int, int], ...]:
    """Give the runs that were typed: the groups of an expression that has any, else all of the match."""
    groups = [found.span(number) for number in range(1, found.re.groups + 1)] or [found.span()]
    marks: list[tuple[int, int]] = []
    for start, end in sorted(span for span in groups if span[0] >= 0):
        if marks and start - line <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end - line, marks[-1][1]))
        else:
            marks.append((start - line, end - line))
    return tuple(marks)


# Groups with `?>` are never tried a second way, so the time grows with the length of a title alone.


def _either(expressions: Sequence[str]) -> str:
    return f"(?:{'|'.join(expressions)})"


def _in_a_row(letters: Letters) -> str:
    return "".join(f"[{one}]" for one in letters)


def _from_start(letters: Letters) -> str:
    return f"[{letters[0]}]{_BEGINS_WORD}{_in_a_row(letters[1:])}"


def _by_starts(letters: Letters) -> str:
    """Match letters each of which follows the one before it, or begins a later word."""
    later = r"\w*[^\w\n](?:\w*[^\w\n])*?"
    steps = "".join(f"(?>([{one}])|{later}([{one}]))" for one in letters[1:])
    return f"([{letters[0]}]){_BEGINS_WORD}{steps}"


def _scattered(letters: Letters) -> str:
    """Match letters in their order; the first begins a word."""
    steps = "".join(f"[^{one}\n]*+([{one}])" for one in letters[1:])
    return f"([{letters[0]}]){_BEGINS_WORD}{steps}"


def _everywhere(parts: Sequence[str]) -> str:
    return "^" + "".join(f"(?=.*?({part}))" for part in parts)
