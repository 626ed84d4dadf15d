"""The right box for each block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_chat.markdown.blocks import Block, Code, Formula, Rule, Table
from desktop_chat.ui.chat.blocks.box import Box
from desktop_chat.ui.chat.blocks.cards import Card
from desktop_chat.ui.chat.blocks.code_box import CodeBox
from desktop_chat.ui.chat.blocks.frame import Frame, continues, frame_of
from desktop_chat.ui.chat.blocks.text_box import TextBox
from desktop_chat.ui.chat.document_style import DocumentStyle

if TYPE_CHECKING:
    from desktop_chat.ui.chat.blocks.table_box import TableBox


def make_box(block: Block, before: Box | None, old: Box | None, style: DocumentStyle) -> Box:
    """Make the box of a block that comes after another box, in place of an old one.

    A card or table that grows keeps how it is scrolled and how wide its columns are.
    """
    frame = frame_of(block, before.block if before else None, style)
    is_part = before is not None and continues(block, before.block)
    if isinstance(block, Code):
        return CodeBox(block, frame, style, _card(before if is_part else old, style), is_first=not is_part)
    if isinstance(block, Table):
        return _table_box(block, frame, style, before if is_part else old, is_first=not is_part)
    if isinstance(block, Formula):
        from desktop_chat.ui.chat.blocks.formula_box import FormulaBox  # noqa: PLC0415  not in most messages

        return FormulaBox(block, frame, style)
    if isinstance(block, Rule):
        from desktop_chat.ui.chat.blocks.rule_box import RuleBox  # noqa: PLC0415  the same

        return RuleBox(block, frame, style)
    return TextBox(block, frame, style)


def _card(source: Box | None, style: DocumentStyle) -> Card:
    if not isinstance(source, CodeBox):
        return Card(style.wrap_code)
    if source.style is not style:
        source.card.forget_colours()
        if source.style.wrap_code != style.wrap_code:
            source.card.is_wrapped = style.wrap_code
    return source.card


def _table_box(
    block: Table, frame: Frame, style: DocumentStyle, source: Box | None, *, is_first: bool
) -> TableBox:
    from desktop_chat.ui.chat.blocks.grid import Grid  # noqa: PLC0415  not in most messages
    from desktop_chat.ui.chat.blocks.table_box import TableBox  # noqa: PLC0415  the same

    is_same = isinstance(source, TableBox) and len(source.grid.widths) == len(block.header)
    grid = source.grid if is_same else Grid(len(block.header))
    return TableBox(block, frame, style, grid, is_first=is_first)
