"""Runs laid out in lines: a flow with the grounds of code, with formulas, and with links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from desktop_chat.markdown.blocks import Runs
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.direction import is_right_to_left
from desktop_chat.ui.chat.blocks.flow import Extent, Flow, format_range
from desktop_chat.ui.chat.blocks.formulas import FormulaKey, formulas, paint_shape
from desktop_chat.ui.chat.blocks.inline import Inline, Span, inline_of
from desktop_chat.ui.chat.blocks.looks import FORMULA_SCALE, TextLook, pixel_size
from desktop_chat.ui.chat.document_style import DocumentStyle

if TYPE_CHECKING:
    from desktop_chat.ui.chat.blocks.typeset import Shape

_CODE_PADDING: Final = 4.0
_CODE_RADIUS: Final = 4.5
_ROOM: Final = "\u00a0"  # stands for a formula: a letter that lines are not broken at
_NOTHING: Final = "\u2060"


class _Set(NamedTuple):
    """A formula within the text: its place in it, and its size in pixels."""

    span: Span
    shape: Shape
    pixels: float

    @property
    def extent(self) -> Extent:
        """How far it reaches above and below the baseline."""
        return Extent(
            self.span.start, self.span.end, self.shape.ascent * self.pixels, self.shape.descent * self.pixels
        )


class RichFlow(Flow):
    """The lines of runs."""

    def __init__(self, runs: Runs, look: TextLook, style: DocumentStyle, widest: float = 0) -> None:
        """Take runs; a formula is drawn smaller where it is wider than `widest` pixels, if that is given."""
        self.inline: Inline = inline_of(runs)
        self.waiting: set[FormulaKey] = set()  # formulas that are shown as they are written, for now
        self._style = style
        self._grounds: list[QRectF] = []
        self._formulas = self._set_formulas(look, widest)
        self._codes = [(span.start, span.end) for span in self.inline.spans if span.run.code]
        super().__init__(
            self._with_room(),
            look,
            self._ranges(look),
            extents=[each.extent for each in self._formulas],
            padded=self._codes,
            padding=_CODE_PADDING,
            isolated=[span[:2] for span in self.inline.spans if span.run.code or span.run.formula],
        )

    # ---- formulas

    def _set_formulas(self, look: TextLook, widest: float) -> list[_Set]:
        found = []
        for span in self.inline.spans:
            if not span.run.formula or not span.run.text.strip():
                continue
            key = FormulaKey(span.run.text, False)
            shape = formulas().shape(key)
            if shape is not None:
                pixels = pixel_size(look.font) * FORMULA_SCALE
                if widest and shape.width * pixels > widest:
                    pixels = widest / shape.width
                found.append(_Set(span, shape, pixels))
            elif not formulas().is_known(key):
                self.waiting.add(key)
        return found

    def _with_room(self) -> str:
        """Give the text with room for formulas in place of their LaTeX, which keeps its positions."""
        text = self.inline.text
        for each in reversed(self._formulas):
            start, end = (utf16.to_index(text, position) for position in each.span[:2])
            room = _ROOM + _NOTHING * (each.span.end - each.span.start - 1)
            text = text[:start] + room + text[end:]
        return text

    # ---- formats

    def _ranges(self, look: TextLook) -> list[QTextLayout.FormatRange]:
        formats = self._style.formats(look)
        drawn = {each.span: each for each in self._formulas}
        ranges = []
        for span in self.inline.spans:
            if span in drawn:
                ranges.append(format_range(span.start, span.start + 1, _room_format(drawn[span], look)))
                continue
            shape = formats.of(span.run, is_source=span.run.formula)
            if shape is not None:
                ranges.append(format_range(span.start, span.end, shape))
        for start, end in self._codes if not is_right_to_left(self.inline.text) else ():
            ranges += [format_range(at - 1, at, _spaced(ranges, at - 1)) for at in (start, end) if at]
        return ranges

    # ---- layout

    def lay_out(self, width: float, alignment: Qt.AlignmentFlag | None = None) -> int:
        """Break the text into lines, and find the grounds of its code."""
        height = super().lay_out(width, alignment)
        self._grounds = [ground for start, end in self._codes for ground in self._code_grounds(start, end)]
        return height

    @property
    def first_baseline(self) -> int:
        """Where the letters of the first line stand."""
        return self.baseline_of(0) if self.line_count else self.look.baseline

    def _code_grounds(self, start: int, end: int) -> list[QRectF]:
        """Give the grounds of code: as high as its letters, with a little room at both sides."""
        height = round(self._style.pixels * 1.35)
        pieces = []
        for rect in self.rects(start, end):
            baseline = self.baseline_of(self.line_at(rect.top()))
            middle = baseline - self._style.pixels * 0.33
            left, right = max(0.0, rect.left() - _CODE_PADDING), rect.right()
            if self.is_right_to_left:
                left, right = rect.left() - _CODE_PADDING / 2, right + _CODE_PADDING / 2
            pieces.append(QRectF(left, round(middle - height / 2), right - left, height))
        return pieces

    # ---- drawing

    def paint_grounds(self, painter: QPainter, origin: QPointF) -> None:
        """Draw the grounds of code."""
        if not self._grounds:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._style.theme.user_bubble))
        for ground in self._grounds:
            painter.drawRoundedRect(ground.translated(origin), _CODE_RADIUS, _CODE_RADIUS)

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF) -> None:
        """Draw the lines and the formulas in them."""
        super().paint(painter, origin, clip)
        for each in self._formulas:
            rect = self._place_of(each.span)
            baseline = self.baseline_of(self.line_at(rect.top()))
            at = origin + QPointF(rect.left(), baseline)
            paint_shape(painter, each.shape, at, each.pixels, self.look.color)

    # ---- places

    def span_at(self, point: QPointF) -> Span | None:
        """Give what is not plain at a point."""
        for span in self.inline.spans:
            if any(rect.contains(point) for rect in self.rects(span.start, span.end)):
                return span
        return None

    def position_at(self, x: float, y: float) -> int:
        """Give the position nearest to a point, never one within a formula."""
        position = super().position_at(x, y)
        span = self._formula_around(position)
        if span is None:
            return position
        rect = self._place_of(span)
        return span.start if (x < rect.center().x()) != self.is_right_to_left else span.end

    def next_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position after a character or word; a formula is one character."""
        after = super().next_position(position, by_word=by_word)
        span = self._formula_around(after)
        return span.end if span else after

    def previous_position(self, position: int, *, by_word: bool = False) -> int:
        """Give the position before a character or word; a formula is one character."""
        before = super().previous_position(position, by_word=by_word)
        span = self._formula_around(before)
        return span.start if span else before

    def _place_of(self, formula: Span) -> QRectF:
        rects = self.rects(formula.start, formula.end)
        return rects[0] if rects else self.caret(formula.start)

    def _formula_around(self, position: int) -> Span | None:
        spans = (each.span for each in self._formulas)
        return next((span for span in spans if span.start < position < span.end), None)


def _room_format(formula: _Set, look: TextLook) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    space = QFontMetricsF(look.font).horizontalAdvance(_ROOM)
    result.setFontLetterSpacing(formula.shape.width * formula.pixels - space)
    return result


def _spaced(ranges: list[QTextLayout.FormatRange], position: int) -> QTextCharFormat:
    """Give the format of a character with room after it: code has a little ground at both sides."""
    result = QTextCharFormat()
    for each in ranges:
        if each.start <= position < each.start + each.length:
            result.merge(each.format)
    result.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    result.setFontLetterSpacing(result.fontLetterSpacing() + _CODE_PADDING)
    return result
