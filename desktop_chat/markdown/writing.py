"""Blocks written as plain text, and as Markdown that reads as the same blocks."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_chat.markdown.blocks import Block, Code, Formula, Heading, Paragraph, Rule, Runs, Table
from desktop_chat.markdown.page import Page


def to_plain(blocks: Iterable[Block]) -> str:
    """Give the words of blocks: lists with bullets and numbers, cells between tabs, links without their addresses."""
    return _PlainPage().written(blocks)


def to_markdown(blocks: Iterable[Block]) -> str:
    """Give Markdown that reads as these blocks, which may be a part of a text."""
    from desktop_chat.markdown.writing_markdown import MarkdownPage  # noqa: PLC0415  loads markdown-it

    return MarkdownPage().written(blocks)


class _PlainPage(Page):
    note_indent = 4

    def lines_of(self, block: Block) -> list[str]:
        if isinstance(block, Paragraph | Heading):
            return _words(block.runs).split("\n")
        if isinstance(block, Code):
            return block.text.split("\n")
        if isinstance(block, Formula):
            return block.source.split("\n")
        if isinstance(block, Rule):
            return ["———"]
        return _rows(block)

    def item_mark(self, number: int | None, *, is_other: bool) -> str:
        return "• " if number is None else f"{number}. "

    def task_mark(self, *, is_done: bool) -> str:
        return "☑ " if is_done else "☐ "

    def note_mark(self, number: int) -> str:
        return f"[{number}] "


def _rows(table: Table) -> list[str]:
    return ["\t".join(_words(cell).replace("\n", " ") for cell in row) for row in (table.header, *table.rows)]


def _words(runs: Runs) -> str:
    return "".join(f"[{run.note}]" if run.note else run.text for run in runs)
