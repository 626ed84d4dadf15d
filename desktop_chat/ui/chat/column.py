"""Places the messages of a transcript one under the other; heights are the messages' own."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtWidgets import QWidget

from desktop_chat.ui.chat.context_mark import ContextMark
from desktop_chat.ui.chat.message_view import MessageView
from desktop_chat.ui.theme import SPACING

_TOP = 3 * SPACING
_BOTTOM = 2 * SPACING
_GAP = SPACING
_OUT_OF_SIGHT = -1_000_000


class Column(QWidget):
    """Holds the views, oldest first, and at most one mark between two of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views: list[MessageView] = []
        self._mark: ContextMark | None = None
        self._mark_at = 0

    def set_mark(self, mark: ContextMark | None, before: int) -> None:
        """Put the mark before one of the views, or take it away."""
        self._mark = mark
        self._mark_at = before

    def insert(self, index: int, view: MessageView) -> None:
        """Take in a view; it is out of sight until `lay_out` places it."""
        self.views.insert(index, view)
        view.move(0, _OUT_OF_SIGHT)
        view.show()

    def remove_from(self, index: int) -> list[MessageView]:
        """Take the views from an index on out of the column, and give them."""
        removed = self.views[index:]
        del self.views[index:]
        return removed

    def lay_out(self, width: int, reading_width: int) -> None:
        """Move every view to its place; the column becomes as wide as told and as tall as needed."""
        left = max(0, (width - reading_width) // 2)
        top = _TOP
        for index, view in enumerate(self.views):
            if self._mark is not None and index == self._mark_at:
                height = self._mark.fit_width(reading_width)
                self._mark.move(left, top)
                top += height + 2 * _GAP
            if view.x() != left or view.y() != top:
                view.move(left, top)
            top += view.height() + _GAP
        self.resize(width, top + _BOTTOM)

    def anchor(self, y: int) -> tuple[MessageView, int] | None:
        """Give the view at a height, and how far into it that is."""
        at = bisect_right(self.views, y, key=lambda view: view.y()) - 1
        if not self.views:
            return None
        view = self.views[max(at, 0)]
        return view, y - view.y()

    def in_sight(self, top: int, height: int) -> list[MessageView]:
        """Give the views that can be seen between a top and that plus a height."""
        first = max(0, bisect_right(self.views, top, key=lambda view: view.y()) - 1)
        return [view for view in self.views[first:] if view.y() < top + height]
