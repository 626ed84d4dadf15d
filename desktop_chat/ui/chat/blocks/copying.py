"""What a selection is as text: plain, as Markdown, as HTML."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from desktop_chat.markdown.blocks import Blocks
from desktop_chat.ui.chat.blocks.cutting import cut_blocks
from desktop_chat.ui.chat.blocks.selection import Selection
from desktop_chat.ui.chat.blocks.stack import Stack


def selected_blocks(stack: Stack, selection: Selection) -> Blocks:
    """Give the selected part of the blocks."""
    first, last = selection.start.block, selection.end.block
    boxes = stack.boxes[first : last + 1]
    ranges = [selection.range_in(index, box) for index, box in enumerate(boxes, first)]
    return cut_blocks([box.block for box in boxes], ranges)


def plain_text_of(blocks: Blocks) -> str:
    """Give blocks as plain text."""
    return "\n\n".join(filter(None, map(_words, blocks)))


def markdown_of(blocks: Blocks) -> str:
    """Give blocks as Markdown."""
    return plain_text_of(blocks)


def mime_data_of(blocks: Blocks) -> QMimeData:
    """Give blocks for the clipboard, as plain text and as HTML."""
    data = QMimeData()
    data.setText(plain_text_of(blocks))
    return data


def _words(block) -> str:
    from desktop_chat.ui.chat.blocks.inline import words_of

    if hasattr(block, "runs"):
        return "".join(map(words_of, block.runs))
    return getattr(block, "text", None) or getattr(block, "source", "")
