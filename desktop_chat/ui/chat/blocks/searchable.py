"""The text of a block as its box shows it: what can be found in it without laying anything out."""

from __future__ import annotations

from desktop_chat.markdown.blocks import Block, Code, Formula, Heading, Paragraph, Runs, Table
from desktop_chat.ui.chat.blocks.inline import words_of


def searchable_text(block: Block) -> str:
    """Give the text of a block."""
    match block:
        case Paragraph() | Heading():
            return _words(block.runs)
        case Code():
            return block.text
        case Formula():
            return block.source
        case Table():
            rows = block.rows if block.part else (block.header, *block.rows)
            return "\n".join("\t".join(map(_words, row)) for row in rows)
    return ""


def _words(runs: Runs) -> str:
    return "".join(map(words_of, runs))
