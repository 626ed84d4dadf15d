"""Lines that may be a formula on lines of its own, and are words if they turn out not to be."""

from __future__ import annotations

import re
from copy import copy
from typing import Final

from desktop_chat.markdown.blocks import Formula
from desktop_chat.markdown.open_paragraph import OpenParagraph
from desktop_chat.markdown.sources import Source

MAX_FORMULA: Final = 4_000
"""Characters of a formula; a longer one is shown as words."""

_OPENING: Final = re.compile(r"\$\$(?!\$)|\\\[")
_CLOSING: Final = {"$$": "$$", "\\[": "\\]"}
_PUNCTUATION: Final = {"", ".", ",", ";", ":"}


class OpenFormula:
    """A formula whose end has not been found; it may end the paragraph before it, or go on with that."""

    def __init__(self, line: str, before: OpenParagraph | None) -> None:
        self.before = before  # the paragraph that it ends
        self._lines = [line]
        self._size = len(line)

    @property
    def is_too_long(self) -> bool:
        """Whether it is taken as words from now on."""
        return self._size > MAX_FORMULA

    def add_line(self, line: str) -> bool:
        """Take one more line; tell whether it holds what closes the formula."""
        self._lines = [*self._lines, line]
        self._size += len(line)
        return _CLOSING[self._lines[0][:2]] in line

    def closed(self) -> tuple[Source, str] | None:
        """Give the formula and the words after it; None where there is nothing in it."""
        *lines, last = self._lines
        source, _, rest = last.partition(_CLOSING[lines[0][:2]])
        return _formula("\n".join([*lines, source])[2:], rest)

    def as_words(self) -> OpenParagraph:
        """Give the lines as a paragraph: no formula, after all."""
        paragraph = copy(self.before) if self.before else OpenParagraph()
        for line in self._lines:
            paragraph.add_line(line)
        return paragraph


def start_formula(line: str, before: OpenParagraph | None) -> OpenFormula | None:
    """Open a formula where a line begins with its mark and does not close it; else None."""
    match = _OPENING.match(line)
    if match is None or _CLOSING[match[0]] in line[2:]:
        return None
    return OpenFormula(line, before)


def whole_formula(line: str) -> Source | None:
    """Give the formula that a line is, from its mark to what closes it; else None."""
    match = _OPENING.match(line)
    if match is None:
        return None
    source, closing, rest = line[2:].partition(_CLOSING[match[0]])
    formula = _formula(source, rest) if closing else None
    return formula[0] if formula and not formula[1] else None


def _formula(source: str, rest: str) -> tuple[Source, str] | None:
    if not source.strip():
        return None
    rest = rest.strip()
    if rest in _PUNCTUATION:
        return Formula(source.strip() + rest), ""
    return Formula(source.strip()), rest
