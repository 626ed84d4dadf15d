"""One row of the transcript: a message, or versions of one beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.context_mark import ContextMark
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.message_view import BLEED, LEAD, MessageView, TextPlace
from desktop_chat.ui.theme import SPACING

GAP: Final = SPACING - LEAD
"""Pixels between two rows, and between two versions one above the other."""

_COLUMN_GAP: Final = 4 * SPACING


class Room(NamedTuple):
    """Where rows may stand, in pixels: the reading column, and the widest area for several columns."""

    left: int
    width: int
    wide_left: int
    wide_width: int
    is_wide: bool  # whether versions find room side by side


class RowPlace(NamedTuple):
    """A place in a row's text that stays the same in another width."""

    view: int
    place: TextPlace


class MessageRow:
    """Lays out the views of a row and, above them, perhaps the mark of what is no longer read."""

    def __init__(self, views: Sequence[MessageView]) -> None:
        self.views = list(views)
        self.height = 0
        self.room: Room | None = None  # what it was laid out for
        self.mark: ContextMark | None = None
        self._spots = [QPoint() for _view in views]

    @property
    def is_kept(self) -> bool:
        """Whether something would be lost with the views: a text being written, the keyboard, a selection."""
        focused = QApplication.focusWidget()
        return any(
            view.is_kept or (focused is not None and (view is focused or view.isAncestorOf(focused)))
            for view in self.views
        )

    def set_mark(self, mark: ContextMark | None) -> None:
        """Put a mark above the views, or none; laid out with the next `fit`."""
        if mark is not self.mark:
            if self.mark is not None:
                self.mark.hide()
            self.mark = mark
            self.room = None

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours; laid out anew with the next `fit`."""
        self.room = None
        for view in self.views:
            view.set_style(style)

    def fit(self, room: Room) -> int:
        """Lay out in a room, and give the height, the gap below included."""
        if room != self.room:
            self.room = room
            self._fit_views(room)
        return self.restack()

    def restack(self) -> int:
        """Take the heights that the views have now, and give the row's."""
        assert self.room is not None
        top = self._mark_height()
        if len(self.views) > 1 and self.room.is_wide:
            self._spots = self._in_columns(top)
            top += max(view.height() for view in self.views) + GAP
        else:
            for number, view in enumerate(self.views):
                self._spots[number] = QPoint(self.room.left - BLEED, top)
                top += view.height() + GAP
        self.height = top
        return top

    def place(self, top: int) -> None:
        """Move everything to where it belongs when the row begins at a height of the viewport."""
        if self.mark is not None and self.room is not None:
            self.mark.move(self.room.left, top)
            self.mark.show()
        for view, spot in zip(self.views, self._spots, strict=True):
            at = QPoint(spot.x(), top + spot.y())
            if view.pos() != at:
                view.move(at)
            if view.isHidden():
                view.show()

    def expose(self, top: int, bottom: int) -> bool:
        """Make exact what lies between two heights of the row; True where this changed the row's height."""
        changed = [
            view.expose(top - spot.y(), bottom - spot.y())
            for view, spot in zip(self.views, self._spots, strict=True)
        ]
        if any(changed):
            self.restack()
        return any(changed)

    def write_more(self) -> bool:
        """Read a little more of long texts; True where there is more to read."""
        has_more = [view.write_more() for view in self.views]
        self.restack()
        return any(has_more)

    def anchor_at(self, y: int) -> RowPlace:
        """Give the place in the text at a height of the row."""
        number = self._lowest_above(y)
        return RowPlace(number, self.views[number].anchor_at(y - self._spots[number].y()))

    def y_of(self, anchor: RowPlace) -> int:
        """Give the height of the row at which a place is now."""
        number = min(anchor.view, len(self.views) - 1)
        return self._spots[number].y() + self.views[number].y_of(anchor.place)

    def top_of(self, view: MessageView) -> int:
        """Give where in the row one of its views begins."""
        return self._spots[self.views.index(view)].y()

    def release(self) -> None:
        """Let go of the views."""
        if self.mark is not None:
            self.mark.hide()
        self.release_others(set())

    def release_others(self, message_ids: set[int]) -> None:
        """Let go of the views of all messages but some."""
        for view in self.views:
            if view.message.id not in message_ids:
                view.hide()
                view.deleteLater()

    def _fit_views(self, room: Room) -> None:
        count = len(self.views)
        width = room.width
        if count > 1 and room.is_wide:
            width = (room.wide_width - (count - 1) * _COLUMN_GAP) // count
        for view in self.views:
            view.fit_width(width)

    def _in_columns(self, top: int) -> list[QPoint]:
        assert self.room is not None
        step = self.views[0].fitted_width + _COLUMN_GAP
        left = self.room.wide_left - BLEED
        return [QPoint(left + number * step, top) for number in range(len(self.views))]

    def _mark_height(self) -> int:
        if self.mark is None or self.room is None:
            return 0
        return self.mark.fit_width(self.room.width) + GAP

    def _lowest_above(self, y: int) -> int:
        """Give the number of the last view that begins at or above a height."""
        above = [number for number, spot in enumerate(self._spots) if spot.y() <= y]
        return above[-1] if above and not self._is_in_columns() else 0

    def _is_in_columns(self) -> bool:
        return len({spot.y() for spot in self._spots}) < len(self._spots)
