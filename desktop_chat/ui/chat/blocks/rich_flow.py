"""Runs laid out in lines: a flow with the grounds of code and the places of links."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout

from desktop_chat.markdown.blocks import Runs
from desktop_chat.ui.chat.blocks.flow import Flow
from desktop_chat.ui.chat.blocks.inline import Inline, Span, inline_of
from desktop_chat.ui.chat.blocks.looks import TextLook
from desktop_chat.ui.chat.document_style import DocumentStyle

_CODE_PADDING = 4.0
_CODE_RADIUS = 4.5


class RichFlow(Flow):
    """The lines of runs."""

    def __init__(self, runs: Runs, look: TextLook, style: DocumentStyle) -> None:
        self.inline: Inline = inline_of(runs)
        self._style = style
        self._grounds: list[QRectF] = []
        codes = [(span.start, span.end) for span in self.inline.spans if span.run.code]
        super().__init__(
            self.inline.text,
            look,
            _ranges(self.inline, look, style),
            padded=codes,
            padding=_CODE_PADDING,
        )
        self._codes = codes

    def lay_out(self, width: float, alignment: Qt.AlignmentFlag | None = None) -> int:
        """Break the text into lines, and find the grounds of its code."""
        height = super().lay_out(width, alignment)
        self._grounds = [ground for start, end in self._codes for ground in self._code_grounds(start, end)]
        return height

    @property
    def first_baseline(self) -> int:
        """Where the letters of the first line stand."""
        return self._room(*self.line_range(0))[0] if self.line_count else self.look.baseline

    def paint_grounds(self, painter: QPainter, origin: QPointF) -> None:
        """Draw the grounds of code."""
        if not self._grounds:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._style.theme.user_bubble))
        for ground in self._grounds:
            painter.drawRoundedRect(ground.translated(origin), _CODE_RADIUS, _CODE_RADIUS)

    def span_at(self, point: QPointF) -> Span | None:
        """Give what is not plain at a point."""
        for span in self.inline.spans:
            if any(rect.contains(point) for rect in self.rects(span.start, span.end)):
                return span
        return None

    def _code_grounds(self, start: int, end: int) -> list[QRectF]:
        """Give the grounds of code: as high as its letters, with a little room at both sides."""
        height = round(self._style.pixels * 1.35)
        pieces = []
        for rect in self.rects(start, end):
            middle = rect.top() + self.line_box(self.line_at(rect.top()))[1] / 2
            left = max(0.0, rect.left() - _CODE_PADDING)
            pieces.append(QRectF(left, middle - height / 2, rect.right() - left, height))
        return pieces


def _ranges(inline: Inline, look: TextLook, style: DocumentStyle) -> list[QTextLayout.FormatRange]:
    formats = style.formats(look)
    ranges = []
    for span in inline.spans:
        shape = formats.of(span.run, is_source=span.run.formula)
        if shape is not None:
            ranges.append(_range(span.start, span.end, shape))
    return ranges


def _range(start: int, end: int, shape: QTextCharFormat) -> QTextLayout.FormatRange:
    result = QTextLayout.FormatRange()
    result.start, result.length, result.format = start, end - start, shape
    return result
