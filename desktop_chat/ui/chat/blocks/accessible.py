"""What a screen reader is told of a message's text: its words, in one piece.

PySide6 has Qt's interface for reading text by word and line, but Qt crashes when it asks a Python object for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

if TYPE_CHECKING:
    from desktop_chat.ui.chat.blocks.selectable import SelectableCanvas

MAX_SPOKEN: Final = 4_000
"""Characters of a text that are told: more would take a screen reader minutes."""


class AccessibleView(QAccessibleWidget):
    """A view with its words and, as children, the buttons of its code cards."""

    def __init__(self, view: SelectableCanvas) -> None:
        super().__init__(view, QAccessible.Role.StaticText)
        self._view = view

    def text(self, kind: QAccessible.Text) -> str:
        """Give the name that the owner chose, and the words as the description."""
        if kind == QAccessible.Text.Name:
            return self._view.accessibleName()
        if kind in {QAccessible.Text.Description, QAccessible.Text.Value}:
            return spoken(self._view)
        return ""


def spoken(view: SelectableCanvas) -> str:
    """Give the first words of a view, each block on a line of its own."""
    found: list[str] = []
    room = MAX_SPOKEN
    for box in view.stack.boxes:
        found.append(box.text[:room])
        room -= len(found[-1]) + 1
        if room <= 0:
            found[-1] += "…"
            break
    return "\n".join(filter(None, found))


@lru_cache(maxsize=1)
def describe_texts() -> None:
    """Let screen readers hear of texts, from now on."""
    QAccessible.installFactory(_describe)


def _describe(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    if not getattr(thing, "is_block_canvas", False):
        return None
    thing.accessible = AccessibleView(thing)  # Qt deletes it with the view; Python must not before
    return thing.accessible
