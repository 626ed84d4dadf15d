"""A formula on lines of its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from desktop_chat.markdown.blocks import Formula
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.box import Box, Ground, paint_rects
from desktop_chat.ui.chat.blocks.estimate import line_count
from desktop_chat.ui.chat.blocks.flow import Flow
from desktop_chat.ui.chat.blocks.frame import Frame
from desktop_chat.ui.chat.blocks.inline import LINE_BREAK
from desktop_chat.ui.chat.document_style import DocumentStyle


class FormulaBox(Box):
    """A formula; its LaTeX is what can be copied."""

    __slots__ = ("_flow",)

    def __init__(self, block: Formula, frame: Frame, style: DocumentStyle) -> None:
        super().__init__(block, frame, style)
        self._flow: Flow | None = None

    @property
    def text(self) -> str:
        """The LaTeX."""
        return self.block.source

    @property
    def length(self) -> int:
        """How many positions the LaTeX takes."""
        return utf16.length(self.block.source)

    def estimate(self) -> int:
        """Guess the height from the LaTeX."""
        return line_count(self.text, self.style.code_look, self.width) * self.style.code_look.line_height

    def make_layout(self) -> int:
        """Lay out the LaTeX."""
        text = self.block.source.replace("\n", LINE_BREAK)
        flow = self._flow = Flow(text, self.style.code_look, left_to_right=True)
        return flow.lay_out(self.width, Qt.AlignmentFlag.AlignHCenter)

    def drop_layout(self) -> None:
        """Let go of the layout."""
        self._flow = None

    def _laid_out(self) -> Flow:
        if self._flow is None:
            self.lay_out()
        assert self._flow is not None
        return self._flow

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, grounds: list[Ground]) -> None:
        """Draw the formula."""
        paint_rects(painter, origin, grounds)
        self._laid_out().paint(painter, origin, clip)

    def position_at(self, point: QPointF) -> int:
        """Give the position nearest to a point."""
        return self._laid_out().position_at(point.x(), point.y())

    def caret(self, position: int) -> QRectF:
        """Give the place of the caret."""
        return self._laid_out().caret(position)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give the places of characters."""
        return self._laid_out().rects(start, end)
