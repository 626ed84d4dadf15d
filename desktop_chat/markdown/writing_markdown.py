"""Blocks written as Markdown: without an escape where it reads right without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from desktop_chat.markdown.blocks import (
    Block,
    Code,
    Formula,
    Heading,
    Note,
    Paragraph,
    Run,
    Runs,
    Table,
)
from desktop_chat.markdown.page import Page
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.whole import whole
from desktop_chat.markdown.writing_inline import Manner, written

_MANNERS: Final = tuple(
    Manner(escapes, italic, dollars, "\\\n" if escapes else "\n")
    for escapes in (False, True)
    for italic in ("*", "_")
    for dollars in (True, False)
)
_HARMLESS: Final = re.compile(
    r"(?!\s|[#>+=:-]|[0-9]+[.)])(?:(?!https?:|www\.|\n)[^\\`*_\[\]<>&~$|])*", re.IGNORECASE
)
_DASHES: Final = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


class MarkdownPage(Page):
    """Text with the marks of Markdown."""

    note_indent = 4

    def lines_of(self, block: Block) -> list[str]:
        """Give the lines of a block as if it lay within nothing."""
        if isinstance(block, Paragraph):
            return _paragraph(block)
        if isinstance(block, Heading):
            return _tried(block, lambda manner: _heading(block, manner))
        if isinstance(block, Code):
            return _code(block)
        if isinstance(block, Table):
            return _tried(block, lambda manner: _table(block, manner))
        if isinstance(block, Formula):
            return ["$$", *block.source.split("\n"), "$$"]
        return ["***"]

    def item_mark(self, number: int | None, *, is_other: bool) -> str:
        """Give what an item begins with; three equal bullets in a row would be a line across."""
        if number is None:
            return "* " if is_other else "- "
        return f"{number}) " if is_other else f"{number}. "

    def task_mark(self, *, is_done: bool) -> str:
        """Give what the words of a task begin with."""
        return "[x] " if is_done else "[ ] "

    def note_mark(self, number: int) -> str:
        """Give what a footnote begins with."""
        return f"[^{number}]: "


def _paragraph(block: Paragraph) -> list[str]:
    if (
        len(block.runs) == 1
        and block.runs[0] == Run(block.runs[0].text)
        and _HARMLESS.fullmatch(block.runs[0].text)
    ):
        return [block.runs[0].text]
    return _tried(block, lambda manner: written(block.runs, manner).split("\n"))


def _heading(block: Heading, manner: Manner) -> list[str]:
    return [f"{'#' * block.level} {written(block.runs, replace(manner, line_break='<br>'))}".rstrip()]


def _code(block: Code) -> list[str]:
    mark = "~" if "`" in block.language else "`"
    fence = mark * (max(map(len, re.findall(f"{mark}{{3,}}", block.text)), default=2) + 1)
    return [fence + block.language, *(block.text.split("\n") if block.text else []), fence]


def _table(block: Table, manner: Manner) -> list[str]:
    manner = replace(manner, line_break="<br>", pipes=False)
    rows = [[written(cell, manner) for cell in row] for row in (block.header, *block.rows)]
    rows.insert(1, [_DASHES[alignment] for alignment in block.alignments])
    return [f"| {' | '.join(row)} |" for row in rows]


def _tried(block: Block, lines_in: Callable[[Manner], list[str]]) -> list[str]:
    """Give the lines of a block in the first manner in which they read as the block; in the safest where none does."""
    meant = _compared(block)
    lines: list[str] = []
    for manner in _MANNERS:
        lines = lines_in(manner)
        if _reads_as(lines, meant):
            break
    return lines


def _reads_as(lines: Iterable[str], meant: Block) -> bool:
    text = "\n".join(lines)
    notes = "".join(f"\n\n[^{number}]: ." for number in sorted(set(re.findall(r"\[\^([0-9]+)\]", text))))
    blocks = [block for block in whole(parse(text + notes)) if not _is_note(block)]
    return len(blocks) == 1 and _compared(blocks[0]) == meant


def _is_note(block: Block) -> bool:
    return bool(block.within) and isinstance(block.within[0], Note)


def _compared(block: Block) -> Block:
    """Give a block without what its place makes of it: what it lies within, the numbers of footnotes."""
    block = replace(block, within=())
    if isinstance(block, Table):
        rows = tuple(tuple(map(_merged, row)) for row in block.rows)
        return replace(block, header=tuple(map(_merged, block.header)), rows=rows)
    return replace(block, runs=_merged(block.runs)) if isinstance(block, Paragraph | Heading) else block


def _merged(runs: Runs) -> Runs:
    """Join neighbours of one look."""
    found = []
    for look, group in groupby(runs, key=lambda run: replace(run, text="", note=min(run.note, 1))):
        together = list(group)
        apart = bool(look.note or look.formula)
        found += [replace(look, text=run.text) for run in together] if apart else []
        found += [] if apart else [replace(look, text="".join(run.text for run in together))]
    return tuple(found)
