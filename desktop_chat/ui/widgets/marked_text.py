"""Drawing a text with parts of it marked, in a line or a few, cut with “…”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

Marks = Sequence[tuple[int, int]]


class MarkedLook(NamedTuple):
    """How a text looks and where it stands."""

    font: QFont
    color: QColor
    mark_color: QColor
    mark_ground: QColor | None = None
    are_marks_bold: bool = False
    most_lines: int = 1
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


def draw_marked(painter: QPainter, place: QRect, text: str, marks: Marks, look: MarkedLook) -> None:
    """Draw a text into a place, its lines in the middle of its height; `marks` are starts and ends."""
    lines = list(_lines(text, look.font, place.width(), look.most_lines))
    height = line_height(look.font)
    top = place.top() + (place.height() - height * len(lines)) / 2
    for start, shown in lines:
        layout = QTextLayout(shown, look.font)
        option = QTextOption(look.align)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(list(_formats(shown, start, marks, look)))
        layout.beginLayout()
        line = layout.createLine()
        if line.isValid():
            line.setLineWidth(place.width())
        layout.endLayout()
        painter.setPen(look.color)
        layout.draw(painter, QPointF(place.left(), top + (height - line.height()) / 2))
        top += height


def line_height(font: QFont) -> int:
    """Give the height of a line in pixels, with room for Hangul, which is taller than the first font."""
    return round(QFontMetricsF(font).height() * 1.2)


def _lines(text: str, font: QFont, width: int, most: int) -> Iterator[tuple[int, str]]:
    """Give where each line begins and what is shown in it, the last one cut where there is more."""
    metrics = QFontMetricsF(font)
    at = 0
    for _ in range(most - 1):
        if metrics.horizontalAdvance(text[at:]) <= width:
            break
        end = _end_of_line(text[at:], font, width)
        yield at, text[at : at + end].rstrip()
        at += end
    yield at, metrics.elidedText(text[at:], Qt.TextElideMode.ElideRight, width)


def _end_of_line(text: str, font: QFont, width: int) -> int:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    return len(text.encode("utf-16-le")[: 2 * line.textLength()].decode("utf-16-le", "ignore"))


def _formats(text: str, begins: int, marks: Marks, look: MarkedLook) -> Iterator[QTextLayout.FormatRange]:
    """Give the marks of a line that begins at `begins`; Qt counts in UTF-16."""
    for start, end in marks:
        first, last = max(start - begins, 0), min(end - begins, len(text))
        if first >= last:
            continue
        found = QTextLayout.FormatRange()
        found.start = _utf16(text[:first])
        found.length = _utf16(text[first:last])
        shape = QTextCharFormat()
        shape.setForeground(look.mark_color)
        if look.mark_ground is not None:
            shape.setBackground(look.mark_ground)
        if look.are_marks_bold:
            shape.setFontWeight(QFont.Weight.DemiBold)
        found.format = shape
        yield found


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
