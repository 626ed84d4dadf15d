"""Blocks of which only a part is selected: what is copied is made of these."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from desktop_chat.markdown.blocks import Block, Blocks, Code, Formula, Heading, Paragraph, Run, Runs, Table
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.inline import words_of


def cut_blocks(blocks: Sequence[Block], ranges: Sequence[tuple[int, int]]) -> Blocks:
    """Give the part of each block from one position to another; a block is left out where nothing is left.

    Some words of one item or heading are just words.
    """
    kept = [cut_block(block, *positions) for block, positions in zip(blocks, ranges, strict=True)]
    found = tuple(block for block in kept if block is not None)
    return (_just_words(found[0]),) if len(found) == 1 and found[0] not in blocks else found


def _just_words(block: Block) -> Block:
    return Paragraph(block.runs) if isinstance(block, Heading) else replace(block, within=())


def cut_block(block: Block, start: int, end: int) -> Block | None:
    """Give a block's characters from one position to another; a formula whole."""
    if isinstance(block, Paragraph | Heading):
        runs = cut_runs(block.runs, start, end)
        return replace(block, runs=runs) if runs or not block.runs else None
    if isinstance(block, Code):
        return replace(block, text=utf16.cut(block.text, start, end)) if start < end else None
    if isinstance(block, Table):
        return _cut_table(block, start, end)
    if isinstance(block, Formula):
        return block if start < end else None
    return block


def cut_runs(runs: Runs, start: int, end: int) -> Runs:
    """Give the characters of runs from one position to another; a formula or a footnote whole."""
    kept: list[Run] = []
    at = 0
    for run in runs:
        words = words_of(run)
        length = utf16.length(words)
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            is_whole = run.formula or run.note or (first, last) == (0, length)
            kept.append(run if is_whole else replace(run, text=utf16.cut(words, first, last)))
        at += length
    return tuple(kept)


def runs_length(runs: Runs) -> int:
    """Count the positions of runs."""
    return sum(utf16.length(words_of(run)) for run in runs)


def _cut_table(table: Table, start: int, end: int) -> Table | None:
    """Give the cells of a table that are selected, others empty; rows without any are left out."""
    if start >= end:
        return None
    at = 0
    rows: list[tuple[Runs, ...]] = []
    for row in ((table.header,) if table.part == 0 else ()) + table.rows:
        cells = []
        for cell in row:
            length = runs_length(cell)
            cells.append(cut_runs(cell, start - at, end - at))
            at += length + 1
        rows.append(tuple(cells))
    header = rows.pop(0) if table.part == 0 else table.header
    kept = tuple(row for row in rows if any(row))
    return replace(table, header=header if any(header) else table.header, rows=kept)
