"""Markdown read into blocks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from desktop_chat.markdown.blocks import (
    Alignment,
    Block,
    Blocks,
    Code,
    Container,
    Heading,
    Item,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
    Within,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PART_LINES: Final = 40
"""Lines of one part of a long code block."""


def parse(text: str) -> Blocks:
    """Read Markdown."""
    return tuple(_Flattening().blocks(_parser().parse(text.replace("\0", "�"))))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  not needed for the first paint

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class _Flattening:
    def __init__(self) -> None:
        self._containers: list[Container] = []
        self._started: list[bool] = []
        self._numbers: list[int | None] = []

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:  # noqa: PLR0912  one case a token
        """Give the blocks of a list of tokens."""
        for index, token in enumerate(tokens):
            match token.type:
                case "blockquote_open":
                    self._open(Quote(True))
                case "bullet_list_open":
                    self._numbers.append(None)
                case "ordered_list_open":
                    self._numbers.append(int(token.attrGet("start") or 1))
                case "bullet_list_close" | "ordered_list_close":
                    self._numbers.pop()
                case "list_item_open":
                    number = self._numbers[-1]
                    self._open(Item(True, number))
                    if number is not None:
                        self._numbers[-1] = number + 1
                case "list_item_close":
                    if not self._started[-1]:
                        yield Paragraph((), self._within())
                    self._close()
                case "blockquote_close":
                    self._close()
                case "paragraph_open":
                    yield Paragraph(runs(tokens[index + 1]), self._within())
                case "heading_open":
                    yield Heading(int(token.tag[1]), runs(tokens[index + 1]), self._within())
                case "fence" | "code_block":
                    yield from self._code(token)
                case "hr":
                    yield Rule(self._within())
                case "table_open":
                    yield self._table(tokens[index:])
                case _:
                    pass

    def _open(self, container: Container) -> None:
        self._containers.append(container)
        self._started.append(False)

    def _close(self) -> None:
        self._containers.pop()
        self._started.pop()

    def _within(self) -> Within:
        within = []
        for index, container in enumerate(self._containers):
            if isinstance(container, Quote):
                within.append(Quote(not self._started[index]))
            elif isinstance(container, Item):
                within.append(Item(not self._started[index], container.number, container.is_done))
            self._started[index] = True
        return tuple(within)

    def _code(self, token: Token) -> Iterator[Code]:
        lines = token.content.removesuffix("\n").split("\n")
        language = (token.info.split() or [""])[0]
        for part, start in enumerate(range(0, len(lines), PART_LINES)):
            yield Code(language, "\n".join(lines[start : start + PART_LINES]), self._within(), part)

    def _table(self, tokens: list[Token]) -> Table:
        rows: list[list[Runs]] = []
        alignments: list[Alignment] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            if token.type == "th_open":
                style = str(token.attrGet("style") or "")
                alignments.append(next((side for side in ("left", "center", "right") if side in style), ""))
            if token.type == "inline":
                rows[-1].append(runs(token))
        header, *body = (tuple(row) for row in rows)
        return Table(header, tuple(alignments), tuple(body), self._within())


def runs(inline: Token) -> Runs:
    """Give the runs of an inline token."""
    found: list[Run] = []
    bold = italic = strike = 0
    link = ""
    for token in inline.children or []:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "s_open" | "s_close":
                strike += token.nesting
            case "link_open":
                link = str(token.attrGet("href"))
            case "link_close":
                link = ""
            case "softbreak" | "hardbreak":
                found.append(Run("\n", bold > 0, italic > 0, strike > 0))
            case "image":
                found.append(
                    Run(token.content, bold > 0, italic > 0, strike > 0, link=str(token.attrGet("src")))
                )
            case _ if token.content:
                is_code = token.type == "code_inline"
                found.append(Run(token.content, bold > 0, italic > 0, strike > 0, is_code, link=link))
    return tuple(found)
