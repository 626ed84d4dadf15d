"""Running text read into runs by markdown-it, with formulas, footnotes and bare addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from desktop_chat.markdown.flanking import FlankingState
from desktop_chat.markdown.formulas import formula
from desktop_chat.markdown.links import BARE_LINK, bare_link, marked_link
from desktop_chat.markdown.unfinished import close_marks, open_code, open_link, open_reference, settled

MAX_BRACKETS: Final = 200
"""Opening brackets beyond which a text is shown as it is: none of them is a link, and they take the parser long."""

_STOPS: Final = re.compile(rf"[\n!$&*<\[\\\]_`~]|{BARE_LINK}")
_NOTE: Final = re.compile(r"\[\^([^\[\]\s]{1,200})\](?!\()")
_LINE_BREAK: Final = re.compile(r"<br ?/?>[ \t]*\n?[ \t]*", re.IGNORECASE)


class References(dict[str, Any]):
    """Where references lead, in the parser's form; remembers which were looked up and not found."""

    def __init__(self) -> None:
        super().__init__()
        self.missing: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:  # noqa: ANN401  the dict's own signature
        """Give where a reference leads."""
        if label not in self:
            return default
        return self[label]

    def __contains__(self, label: object) -> bool:
        is_known = super().__contains__(label)
        if not is_known:
            self.missing.add(str(label))
        return is_known


def read(content: str, references: References, number: Callable[[str], int], *, is_live: bool) -> list[Token]:
    """Read running text into markdown-it's tokens.

    `number` gives the number of a footnote, 0 where there is none. Where more may come after the last character
    (`is_live`), what is open is closed and what is undecided is left out.
    """
    if content.count("[") > MAX_BRACKETS:
        return list(_plain(content))
    parser = _parser()
    environment: Mapping[str, Any] = {"references": references, "number": number}
    state = FlankingState(settled(content) if is_live else content, parser, dict(environment), [])
    state.is_live = is_live
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("strikethrough").disable("html_inline")
    parser.validateLink = _is_valid  # type: ignore[method-assign]
    parser.normalizeLink = _normalized  # type: ignore[method-assign]
    rules = parser.inline.ruler
    rules.before("newline", "bare_link", bare_link)
    rules.before("escape", "formula", formula)
    rules.before("backticks", "open_code", open_code)
    rules.before("link", "note", _note)
    rules.before("link", "open_reference", open_reference)
    rules.after("image", "open_link", open_link)
    rules.at("autolink", marked_link)
    rules.push("line_break", _line_break)
    parser.inline.ruler2.after("balance_pairs", "close_marks", close_marks)
    parser.inline.terminator_re = _STOPS
    return parser


def _plain(content: str) -> Iterator[Token]:
    for number, line in enumerate(content.split("\n")):
        if number:
            yield Token("softbreak", "br", 0)
        yield Token("text", "", 0, content=line)


@lru_cache(maxsize=256)
def _normalized(url: str) -> str:
    return normalizeLink(url)


def _is_valid(url: str) -> bool:
    return True


def _note(state: StateInline, silent: bool) -> bool:
    match = _NOTE.match(state.src, state.pos, state.posMax)
    number = state.env["number"](match[1]) if match else 0
    if match is None or not number:
        return False
    if not silent:
        state.push("note", "", 0).meta = {"number": number}
    state.pos = match.end()
    return True


def _line_break(state: StateInline, silent: bool) -> bool:
    match = _LINE_BREAK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0)
    state.pos = match.end()
    return True
