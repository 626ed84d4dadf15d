"""Markdown read into blocks, all at once."""

from __future__ import annotations

from desktop_chat.markdown.blocks import Block, Blocks, Note
from desktop_chat.markdown.lines import LineReader
from desktop_chat.markdown.machine import BlockMachine
from desktop_chat.markdown.notes import NoteNumbers


def parse(text: str) -> Blocks:
    """Read Markdown: CommonMark with GitHub's tables, tasks and struck text, footnotes and formulas.

    HTML is words. Footnotes stand at the end, in the order of their numbers. Nothing is raised, whatever the text.
    """
    from desktop_chat.markdown.reader import Reader  # noqa: PLC0415  loads markdown-it, not needed for the first paint

    lines, machine = LineReader(), BlockMachine()
    for line in lines.feed(text) + lines.finish():
        machine.take(line)
    machine.finish()
    leaves, definitions = machine.taken()
    reader, numbers = Reader(), NoteNumbers()
    for definition in definitions:
        reader.define(definition)
    for leaf in leaves:
        numbers.take(leaf)
    number = numbers.final()
    blocks = [reader.read(leaf, number)[0] for leaf in leaves]
    return tuple(sorted(blocks, key=note_number))


def note_number(block: Block) -> int:
    """Give the number of the footnote that a block belongs to; 0: none."""
    outermost = block.within[0] if block.within else None
    return outermost.number if isinstance(outermost, Note) else 0
