"""A formula on lines of its own, in the middle; one that is wider than the column is scrolled sideways."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from desktop_chat.markdown.blocks import Formula, Run
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.box import Box, Ground, paint_rects
from desktop_chat.ui.chat.blocks.flow import Flow
from desktop_chat.ui.chat.blocks.formulas import FormulaKey, formulas, paint_shape
from desktop_chat.ui.chat.blocks.frame import Frame
from desktop_chat.ui.chat.blocks.inline import LINE_BREAK, Span
from desktop_chat.ui.chat.blocks.looks import FORMULA_SCALE
from desktop_chat.ui.chat.blocks.pan import BAR_HEIGHT, Pan, paint_bar
from desktop_chat.ui.chat.document_style import DocumentStyle

if TYPE_CHECKING:
    from desktop_chat.ui.chat.blocks.typeset import Shape

_LEAST_EM: Final = 2.0
_PADDING: Final = 4


class FormulaBox(Box):
    """A formula, or its LaTeX where it is not set yet or not understood; the LaTeX is what is copied."""

    __slots__ = ("_flow", "_pan", "_shape", "waiting")

    def __init__(self, block: Formula, frame: Frame, style: DocumentStyle) -> None:
        super().__init__(block, frame, style)
        self._flow: Flow | None = None
        self._shape: Shape | None = None
        self._pan = Pan()
        self.waiting: set[FormulaKey] = set()

    @property
    def text(self) -> str:
        """The LaTeX."""
        return self.block.source

    @property
    def length(self) -> int:
        """How many positions the LaTeX takes."""
        return utf16.length(self.block.source)

    @property
    def pan(self) -> Pan:
        """How far it is scrolled sideways."""
        return self._pan

    @property
    def _pixels(self) -> float:
        return self.style.pixels * FORMULA_SCALE * 1.08

    # ---- layout

    def estimate(self) -> int:
        """Guess the height: most formulas are one line."""
        return round(self.style.pixels * _LEAST_EM * (1 + self.text.count(r"\\") / 2))

    def make_layout(self) -> int:
        """Get the curves, or lay out the LaTeX."""
        key = FormulaKey(self.block.source, True)
        shape = self._shape = formulas().shape(key)
        self.waiting = set() if formulas().is_known(key) else {key}
        self._pan.reset()
        if shape is None:
            return self._lay_out_source()
        self._pan.take(shape.width * self._pixels, self.width)
        height = math.ceil((shape.ascent + shape.descent) * self._pixels) + 2 * _PADDING
        return max(height, self._least_height()) + self._below()

    def _least_height(self) -> int:
        return round(self.style.pixels * _LEAST_EM)

    def _below(self) -> int:
        return BAR_HEIGHT + 4 if self._pan.maximum else 0

    def _lay_out_source(self) -> int:
        text = self.block.source.replace("\n", LINE_BREAK)
        self._flow = Flow(text, self.style.code_look, left_to_right=True)
        self._flow.lay_out(self.width, Qt.AlignmentFlag.AlignHCenter)
        return max(self._flow.height, self._least_height())

    def drop_layout(self) -> None:
        """Let go of the lines; the curves are kept elsewhere."""
        self._flow = self._shape = None

    def _ready(self) -> None:
        if self._flow is None and self._shape is None:
            self.lay_out()

    # ---- drawing

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, grounds: list[Ground]) -> None:
        """Draw the formula."""
        self._ready()
        painter.save()
        painter.setClipRect(
            QRectF(origin.x(), origin.y(), self.width, self.height), Qt.ClipOperation.IntersectClip
        )
        paint_rects(painter, origin, grounds)
        if self._shape is not None:
            rect = self._rect()
            baseline = rect.top() + self._shape.ascent * self._pixels
            at = origin + QPointF(rect.left(), baseline)
            paint_shape(painter, self._shape, at, self._pixels, self.style.body.color)
        elif self._flow is not None:
            self._flow.paint(painter, origin + QPointF(0, self._source_top()), clip)
        painter.restore()
        paint_bar(painter, self._pan, self.track().translated(origin), self.style.theme.border_strong)

    def _rect(self) -> QRectF:
        """Give the place of the curves."""
        width = self._shape.width * self._pixels
        height = (self._shape.ascent + self._shape.descent) * self._pixels
        left = max(0.0, (self.width - width) / 2) - self._pan.offset
        return QRectF(left, (self.height - self._below() - height) / 2, width, height)

    def _source_top(self) -> int:
        return (self.height - self._flow.height) // 2

    def track(self) -> QRectF:
        """Give the place of the bar."""
        return QRectF(0, self.height - BAR_HEIGHT, self.width, BAR_HEIGHT)

    # ---- places

    def position_at(self, point: QPointF) -> int:
        """Give the position nearest to a point: before or after a formula that is set."""
        self._ready()
        if self._shape is not None:
            return 0 if point.x() < self._rect().center().x() else self.length
        return self._flow.position_at(point.x(), point.y() - self._source_top())

    def caret(self, position: int) -> QRectF:
        """Give the place of the caret."""
        self._ready()
        if self._shape is not None:
            rect = self._rect()
            return QRectF(rect.right() + 1 if position else rect.left() - 2, rect.top(), 1, rect.height())
        return self._flow.caret(position).translated(0, self._source_top())

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give the places of characters; a formula that is set is one."""
        self._ready()
        if self._shape is not None:
            return [self._rect().adjusted(-4, -3, 4, 3)] if start < end else []
        return [rect.translated(0, self._source_top()) for rect in self._flow.rects(start, end)]

    def span_at(self, point: QPointF) -> Span | None:
        """Give the formula where a point is on it."""
        is_on_it = any(rect.contains(point) for rect in self.rects(0, self.length))
        return Span(0, self.length, Run(self.block.source, formula=True)) if is_on_it else None

    def next_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the end."""
        return self.length

    def previous_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the start."""
        return 0
