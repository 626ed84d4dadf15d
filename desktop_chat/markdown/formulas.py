r"""Formulas within running text: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.rules_inline import StateInline

from desktop_chat.markdown.flanking import FlankingState

_LETTERS: Final = r"(?:[^$\\`\n]|\\[^\n]){1,1000}?"
_LETTERS_OF_LINES: Final = r"(?:[^$\\`]|\\.){1,1000}?"
# What only formulas need is compiled once one may be there: a start shows messages, most of them without.
_CLOSED: Final = {
    "$": rf"(?<![$\\0-9A-Za-z])\$(?![\s$])({_LETTERS})(?<!\s)\$(?![$0-9A-Za-z])",
    "$$": rf"(?s)(?<!\$)\$\$(?!\$)({_LETTERS_OF_LINES})\$\$(?!\$)",
    r"\(": r"(?s)\\\(((?:(?!\\\(|`).){1,1000}?)\\\)",
    r"\[": r"(?s)\\\[((?:(?!\\\[|`).){1,1000}?)\\\](?![(\[:])",  # else escaped brackets
}
_OPEN: Final = {  # which may be closed by what comes, as long as it is short and has no mark of something else
    "$": r"(?<![$\\0-9A-Za-z])\$(?![\s$])(?:[^$\\`\n]|\\[^\n]){0,200}\\?\Z",
    "$$": r"(?s)(?<!\$)\$\$(?!\$)(?:[^$\\`]|\\.){0,400}\\?\Z",
    r"\(": r"(?s)\\\((?:(?!\\\(|`).){0,400}\Z",
    r"\[": r"(?s)\\\[(?:(?!\\\[|`).){0,400}\Z",
}
_LETTER: Final = r"\w"
_GROUP: Final = r"\{[^{}]*\}"
_WORDS: Final = r"(?<![\\A-Za-z])[A-Za-z]{3,}[,.;:]?\s+[A-Za-z]{3,}|[가-힣]\s+[가-힣]"
_AMOUNT: Final = (
    r"[0-9][0-9,.]*[KMBkmb]?(?:\s*[;)가-힣—–]|\s+(?!(?:sin|cos|tan|log|ln|exp|mod|max|min)\b)[A-Za-z]{2})"
)


def formula(state: StateInline, silent: bool) -> bool:
    """Read a formula; one that is not closed yet is left out while more may come."""
    mark = _mark(state.src, state.pos)
    if mark not in _CLOSED:
        return False
    match = re.compile(_CLOSED[mark]).match(state.src, state.pos, state.posMax)
    if match is None:
        return _leave_out_open(state, mark)
    if not _is_formula(mark, match[1]):
        return False
    if not silent:
        state.push("formula", "", 0).content = match[1].strip()
    state.pos = match.end()
    return True


def _mark(text: str, position: int) -> str:
    return (
        "$"
        if text[position] == "$" and text[position + 1 : position + 2] != "$"
        else text[position : position + 2]
    )


def _is_formula(mark: str, source: str) -> bool:
    """Tell a formula from prices, names of variables and escaped brackets."""
    if mark != "$":
        return re.search(_LETTER, source) is not None
    return not _is_prose(source)


def _is_prose(source: str) -> bool:
    return re.match(_AMOUNT, source) is not None or re.search(_WORDS, re.sub(_GROUP, "", source)) is not None


def _leave_out_open(state: StateInline, mark: str) -> bool:
    if not isinstance(state, FlankingState) or not state.is_live or state.posMax < len(state.src):
        return False
    match = re.compile(_OPEN[mark]).match(state.src, state.pos)
    if match is None or (mark == "$" and _is_prose(match[0][1:])):
        return False
    state.pos = state.posMax
    return True
