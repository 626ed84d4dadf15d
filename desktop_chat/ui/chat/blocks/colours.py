"""Colours of one part of a code card, and how they are found."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.highlight import highlight

CONTEXT_LINES = 40
"""Lines before a part that are read with it, so that a string that began there is one."""


class PartColours(NamedTuple):
    """The coloured characters of a text; others are in the text's own colour."""

    text: str
    starts: array[int]
    lengths: array[int]
    colors: list[str]

    def runs(self) -> Iterator[tuple[int, int, str]]:
        """Give the position, the length and the colour of each run."""
        return zip(self.starts, self.lengths, self.colors, strict=True)


def colour_part(context: str, text: str, language: str, style: str) -> list[PartColours]:
    """Colour a part of code, given the lines before it."""
    runs = highlight(context + text, language, style)
    return [_cut(runs, len(context), text)]


def colour_whole(
    texts: Sequence[str], separators: Sequence[str], language: str, style: str
) -> list[PartColours]:
    """Colour the parts of one code; a separator is what stands before a part: a line break, or nothing."""
    code = "".join(mark + text for mark, text in zip(separators, texts, strict=True))
    runs = highlight(code, language, style)
    found, at = [], 0
    for mark, text in zip(separators, texts, strict=True):
        at += len(mark)
        found.append((at, text))
        at += len(text)
    return _cut_many(runs, found)


def _cut_many(runs: list[tuple[str, str]], parts: list[tuple[int, str]]) -> list[PartColours]:
    """Cut the runs at where the parts begin, going through them once."""
    cut: list[PartColours] = []
    waiting = iter(runs)
    at, run, color = 0, "", ""
    for start, text in parts:
        end = start + len(text)
        pieces: list[tuple[str, str]] = []
        while at < end:
            if not run:
                run, color = next(waiting, (text[at - start :] or " ", ""))
            room = (start if at < start else end) - at
            piece, run = run[:room], run[room:]
            if at >= start:
                pieces.append((piece, color))
            at += len(piece)
        cut.append(_collect(pieces, text))
    return cut


def _cut(runs: list[tuple[str, str]], start: int, text: str) -> PartColours:
    return _cut_many(runs, [(start, text)])[0]


def _collect(pieces: Iterable[tuple[str, str]], text: str) -> PartColours:
    starts, lengths, colors = array("I"), array("I"), []
    at = 0
    for piece, color in pieces:
        length = utf16.length(piece)
        if color and not piece.isspace():
            starts.append(at)
            lengths.append(length)
            colors.append(color)
        at += length
    return PartColours(text, starts, lengths, colors)
