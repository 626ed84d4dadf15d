"""Text laid out in lines: where each character is, and drawing it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.bidi import character_places, joined
from desktop_chat.ui.chat.blocks.direction import has_right_to_left, is_right_to_left
from desktop_chat.ui.chat.blocks.inline import LINE_BREAK
from desktop_chat.ui.chat.blocks.isolation import Isolation
from desktop_chat.ui.chat.blocks.looks import TextLook

UNBOUNDED: Final = 1_000_000.0
"""A width that no line reaches, for text that is not wrapped."""


class Extent(NamedTuple):
    """How far something within a text reaches above and below the baseline, in pixels."""

    start: int
    end: int
    ascent: float
    descent: float


class Flow:
    """The lines of one text at one width. Points are relative to its top left corner."""

    def __init__(
        self,
        text: str,
        look: TextLook,
        formats: Sequence[QTextLayout.FormatRange] = (),
        *,
        extents: Sequence[Extent] = (),
        padded: Sequence[tuple[int, int]] = (),
        padding: float = 0,
        isolated: Sequence[tuple[int, int]] = (),
        tab_stop: float = 0,
        left_to_right: bool = False,
    ) -> None:
        """Take a text with `LINE_BREAK` for line breaks.

        `padded` are places with a ground of their own: a line that begins in one is moved by `padding`.
        `isolated` are places that do not mix with text that runs the other way.
        """
        self.text = text
        self.look = look
        self.is_right_to_left = not left_to_right and is_right_to_left(text)
        self.natural_width = 0.0
        self.height = 0
        self._extents = extents
        self._padded = padded
        self._padding = padding
        self._tops: list[int] = []
        self._heights: list[int] = []
        self._baselines: list[int] = []
        self._places: dict[int, dict[int, tuple[float, float]]] = {}  # of lines of both directions
        self._isolation = Isolation(text, isolated)
        self._layout = QTextLayout(self._isolation.text, look.font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(self._option(left_to_right, tab_stop))
        if formats:
            self._layout.setFormats(self._isolation.formats(formats))

    def _option(self, left_to_right: bool, tab_stop: float) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        right_to_left = not left_to_right and self.is_right_to_left
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        if tab_stop:
            option.setTabStopDistance(tab_stop)
        return option

    def lay_out(self, width: float, alignment: Qt.AlignmentFlag | None = None) -> int:
        """Break the text into lines at a width in pixels; gives the height.

        Without an alignment a text begins where its language does.
        """
        self._align(alignment)
        self._tops, self._heights, self._baselines, self._places = [], [], [], {}
        self.natural_width = 0.0
        layout, top = self._layout, 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            start = self._range_of(line)[0]
            indent = self._padding if any(a <= start < b for a, b in self._padded) else 0
            line.setLineWidth(max(1.0, width - indent))
            above, height = self._room(*self._range_of(line))
            left = indent if not self.is_right_to_left else 0
            line.setPosition(QPointF(left, top + above - line.ascent()))
            self.natural_width = max(self.natural_width, line.naturalTextWidth() + indent)
            self._tops.append(top)
            self._heights.append(height)
            self._baselines.append(top + above)
            top += height
        layout.endLayout()
        self.height = top
        return top

    def _align(self, alignment: Qt.AlignmentFlag | None) -> None:
        option = self._layout.textOption()
        side = Qt.AlignmentFlag.AlignRight if self.is_right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment((alignment or side) | Qt.AlignmentFlag.AlignAbsolute)
        self._layout.setTextOption(option)

    def _room(self, start: int, end: int) -> tuple[int, int]:
        """Give the place of the baseline below a line's top, and the line's height."""
        above, height = self.look.baseline, self.look.line_height
        below = height - above
        for extent in self._extents:
            if extent.start < end and extent.end > start:
                above = max(above, round(extent.ascent + 2))
                below = max(below, round(extent.descent + 2))
        return above, above + below

    # ---- places

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._tops)

    def line_box(self, index: int) -> tuple[int, int]:
        """Give the top and the height of a line."""
        return self._tops[index], self._heights[index]

    def baseline_of(self, index: int) -> int:
        """Give the height at which the letters of a line stand."""
        return self._baselines[index]

    def line_at(self, y: float) -> int:
        """Give the index of the line at a height, the nearest one outside."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self._tops) - 1))

    def _line_of(self, position: int) -> QTextLine:
        return self._layout.lineForTextPosition(self._isolation.inner(position))

    def _range_of(self, line: QTextLine) -> tuple[int, int]:
        outer = self._isolation.outer
        return outer(line.textStart()), outer(line.textStart() + line.textLength())

    def line_of(self, position: int) -> int:
        """Give the index of the line that a position is in."""
        line = self._line_of(position)
        return line.lineNumber() if line.isValid() else max(0, len(self._tops) - 1)

    def line_range(self, index: int) -> tuple[int, int]:
        """Give the positions at which a line starts and ends, its line break left out."""
        start, end = self._range_of(self._layout.lineAt(index))
        is_broken = end > start and utf16.cut(self.text, end - 1, end) == LINE_BREAK
        return start, end - 1 if is_broken else end

    def position_at(self, x: float, y: float) -> int:
        """Give the position between characters that is nearest to a point."""
        if not self._tops:
            return 0
        index = self.line_at(y)
        start, end = self.line_range(index)
        found = self._isolation.outer(self._layout.lineAt(index).xToCursor(x))
        return max(start, min(found, end))

    def x_of(self, position: int) -> float:
        """Give the place of a position in its line."""
        line = self._line_of(position)
        return line.cursorToX(self._isolation.inner(position))[0] if line.isValid() else 0.0

    def caret(self, position: int) -> QRectF:
        """Give the place of the caret before the character at a position."""
        if not self._tops:
            return QRectF(0, 0, 1, self.look.line_height)
        top, height = self.line_box(self.line_of(position))
        return QRectF(self.x_of(position), top, 1, height)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give the places of the characters from one position to another, as high as their lines."""
        found: list[QRectF] = []
        if start >= end or not self._tops:
            return found
        for index in range(self.line_of(start), self.line_of(end) + 1):
            line = self._layout.lineAt(index)
            first, last = self._range_of(line)
            a, b = max(start, first), min(end, last)
            if a < b:
                found += self._pieces(line, index, a, b)
        return found

    def _pieces(self, line: QTextLine, index: int, start: int, end: int) -> list[QRectF]:
        top, height = self.line_box(index)
        start, end = self._isolation.inner(start), self._isolation.inner_end(end)
        if not has_right_to_left(self.text):
            xs = [(line.cursorToX(start)[0], line.cursorToX(end)[0])]
        else:
            places = self._places_on(line)
            xs = joined(places[at] for at in range(start, end) if at in places)
        return [QRectF(a, top, b - a, height) for a, b in xs]

    def _places_on(self, line: QTextLine) -> dict[int, tuple[float, float]]:
        number = line.lineNumber()
        if number not in self._places:
            self._places[number] = character_places(line)
        return self._places[number]

    # ---- moving by keyboard

    def next_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position after the character, or the word, at a position."""
        return self._step(position, self._layout.nextCursorPosition, _mode(by_word))

    def previous_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position before the character, or the word, before a position."""
        return self._step(position, self._layout.previousCursorPosition, _mode(by_word))

    def _step(
        self, position: int, step: Callable[[int, QTextLayout.CursorMode], int], mode: QTextLayout.CursorMode
    ) -> int:
        """Step until the position in the text is another one, or the end is reached."""
        at = self._isolation.inner(position)
        while True:
            after = step(at, mode)
            if after == at or self._isolation.outer(after) != position:
                return self._isolation.outer(after)
            at = after

    # ---- drawing

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF) -> None:
        """Draw the lines that a rectangle of the painter needs."""
        painter.setPen(QColor(self.look.color))
        self._layout.draw(painter, origin, [], clip)


def _mode(by_word: bool) -> QTextLayout.CursorMode:
    modes = QTextLayout.CursorMode
    return modes.SkipWords if by_word else modes.SkipCharacters


def format_range(start: int, end: int, shape: QTextCharFormat) -> QTextLayout.FormatRange:
    """Give characters a format, from one position to before another."""
    result = QTextLayout.FormatRange()
    result.start, result.length, result.format = start, end - start, shape
    return result
