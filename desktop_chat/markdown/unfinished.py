"""Running text that is still being written: shown as it will look once its marks are closed, and never with them."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from desktop_chat.markdown.flanking import FlankingState

LONG_REACH: Final = 1_000
"""Characters that bold, struck and code text may be long and still be expected to be closed."""

SHORT_REACH: Final = 160
"""The same for one `*` or `_`, which often just stands for itself."""

_UNDECIDED_END: Final = re.compile(
    r"(?:[*_~`$\\!]|\[(?:\^[^\[\]\s]*+)?+|&#?+[0-9A-Za-z]{0,31}+|<(?i:br )?+[^\s<>]{0,200}+)++\Z"
)
_LONGEST_END: Final = 250
_TICKS: Final = re.compile(r"`+")
_ADDRESS: Final = re.compile(
    r"""\(\s*(?:<[^<>\n]*>?|[^\s<]\S{0,2000})?(?:\s+(?:"[^"]*"?|'[^']*'?|\([^()]*\)?)?\s*)?\Z|\[[^\[\]]*\]?\Z|\Z"""
)


def settled(content: str) -> str:
    """Leave out the last characters where they may yet turn out to be marks."""
    kept = max(0, len(content) - _LONGEST_END)
    return content[:kept] + _UNDECIDED_END.sub("", content[kept:])


def open_code(state: StateInline, silent: bool) -> bool:
    """Take a code span to the end where nothing closes it yet."""
    match = _TICKS.match(state.src, state.pos)
    if match is None or not _is_last(state) or state.posMax - match.end() > LONG_REACH:
        return False
    if re.search(rf"(?<!`){match[0]}(?!`)", state.src[match.end() :]):
        return False
    if not silent:
        state.push("code_inline", "code", 0).content = (
            state.src[match.end() :].replace("\n", " ").removeprefix(" ")
        )
    state.pos = state.posMax
    return True


def open_reference(state: StateInline, silent: bool) -> bool:
    """Take the words of a link whose label has not come yet, though they are a label as well."""
    label = state.src.rfind("][", state.pos)
    return label >= 0 and "[" not in state.src[label + 2 :] and open_link(state, silent)


def open_link(state: StateInline, silent: bool) -> bool:
    """Take the words of a link whose address, or whose closing bracket, has not come yet."""
    start = state.pos + (state.src[state.pos] == "!")
    if silent or not _is_last(state) or not state.src.startswith("[", start):
        return False
    if state.posMax - start > LONG_REACH:
        return False
    end = state.md.helpers.parseLinkLabel(state, start, True)
    if end >= 0 and not _ADDRESS.match(state.src, end + 1):
        return False
    state.pos = start + 1
    if end >= 0:
        state.posMax, whole = end, state.posMax
        state.md.inline.tokenize(state)
        state.pos = state.posMax = whole
    return True


def close_marks(state: StateInline) -> None:
    """Close what is still open, from the innermost to the outermost."""
    if not isinstance(state, FlankingState) or not state.is_live:
        return
    for index in reversed(_open_marks(state)):
        opening = state.delimiters[index]
        opening.end = len(state.delimiters)
        content = state.tokens[opening.token].content
        state.push("text", "", 0).content = content
        closing = Delimiter(opening.marker, opening.length, len(state.tokens) - 1, -1, False, False)
        state.delimiters.append(closing)


def _open_marks(state: StateInline) -> list[int]:
    """Give the marks that open something, are not closed, and are near enough to the end to be so."""
    long, short = _first_within(state, LONG_REACH), _first_within(state, SHORT_REACH)
    found: list[int] = []
    index = 0
    while index < len(state.delimiters):
        mark = state.delimiters[index]
        if mark.end >= 0:
            index = mark.end
        elif mark.open and mark.token >= (short if mark.length == 1 else long):
            found.append(index)
        index += 1
    return found


def _first_within(state: StateInline, reach: int) -> int:
    """Give the first token of those that are so many characters long in all, counted from the end."""
    length = 0
    for index in range(len(state.tokens) - 1, -1, -1):
        if length > reach:
            return index + 1
        length += len(state.tokens[index].content)
    return 0


def _is_last(state: StateInline) -> bool:
    return isinstance(state, FlankingState) and state.is_live and state.posMax == len(state.src)
