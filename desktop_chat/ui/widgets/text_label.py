"""A label for text that is never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def text_label(text: str = "", size: str = "", tone: str = "", *, is_selectable: bool = False) -> QLabel:
    """Make a label that wraps; `size` and `tone` are those of the stylesheet, nothing: the usual ones."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("textSize", size)
    label.setProperty("tone", tone)
    if is_selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
