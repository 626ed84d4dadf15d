"""The rows of a transcript of any length: built where the reader is, an estimated height elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from desktop_chat.chat.messages import Message
from desktop_chat.ui.chat.context_mark import ContextMark
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.height_estimate import Extent, estimate, extent
from desktop_chat.ui.chat.message_row import MessageRow, Room, RowPlace
from desktop_chat.ui.chat.message_view import UNTOUCHED, MessageView, ViewState
from desktop_chat.ui.chat.row_heights import RowHeights
from desktop_chat.ui.chat.rows import Messages, Rows
from desktop_chat.ui.theme import SPACING

TOP: Final = 2 * SPACING
BOTTOM: Final = SPACING
"""Pixels above the first and below the last row."""

_NEAR: Final = 1.0
"""Built before they are seen: rows within so many heights of the viewport, above and below it."""

_FAR: Final = 2.5
"""Released: rows further away than so many heights of the viewport."""

_PASSES: Final = 12

_USUAL: Final = Extent(6, 200)
"""Taken for the extent of a message whose text nobody looked at yet."""

_LOOKED_AT: Final = 200
"""Rows whose texts are looked at in one go."""


class Pin(NamedTuple):
    """A place of a row, by its number, and how far below the viewport's top it is to stay, in pixels."""

    number: int
    place: RowPlace
    below: int


class Column(Rows):
    """Holds every message of the open branch, and the views of those near the reader."""

    def __init__(self, make_view: Callable[[Message, ViewState], MessageView], style: DocumentStyle) -> None:
        super().__init__()
        self.changes = 0  # counts what was built and what turned out to have another height
        self._make_view = make_view
        self._style = style
        self._room = Room(0, 0, 0, 0, False)
        self._extents: list[Extent] = []
        self._unseen = 0  # rows at the beginning whose texts nobody looked at yet
        self._heights = RowHeights()
        self._built: dict[int, MessageRow] = {}
        self._states: dict[int, ViewState] = {}  # of views that were released, by message
        self._mark: ContextMark | None = None
        self._marked: int | None = None

    @property
    def height(self) -> int:
        """The height of everything in pixels, as far as it is known."""
        return TOP + self._heights.total + BOTTOM if self.rows else 0

    @property
    def views(self) -> list[MessageView]:
        """The views that are built, oldest first."""
        return [view for number in sorted(self._built) for view in self._built[number].views]

    def view_of(self, message_id: int) -> MessageView | None:
        """Give the view of a message where it is built."""
        number = self.number_of(message_id)
        row = self._built.get(number) if number is not None else None
        return next((view for view in row.views if view.message.id == message_id), None) if row else None

    # ---- changes

    def prepend(self, rows: Sequence[Messages]) -> None:
        """Put older rows before the first one; `work` looks at their texts."""
        super().prepend(rows)
        self._unseen += len(rows)
        self._extents[:0] = [_USUAL] * len(rows)
        self._heights.prepend([self._estimate(_USUAL)] * len(rows))

    def extend(self, rows: Sequence[Messages]) -> None:
        """Put rows after the last one."""
        super().extend(rows)
        extents = [_extent(row) for row in rows]
        self._extents += extents
        self._heights.extend([self._estimate(about) for about in extents])

    def truncate(self, length: int) -> None:
        """Drop the rows from an index on."""
        for row in self.rows[length:] if self._states else ():
            for message in row:
                self._states.pop(message.id, None)
        super().truncate(length)
        for number in [number for number in self._built if not self.has_number(number)]:
            self._built.pop(number).release()
        del self._extents[length:]
        self._unseen = min(self._unseen, length)
        self._heights.truncate(length)

    def set_row(self, number: int, messages: Messages) -> None:
        """Show other messages, or other states of them, in a row; views of messages that stay are kept."""
        super().set_row(number, messages)
        about = self._extents[number - self._first] = _extent(messages)
        old = self._built.pop(number, None)
        if old is None:
            self._take_height(number, self._estimate(about))
        else:
            self._built[number] = self._rebuild(old, messages)

    def set_mark(self, mark: ContextMark | None, index: int) -> None:
        """Put a mark above the row at an index, or take it away."""
        self._mark = mark
        self._marked = self._first + index if mark is not None else None
        for number, row in self._built.items():
            row.set_mark(mark if number == self._marked else None)

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours; laid out anew with the next `settle`, where views are still needed."""
        self._style = style
        for number, row in list(self._built.items()):
            if row.is_kept:
                row.set_style(style)
            else:
                self._release(number)
        self._estimate_again()

    def set_room(self, room: Room) -> None:
        """Give the rows another width; laid out anew with the next `settle`."""
        is_other_width = room.width != self._room.width
        self._room = room
        if is_other_width:
            self._estimate_again()

    # ---- places

    def settle(self, sight: int, pin: Pin | None) -> int:
        """Make exact what is in sight, `sight` pixels high, and give the top of it.

        It is where the pinned place stays where it is, or where there is no pin, the end.
        """
        top = self._top_for(sight, pin)
        for _pass in range(_PASSES):
            if not self._make_exact(top, top + sight):
                break
            top = self._top_for(sight, pin)
        return top

    def place(self, top: int) -> None:
        """Move the rows that are built to where they belong below a top."""
        for number, row in self._built.items():
            row.place(self.top_of(number) - top)

    def work(self, top: int, sight: int, until: float) -> bool:
        """Build and make exact what is near the sight, until a time; True where there is more to do."""
        margin = round(_NEAR * sight)
        upper, lower = max(0, top - margin), top + sight + margin
        for number in self._outwards(upper, lower, top + sight // 2):
            if time.perf_counter() >= until:
                return True
            while self._write_more(number):
                if time.perf_counter() >= until:
                    return True
            self._make_row_exact(number, upper, lower)
        return self._look_at_unseen(until)

    def _look_at_unseen(self, until: float) -> bool:
        """Guess the heights of older rows from their texts, until a time; True where there are more."""
        while self._unseen and time.perf_counter() < until:
            start = max(0, self._unseen - _LOOKED_AT)
            for index in range(start, self._unseen):
                about = self._extents[index] = _extent(self.rows[index])
                if self._first + index not in self._built:
                    self._take_height(self._first + index, self._estimate(about))
            self._unseen = start
        return bool(self._unseen)

    def _write_more(self, number: int) -> bool:
        """Let a row read a little more of its text; True where there is more to read."""
        row = self.row(number)
        has_more = row.write_more()
        self._take_height(number, row.height)
        return has_more

    def release_far(self, top: int, sight: int) -> None:
        """Let go of the views that are far from the sight, or stand there at another width still."""
        margin = round(_FAR * sight)
        for number, row in list(self._built.items()):
            begin = self.top_of(number)
            is_far = begin > top + sight + margin or begin + row.height < top - margin
            if (is_far or row.room != self._room) and not row.is_kept:
                self._release(number)

    def pin_at(self, y: int, top: int) -> Pin | None:
        """Pin what is at a height to where it is on the screen, with the sight's top at `top`."""
        if not self.rows:
            return None
        number = self._first + self._heights.at(y - TOP)
        begin = self.top_of(number)
        row = self._built.get(number)
        if row is not None and row.room is not None:
            place = row.anchor_at(y - begin)
            return Pin(number, place, begin + row.y_of(place) - top)
        share = (y - begin) / max(1, self._heights[number - self._first])
        row = self.row(number)
        place = row.anchor_at(round(share * row.height))
        return Pin(number, place, y - top)

    def row(self, number: int) -> MessageRow:
        """Give a row, built and laid out."""
        row = self._built.get(number)
        if row is None:
            row = self._build(number)
        if row.room != self._room:
            self._take_height(number, row.fit(self._room))
        return row

    def top_of(self, number: int) -> int:
        """Give where a row begins."""
        return TOP + self._heights.top(number - self._first)

    def number_at(self, y: int) -> int:
        """Give the number of the row at a height."""
        return self._first + self._heights.at(y - TOP)

    def take_height(self, view: MessageView) -> None:
        """Take the height that a view wants now."""
        number = self.number_of(view.message.id)
        row = self._built.get(number) if number is not None else None
        if number is not None and row is not None and row.room is not None:
            self._take_height(number, row.restack())

    # ---- building

    def _top_for(self, sight: int, pin: Pin | None) -> int:
        if pin is not None and self.has_number(pin.number):
            row = self.row(pin.number)
            top = self.top_of(pin.number) + row.y_of(pin.place) - pin.below
        else:
            top = self.height
        return max(0, min(top, self.height - sight))

    def _make_exact(self, top: int, bottom: int) -> bool:
        """Build and expose the rows between two heights; True where a height turned out another."""
        if not self.rows:
            return False
        changed = False
        number = self.number_at(top)
        while number < self._first + len(self.rows) and self.top_of(number) < bottom:
            changed |= self._make_row_exact(number, top, bottom)
            number += 1
        return changed

    def _make_row_exact(self, number: int, top: int, bottom: int) -> bool:
        before = self._heights[number - self._first]
        row = self.row(number)
        begin = self.top_of(number)
        if row.expose(top - begin, bottom - begin):
            self._take_height(number, row.height)
        return row.height != before

    def _outwards(self, upper: int, lower: int, middle: int) -> Iterator[int]:
        """Give the numbers of the rows between two heights, those next to the middle first."""
        if not self.rows:
            return
        numbers = range(self.number_at(upper), self.number_at(lower) + 1)
        yield from sorted(numbers, key=lambda number: abs(self.top_of(number) - middle))

    def _build(self, number: int) -> MessageRow:
        messages = self.rows[number - self._first]
        views = [self._make_view(message, self._states.pop(message.id, UNTOUCHED)) for message in messages]
        self.changes += 1
        below = min((other for other in self._built if other > number), default=None)
        if below is not None:  # screen readers go through them in this order
            for view in views:
                view.stackUnder(self._built[below].views[0])
        row = self._built[number] = MessageRow(views)
        if number == self._marked:
            row.set_mark(self._mark)
        return row

    def _rebuild(self, old: MessageRow, messages: Messages) -> MessageRow:
        """Give a row of other messages, with the views of those that stay."""
        self.changes += 1
        views = {view.message.id: view for view in old.views}
        for message in messages:
            if message.id in views and views[message.id].message != message:
                views[message.id].show_message(message)
        ids = {message.id for message in messages}
        old.release_others(ids)
        row = MessageRow([views.get(each.id) or self._make_view(each, UNTOUCHED) for each in messages])
        row.set_mark(old.mark)
        return row

    def _release(self, number: int) -> None:
        row = self._built.pop(number)
        for view in row.views:
            if view.state != UNTOUCHED:
                self._states[view.message.id] = view.state
        row.release()

    def _take_height(self, number: int, height: int) -> None:
        if self._heights[number - self._first] != height:
            self._heights.set(number - self._first, height)
            self.changes += 1

    def _estimate(self, about: Extent) -> int:
        return estimate(about, self._room.width, self._style)

    def _estimate_again(self) -> None:
        """Guess every height anew; rows that are built are laid out where they are needed."""
        heights = [self._estimate(about) for about in self._extents]
        for number, row in self._built.items():
            heights[number - self._first] = row.height
        self._heights = RowHeights()
        self._heights.extend(heights)


def _extent(row: Messages) -> Extent:
    extents = [extent(message) for message in row]
    return extents[0] if len(extents) == 1 else max(extents)
