"""Paragraphs and headings: running text with its links, code, formulas and footnotes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop_chat.markdown.blocks import Heading, Paragraph
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.box import Box, Ground, paint_rects
from desktop_chat.ui.chat.blocks.direction import is_right_to_left
from desktop_chat.ui.chat.blocks.estimate import line_count
from desktop_chat.ui.chat.blocks.formulas import FormulaKey
from desktop_chat.ui.chat.blocks.frame import Frame
from desktop_chat.ui.chat.blocks.inline import Span, inline_of, words_of
from desktop_chat.ui.chat.blocks.looks import TextLook
from desktop_chat.ui.chat.blocks.rich_flow import RichFlow
from desktop_chat.ui.chat.document_style import DocumentStyle


class TextBox(Box):
    """A paragraph or a heading."""

    __slots__ = ("_flow", "is_right_to_left")

    def __init__(self, block: Paragraph | Heading, frame: Frame, style: DocumentStyle) -> None:
        super().__init__(block, frame, style)
        self._flow: RichFlow | None = None
        self.is_right_to_left = is_right_to_left(self.text)

    @property
    def look(self) -> TextLook:
        """How its text is set."""
        return (
            self.style.heading_look(self.block.level) if isinstance(self.block, Heading) else self.style.body
        )

    @property
    def text(self) -> str:
        """The words, formulas as LaTeX."""
        return "".join(map(words_of, self.block.runs))

    @property
    def length(self) -> int:
        """How many positions the words take."""
        return utf16.length(self.text)

    @property
    def first_baseline(self) -> int:
        """Where the letters of the first line stand."""
        return self._laid_out().first_baseline if self.is_laid_out else self.look.baseline

    def estimate(self) -> int:
        """Guess the height from the number of letters."""
        return line_count(self.text, self.look, self.width) * self.look.line_height

    def make_layout(self) -> int:
        """Break the words into lines."""
        flow = self._flow = RichFlow(self.block.runs, self.look, self.style, self.width)
        return max(flow.lay_out(self.width), self.look.line_height)

    def drop_layout(self) -> None:
        """Let go of the lines."""
        self._flow = None

    def _laid_out(self) -> RichFlow:
        if self._flow is None:
            self.lay_out()
        assert self._flow is not None
        return self._flow

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, grounds: list[Ground]) -> None:
        """Draw the lines."""
        flow = self._laid_out()
        flow.paint_grounds(painter, origin)
        paint_rects(painter, origin, grounds)
        flow.paint(painter, origin, clip)

    def seams(self) -> list[int]:
        """Give the tops of the lines after the first."""
        flow = self._laid_out()
        return [flow.line_box(index)[0] for index in range(1, flow.line_count)]

    @property
    def waiting(self) -> set[FormulaKey]:
        """The formulas that are not set yet."""
        return self._flow.waiting if self._flow is not None else set()

    def position_at(self, point: QPointF) -> int:
        """Give the position nearest to a point."""
        return self._laid_out().position_at(point.x(), point.y())

    def caret(self, position: int) -> QRectF:
        """Give the place of the caret."""
        return self._laid_out().caret(position)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give the places of characters."""
        return self._laid_out().rects(start, end)

    def ideal_width(self) -> int:
        """Give the width of the longest line."""
        return -int(-self._laid_out().natural_width // 1)

    def span_at(self, point: QPointF) -> Span | None:
        """Give the link, footnote or formula at a point."""
        return self._laid_out().span_at(point)

    def spans(self) -> tuple[Span, ...]:
        """Give everything that is not plain."""
        return self._flow.inline.spans if self._flow is not None else inline_of(self.block.runs).spans

    def next_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position after a character or word; a formula is one."""
        return self._laid_out().next_position(position, by_word=by_word)

    def previous_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position before a character or word; a formula is one."""
        return self._laid_out().previous_position(position, by_word=by_word)
