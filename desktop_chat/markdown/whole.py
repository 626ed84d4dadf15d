"""Blocks put together again from their parts."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from desktop_chat.markdown.blocks import Block, Blocks, Code, Paragraph, Run, Table


def whole(blocks: Iterable[Block]) -> Blocks:
    """Give blocks that are not cut into parts; what begins with a later part begins there."""
    found: list[Block] = []
    for block in blocks:
        joined = _joined(found[-1], block) if found else None
        if joined is None:
            found.append(_as_first(block))
        else:
            found[-1] = joined
    return tuple(found)


def _joined(last: Block, block: Block) -> Block | None:
    """Give two parts as one; None where the second begins a block."""
    if isinstance(block, Paragraph) and isinstance(last, Paragraph) and block.part:
        line_break = () if block.continues_line else (Run("\n"),)
        return replace(last, runs=(*last.runs, *line_break, *block.runs))
    if isinstance(block, Code) and isinstance(last, Code) and block.part:
        between = "" if block.continues_line else "\n"
        return replace(last, text=f"{last.text}{between}{block.text}", is_open=block.is_open)
    if isinstance(block, Table) and isinstance(last, Table) and block.part:
        return replace(last, rows=last.rows + block.rows)
    return None


def _as_first(block: Block) -> Block:
    if isinstance(block, Paragraph | Code) and block.part:
        return replace(block, part=0, continues_line=False)
    return replace(block, part=0) if isinstance(block, Table) and block.part else block
