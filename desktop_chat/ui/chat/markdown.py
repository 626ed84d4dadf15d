"""Markdown as models write it: read into tokens, with limits that keep hostile text from freezing the window."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_PARSED: Final = 50_000
"""Characters of one piece beyond which it is shown as plain text."""

MAX_DEPTH: Final = 18
"""Nested block levels beyond which a piece is shown as plain text; each list takes two."""

PLAIN_PARAGRAPH: Final = 4_000
"""Characters of plain text kept in one paragraph; a longer one is slow to break into lines."""

_ADDRESSES: Final = ("http:", "https:", "mailto:")
_LONG_RUN: Final = re.compile(r"([*_~\[\](){}<>`!|\\])\1{199}")
"""So many equal marks in a row have no meaning, and take the parser long."""

References = dict[str, Any]
"""The link definitions met so far, in the parser's own form."""


class OpenFence(NamedTuple):
    """A code block whose end has not arrived: what is known from its first line, and its lines so far."""

    language: str
    mark: str
    indent: int
    content: str


class Split(NamedTuple):
    """A text cut where nothing that follows can change the blocks before the cut."""

    finished: list[Token]
    tail: list[Token]
    tail_text: str
    list_start: int | None  # the number of the tail's first item, when the cut is inside an ordered list
    fence: OpenFence | None  # the tail is an open code block: its tokens are left out


def is_allowed_link(address: str) -> bool:
    """Tell whether an address may be a link: only the web and mail."""
    return address.strip().lower().startswith(_ADDRESSES)


def parse(text: str, references: References | None = None, list_start: int | None = None) -> list[Token]:
    """Read Markdown into tokens; too long or too deep a text gives plain paragraphs.

    `references` takes and keeps link definitions; `list_start` renumbers a list that the text begins with.
    """
    if len(text) > MAX_PARSED or _LONG_RUN.search(text):
        return plain(text)
    tokens = _parser().parse(text, {} if references is None else references)
    if any(token.level >= MAX_DEPTH for token in tokens):
        return plain(text)
    if list_start is not None and tokens and tokens[0].type == "ordered_list_open":
        tokens[0].attrSet("start", list_start)
    return tokens


def plain(text: str) -> list[Token]:
    """Give a text as paragraphs of its very characters."""
    tokens: list[Token] = []
    paragraph: list[Token] = []
    length = 0
    for line in text.split("\n"):
        for start in range(0, max(len(line), 1), PLAIN_PARAGRAPH):
            piece = line[start : start + PLAIN_PARAGRAPH]
            if paragraph and length + len(piece) > PLAIN_PARAGRAPH:
                tokens += _paragraph(paragraph)
                paragraph, length = [], 0
            elif paragraph:
                paragraph.append(_token("softbreak"))
            paragraph.append(_token("text", piece))
            length += len(piece)
    return tokens + _paragraph(paragraph)


def split(text: str, references: References, list_start: int | None = None) -> Split:
    """Cut a text that is still growing before its last block, or before the last item of its last list."""
    tokens = parse(text, _copied(references), list_start)
    starts = [index for index, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    if not starts or tokens[starts[-1]].map is None:
        return Split([], tokens, text, list_start, None)
    lines = text.split("\n")
    last = starts[-1]
    item = _last_item(tokens, last, len(lines) - 1)
    line = _first_line(tokens[last if item is None else item])
    if line >= len(lines) - 1:  # a line that still grows may yet turn out to belong to the block before
        return Split([], tokens, text, list_start, None)
    _keep_definitions("\n".join(lines[:line]), references)
    if item is not None:
        return _split_list(tokens, last, item, lines)
    fence = _open_fence(tokens[last], lines)
    start = list_start if last == 0 else None
    return Split(tokens[:last], [] if fence else tokens[last:], "\n".join(lines[line:]), start, fence)


def close_inline(text: str) -> str:
    """Close bold and code that the last line of a growing text leaves open, so that it shows as it will be."""
    head, newline, line = text.rpartition("\n")
    if line.lstrip().startswith(("```", "~~~", "    ")):
        return text
    if line.count("`") % 2:
        return head + newline + (line[:-1] if line.endswith("`") else line + "`")
    if re.sub(r"`[^`]*`", "", line).count("**") % 2:
        line = line.rstrip()
        return head + newline + (line[:-2] if line.endswith("**") else line + "**")
    return text


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  not needed for the first paint

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.validateLink = is_allowed_link  # type: ignore[method-assign]
    return parser


def _token(kind: str, content: str = "", nesting: int = 0, tag: str = "") -> Token:
    from markdown_it.token import Token  # noqa: PLC0415  not needed for the first paint

    return Token(kind, tag, nesting, content=content)  # type: ignore[arg-type]


def _paragraph(children: list[Token]) -> list[Token]:
    inline = _token("inline")
    inline.children = children
    return [_token("paragraph_open", nesting=1), inline, _token("paragraph_close", nesting=-1)]


def _copied(references: References) -> References:
    return {name: dict(value) for name, value in references.items()}


def _keep_definitions(finished: str, references: References) -> None:
    if "]:" in finished:
        parse(finished, references)


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _last_item(tokens: list[Token], last: int, complete_lines: int) -> int | None:
    """Find the last item of a list that has several, if its first line is complete."""
    if tokens[last].type not in {"bullet_list_open", "ordered_list_open"}:
        return None
    items = [
        index
        for index in range(last, len(tokens))
        if tokens[index].type == "list_item_open" and tokens[index].level == 1
    ]
    return items[-1] if len(items) > 1 and _first_line(tokens[items[-1]]) < complete_lines else None


def _split_list(tokens: list[Token], last: int, item: int, lines: list[str]) -> Split:
    opening, closing = tokens[last], tokens[-1]
    start = None
    if opening.type == "ordered_list_open":
        before = sum(token.type == "list_item_open" and token.level == 1 for token in tokens[last:item])
        start = int(opening.attrGet("start") or 1) + before
    again = opening.copy(attrs={} if start is None else {"start": start})
    tail_text = "\n".join(lines[_first_line(tokens[item]) :])
    return Split([*tokens[:item], closing], [again, *tokens[item:]], tail_text, start, None)


def _open_fence(token: Token, lines: list[str]) -> OpenFence | None:
    if token.type != "fence" or token.map is None:
        return None
    first, end = token.map
    opening = lines[first]
    body = [line for line in lines[first + 1 : end] if line.strip()]
    if body and is_closing_fence(body[-1], token.markup):
        return None
    indent = len(opening) - len(opening.lstrip(" "))
    content = "\n".join(strip_indent(line, indent) for line in lines[first + 1 :])
    return OpenFence(token.info.strip(), token.markup, indent, content)


def strip_indent(line: str, indent: int) -> str:
    """Take up to `indent` spaces from the start of a line of a code block, as its fence is indented."""
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def is_closing_fence(line: str, mark: str) -> bool:
    """Tell whether a line ends the code block that `mark` opened."""
    stripped = line.strip()
    indent = len(line) - len(line.lstrip(" "))
    return indent < 4 and len(stripped) >= len(mark) and set(stripped) == {mark[0]}
