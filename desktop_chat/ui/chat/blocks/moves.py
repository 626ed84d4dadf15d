"""Where the keyboard leads from one place in a message to the next."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QKeyEvent

from desktop_chat.ui.chat.blocks.selection import Place
from desktop_chat.ui.chat.blocks.stack import Stack

_KEYS = Qt.Key


class Walker:
    """Finds places from places. Points are those of the column of boxes."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._goal: float | None = None  # where lines are entered on the way up and down

    def is_move(self, event: QKeyEvent) -> bool:
        """Tell whether a key moves the caret."""
        return event.key() in {
            _KEYS.Key_Left, _KEYS.Key_Right, _KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_Home, _KEYS.Key_End
        }  # fmt: skip

    def after(self, place: Place, event: QKeyEvent) -> Place:
        """Give the place that a key leads to."""
        key = event.key()
        by_word = bool(
            event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        )
        if key in {_KEYS.Key_Up, _KEYS.Key_Down}:
            return self._by_line(place, 1 if key == _KEYS.Key_Down else -1)
        self._goal = None
        if key in {_KEYS.Key_Home, _KEYS.Key_End}:
            is_end = key == _KEYS.Key_End
            return self._edge(is_end) if by_word else self._line_edge(place, is_end)
        is_forward = (key == _KEYS.Key_Right) != self._stack.boxes[place.block].is_right_to_left
        return self._by_character(place, is_forward, by_word)

    def caret(self, place: Place) -> QRectF:
        """Give where a place is."""
        return (
            self._stack.boxes[place.block].caret(place.position).translated(self._stack.origin(place.block))
        )

    def place_at(self, point: QPointF) -> Place:
        """Give the place nearest to a point."""
        index = self._stack.index_at(point.y())
        if index + 1 < len(self._stack.boxes):
            gap = self._stack.top(index + 1) - self._stack.bottom(index)
            if point.y() > self._stack.bottom(index) + gap / 2:
                index += 1
        box = self._stack.ready(index)
        return Place(index, box.position_at(point - self._stack.origin(index)))

    def word_at(self, place: Place) -> tuple[Place, Place]:
        """Give where the word at a place starts and ends."""
        text = self._stack.boxes[place.block].text
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
        finder.setPosition(place.position)
        start = place.position if finder.isAtBoundary() else finder.toPreviousBoundary()
        finder.setPosition(place.position)
        end = finder.toNextBoundary()
        return place._replace(position=max(start, 0)), place._replace(position=max(end, start, 0))

    def unit_at(self, place: Place) -> tuple[Place, Place]:
        """Give where the paragraph, line of code or cell at a place starts and ends."""
        start, end = self._stack.ready(place.block).unit_at(place.position)
        return place._replace(position=start), place._replace(position=end)

    def _by_character(self, place: Place, is_forward: bool, by_word: bool) -> Place:
        box = self._stack.ready(place.block)
        step = box.next_position if is_forward else box.previous_position
        position = step(place.position, by_word=by_word)
        if position != place.position:
            return place._replace(position=position)
        beyond = self._beyond(place.block, 1 if is_forward else -1)
        if beyond is None:
            return place
        return Place(beyond, 0 if is_forward else self._stack.boxes[beyond].length)

    def _by_line(self, place: Place, direction: int) -> Place:
        caret = self.caret(place)
        if self._goal is None:
            self._goal = caret.left()
        y = caret.bottom() + 2 if direction > 0 else caret.top() - 2
        top, bottom = self._stack.top(place.block), self._stack.bottom(place.block)
        index = place.block if top <= y <= bottom else self._beyond(place.block, direction)
        if index is None:
            return self._edge(direction > 0)
        box = self._stack.ready(index)
        y = min(max(y, self._stack.top(index)), self._stack.bottom(index) - 1)
        point = QPointF(self._goal, y) - self._stack.origin(index)
        found = Place(index, box.position_at(point))
        if (found > place) != (direction > 0) or found == place:  # a header, or a formula's lower half
            beyond = self._beyond(place.block, direction)
            return Place(beyond, 0) if beyond is not None else self._edge(direction > 0)
        return found

    def _line_edge(self, place: Place, is_end: bool) -> Place:
        caret = self.caret(place)
        origin = self._stack.origin(place.block)
        box = self._stack.boxes[place.block]
        x = 1e6 if is_end != box.is_right_to_left else -1e6
        return place._replace(position=box.position_at(QPointF(x, caret.center().y() - origin.y())))

    def _edge(self, is_end: bool) -> Place:
        last = len(self._stack.boxes) - 1
        return Place(last, self._stack.boxes[last].length) if is_end else Place(0, 0)

    def _beyond(self, index: int, direction: int) -> int | None:
        index += direction
        while 0 <= index < len(self._stack.boxes):
            if self._stack.boxes[index].length:
                return index
            index += direction
        return None
