"""Markdown as models write it: read into tokens, with limits that keep hostile text from freezing the window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_PARSED: Final = 20_000
"""Characters of one piece beyond which it is shown as plain text."""

MAX_SHOWN: Final = 200_000
"""Characters of a whole text beyond which all of it is shown as plain text."""

MAX_DEPTH: Final = 18
"""Nested block levels beyond which a piece is shown as plain text; each list takes two."""

PLAIN_PARAGRAPH: Final = 1_000
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
        for piece in pieces(line):
            if paragraph and length + len(piece) > PLAIN_PARAGRAPH:
                tokens += _paragraph(paragraph)
                paragraph, length = [], 0
            elif paragraph:
                paragraph.append(_token("softbreak"))
            paragraph.append(_token("text", piece))
            length += len(piece)
    return tokens + _paragraph(paragraph)


def pieces(line: str) -> Iterator[str]:
    """Break a long line into pieces of at most `PLAIN_PARAGRAPH` characters, between words where there are any."""
    start = 0
    while len(line) - start > PLAIN_PARAGRAPH:
        space = line.rfind(" ", start, start + PLAIN_PARAGRAPH)
        end = space + 1 if space > start else start + PLAIN_PARAGRAPH
        yield line[start:end]
        start = end
    yield line[start:]


def split(text: str, references: References, list_start: int | None = None) -> Split:
    """Cut a text that is still growing before its last block, or before the last item of its last list."""
    tokens = parse(text, _copied(references), list_start)
    lines = text.split("\n")
    # A line that still grows may yet turn out to belong to the block before it, so it cuts nothing.
    starts = [index for index, token in enumerate(tokens) if _is_cut(token, 0, len(lines) - 1)]
    last = starts[-1] if starts else 0
    items = [index for index in range(last, len(tokens)) if _is_cut(tokens[index], 1, len(lines) - 1)]
    is_list = bool(starts) and tokens[last].type in {"bullet_list_open", "ordered_list_open"}
    cut = items[-1] if is_list and len(items) > 1 else last
    line = _first_line(tokens[cut]) if starts else 0
    _keep_definitions("\n".join(lines[:line]), references)
    if cut != last:
        return _split_list(tokens, last, cut, lines)
    fence = _open_fence(tokens[last], lines) if starts else None
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
    return {name: copy(value) for name, value in references.items()}


def _keep_definitions(finished: str, references: References) -> None:
    if "]:" in finished:
        parse(finished, references)


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _is_cut(token: Token, level: int, complete_lines: int) -> bool:
    """Tell whether a block, or an item of a list, begins here with a line that is complete."""
    begins = token.type == "list_item_open" if level else token.nesting >= 0
    return begins and token.level == level and token.map is not None and token.map[0] < complete_lines


def _split_list(tokens: list[Token], last: int, item: int, lines: list[str]) -> Split:
    opening = tokens[last]
    closing = next(token for token in tokens[item:] if token.level == 0 and token.nesting < 0)
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
