"""Code in a card, or one part of a long one: lines that scroll sideways, or wrap."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout

from desktop_chat.markdown.blocks import Code
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.box import Box, Ground, paint_rects
from desktop_chat.ui.chat.blocks.cards import Card
from desktop_chat.ui.chat.blocks.direction import with_visible_controls
from desktop_chat.ui.chat.blocks.estimate import line_count, units
from desktop_chat.ui.chat.blocks.flow import UNBOUNDED, Flow, format_range
from desktop_chat.ui.chat.blocks.frame import Frame
from desktop_chat.ui.chat.blocks.inline import LINE_BREAK
from desktop_chat.ui.chat.blocks.pan import BAR_HEIGHT, Pan, paint_bar
from desktop_chat.ui.chat.document_style import DocumentStyle

CARD_RADIUS: Final = 10
PADDING: Final = 14
_BELOW: Final = 14
_TAB_LETTERS: Final = 4


class CodeBox(Box):
    """One part of a card; the first has the header over it, the last the bottom under it."""

    __slots__ = ("_flow", "card", "is_first", "is_last")

    def __init__(
        self, block: Code, frame: Frame, style: DocumentStyle, card: Card, *, is_first: bool
    ) -> None:
        super().__init__(block, frame, style)
        self.is_first = is_first
        self.is_last = True
        self.card = card
        self._flow: Flow | None = None

    @property
    def text(self) -> str:
        """The code."""
        return self.block.text

    @property
    def length(self) -> int:
        """How many positions the code takes."""
        return utf16.length(self.block.text)

    @property
    def separator(self) -> str:
        """What stands between the part before and this one: a line break, unless it goes on with a line."""
        return "" if self.block.continues_line else "\n"

    @property
    def pan(self) -> Pan:
        """How far the lines are scrolled sideways."""
        return self.card.pan

    @property
    def above(self) -> int:
        """How far the lines begin below the top."""
        return self.style.code_header if self.is_first else 0

    @property
    def first_baseline(self) -> int:
        """Where the name of the language stands."""
        return self.style.code_header // 2 + self.style.body.baseline - self.style.body.line_height // 2

    def set_last(self, is_last: bool) -> None:
        """Say whether the card ends with this part."""
        if is_last != self.is_last:
            self.is_last = is_last
            self.height += _BELOW if is_last else -_BELOW

    def rewrap(self) -> None:
        """Follow a card that is wrapped now, or not any more."""
        self.forget()
        self.card.pan.reset()
        self.height = self.estimate()

    def _around(self) -> int:
        return self.above + (_BELOW if self.is_last else 0)

    def estimate(self) -> int:
        """Give the height of the lines: known where they are not wrapped."""
        look, text = self.style.code_look, self.block.text
        wrapped = self.card.is_wrapped
        lines = line_count(text, look, self.width - 2 * PADDING) if wrapped else text.count("\n") + 1
        self._learn_width(text)
        return lines * look.line_height + self._around()

    def _learn_width(self, text: str) -> None:
        if not self.card.is_wrapped:
            longest = max(map(units, text.split("\n")))
            self.card.pan.take(longest * self.style.code_advance, self.width - 2 * PADDING)

    def make_layout(self) -> int:
        """Lay out the lines."""
        text = with_visible_controls(self.block.text.replace("\n", LINE_BREAK))
        flow = self._flow = Flow(
            text,
            self.style.code_look,
            self._color_ranges(),
            tab_stop=_TAB_LETTERS * self.style.code_advance,
            left_to_right=True,
        )
        visible = self.width - 2 * PADDING
        flow.lay_out(visible if self.card.is_wrapped else UNBOUNDED)
        if not self.card.is_wrapped:
            self.card.pan.take(flow.natural_width, visible)
        return max(flow.height, self.style.code_look.line_height) + self._around()

    def _color_ranges(self) -> list[QTextLayout.FormatRange]:
        colours = self.card.colours.get(self.block.part)
        if colours is None or not self.block.text.startswith(colours.text):
            return []
        formats = self.style.code_format
        return [
            format_range(start, start + length, formats(color)) for start, length, color in colours.runs()
        ]

    def drop_layout(self) -> None:
        """Let go of the lines."""
        self._flow = None

    def _laid_out(self) -> Flow:
        if self._flow is None:
            self.lay_out()
        assert self._flow is not None
        return self._flow

    def _inner(self) -> QPointF:
        return QPointF(PADDING - self.card.pan.offset, self.above)

    # ---- drawing

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, grounds: list[Ground]) -> None:
        """Draw the card's ground and the lines."""
        rect = QRectF(origin.x(), origin.y(), self.width, self.height)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        self._paint_ground(painter, rect)
        painter.setClipRect(rect.adjusted(1, self.above, -1, 0), Qt.ClipOperation.IntersectClip)
        paint_rects(painter, origin, grounds)
        self._laid_out().paint(painter, origin + self._inner(), clip)
        painter.restore()
        if self.is_last:
            paint_bar(painter, self.card.pan, self.track().translated(origin), self.style.theme.border_strong)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        theme = self.style.theme
        top = 0.5 if self.is_first else -2.0 * CARD_RADIUS
        bottom = -0.5 if self.is_last else 2.0 * CARD_RADIUS
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.code_ground))
        painter.drawRoundedRect(rect.adjusted(0.5, top, -0.5, bottom), CARD_RADIUS, CARD_RADIUS)

    def track(self) -> QRectF:
        """Give the place of the bar at the bottom of the last part."""
        return QRectF(PADDING, self.height - BAR_HEIGHT - 4, self.width - 2 * PADDING, BAR_HEIGHT)

    # ---- places

    def seams(self) -> list[int]:
        """Give the tops of the lines after the first."""
        flow = self._laid_out()
        return [self.above + flow.line_box(index)[0] for index in range(1, flow.line_count)]

    def position_at(self, point: QPointF) -> int:
        """Give the position nearest to a point."""
        inner = point - self._inner()
        return self._laid_out().position_at(inner.x(), inner.y())

    def caret(self, position: int) -> QRectF:
        """Give the place of the caret."""
        return self._laid_out().caret(position).translated(self._inner())

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give the places of characters."""
        return [rect.translated(self._inner()) for rect in self._laid_out().rects(start, end)]

    def unit_at(self, position: int) -> tuple[int, int]:
        """Give the line that a position is in."""
        text = self.block.text
        index = utf16.to_index(text, position)
        start = text.rfind("\n", 0, index) + 1
        end = text.find("\n", index)
        end = len(text) if end < 0 else end
        return utf16.to_position(text, start), utf16.to_position(text, end)

    def next_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position after a character or word."""
        return self._laid_out().next_position(position, by_word=by_word)

    def previous_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position before a character or word."""
        return self._laid_out().previous_position(position, by_word=by_word)
