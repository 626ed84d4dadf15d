"""One line of a text around what was found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop_chat.chat.folding import Folded

Marks = tuple[tuple[int, int], ...]

_BEFORE: Final = 40  # characters before the first match
_LENGTH: Final = 200
_MOST_MARKS: Final = 32
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\x7f]+")
_WORD_START: Final = re.compile(r"(?<=\s)\S")


def excerpt_of(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[str, Marks] | None:
    """Give the text around the first match, and where the matches are in it; None where a pattern has none."""
    folded = Folded(text)
    firsts = [pattern.search(folded.text) for pattern in patterns]
    if not all(firsts):
        return None
    found = min(folded.span(*match.span())[0] for match in firsts if match)
    start = _start(text, found)
    end = min(len(text), start + _LENGTH)
    return _on_one_line(text, start, end, _spans(folded, patterns, start, end))


def _start(text: str, found: int) -> int:
    """Begin with a word, a little before what was found."""
    if found <= _BEFORE:
        return 0
    word = _WORD_START.search(text, found - _BEFORE, found)
    return word.start() if word else found - _BEFORE


def _spans(
    folded: Folded, patterns: Sequence[re.Pattern[str]], start: int, end: int
) -> list[tuple[int, int]]:
    """Give where the matches are, in order, none over another."""
    found: list[tuple[int, int]] = []
    for pattern in patterns:
        for match in pattern.finditer(folded.text):
            span = folded.span(*match.span())
            if span[0] >= end or len(found) >= _MOST_MARKS * len(patterns):
                break
            if span[0] >= start:
                found.append((span[0], min(span[1], end)))
    return _merged(sorted(found))


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _on_one_line(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[str, Marks]:
    """Put the parts between and in the marks together, blanks made one space."""
    line = "…" if start else ""
    marks: list[tuple[int, int]] = []
    at = start
    for first, last in spans:
        line = _join(line, text[at:first])
        begins = len(line)
        line = _join(line, text[first:last])
        marks.append((begins, len(line)))
        at = last
    line = _join(line, text[at:end])
    return line.rstrip() + ("…" if end < len(text) else ""), tuple(marks)


def _join(line: str, part: str) -> str:
    part = _BLANKS.sub(" ", part)
    return line + (part.lstrip(" ") if not line or line.endswith((" ", "…")) else part)
