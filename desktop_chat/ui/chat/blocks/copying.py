"""What is selected, for the clipboard."""

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


def mime_data_of(blocks: Blocks) -> QMimeData:
    """Give blocks for the clipboard, as plain text and as HTML."""
    from desktop_chat.markdown.writing import to_plain  # noqa: PLC0415  not needed before something is copied
    from desktop_chat.markdown.writing_html import to_html  # noqa: PLC0415  the same

    data = QMimeData()
    data.setText(to_plain(blocks))
    data.setHtml(to_html(blocks))
    return data
