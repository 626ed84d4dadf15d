"""Blocks as items on paper: code and tables as a whole, what is too wide made smaller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop_chat.markdown.blocks import Block, Code, Heading
from desktop_chat.ui.chat.blocks.box import Box
from desktop_chat.ui.chat.blocks.code_box import PADDING, CodeBox
from desktop_chat.ui.chat.blocks.colours import colour_whole
from desktop_chat.ui.chat.blocks.frame import continues
from desktop_chat.ui.chat.blocks.languages import language_name
from desktop_chat.ui.chat.blocks.making import make_box
from desktop_chat.ui.chat.blocks.surroundings import paint_surroundings
from desktop_chat.ui.chat.blocks.table_box import TableBox
from desktop_chat.ui.exchange.pdf.paper import PaperStyle
from desktop_chat.ui.exchange.pdf.strips import Item, Strip, clip, keep_together, strips_of, total

_BLEED: Final = 6.0  # what letters and bars may reach beyond the column


class BoxItem(Item):
    """A block's box; laid out when it is measured, and again when it is drawn."""

    def __init__(self, box: Box, width: int) -> None:
        self._box = box
        self._width = width
        self._scale = 1.0
        self.height = 0.0

    def measure(self) -> list[float]:
        """Lay it out, and give the heights at which it can be cut."""
        box = self._box
        box.fit(max(1, self._width - box.frame.indent))
        box.lay_out()
        if box.pan is not None and box.pan.maximum > 0:
            self._scale = box.width / (box.width + box.pan.maximum)
            box.fit(round(box.width + box.pan.maximum))
            box.lay_out()
        self.height = box.height * self._scale
        return [seam * self._scale for seam in box.seams()]

    def fit_page(self, height: float) -> None:
        """Make it smaller where it is higher than a page and cannot be cut."""
        if self.height > height:
            self._scale *= height / self.height
            self.height = height

    def forget(self) -> None:
        """Give back the memory of the layout."""
        self._box.forget()

    def paint(self, painter: QPainter, at: QPointF, top: float, bottom: float) -> None:
        """Draw the lines or rows between two heights."""
        box = self._box
        box.lay_out()
        painter.save()
        painter.translate(at)
        if (top, bottom) != (0, self.height):
            upper = top if top else top - box.frame.gap
            painter.setClipRect(QRectF(-_BLEED, upper, self._width + 2 * _BLEED, bottom - upper))
        paint_surroundings(painter, box, 0, self._width)
        painter.translate(0 if box.is_right_to_left else box.frame.indent, 0)
        painter.scale(self._scale, self._scale)
        seen = clip(top / self._scale, bottom / self._scale, box.width)
        box.paint(painter, QPointF(0, 0), seen, [])
        if isinstance(box, CodeBox) and box.is_first and top == 0:
            _paint_language(painter, box)
        painter.restore()
        box.forget()


def _paint_language(painter: QPainter, box: CodeBox) -> None:
    painter.setFont(box.style.caption)
    painter.setPen(QColor(box.style.theme.text_muted))
    room = QRectF(PADDING, 0, box.width - 2 * PADDING, box.style.code_header)
    place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, place, language_name(box.block.language))


def strips_of_blocks(
    blocks: Sequence[Block], style: PaperStyle, width: int, page_height: float, *, gap: float
) -> Iterator[list[Strip]]:
    """Give the strips of blocks, a paragraph, card or table at a time; `gap`: what is above the first."""
    for at, boxes in enumerate(_groups(blocks, style)):
        items = [BoxItem(box, width) for box in boxes]
        seams = _measure(boxes, items)
        strips = []
        for box, item, cuts in zip(boxes, items, seams, strict=True):
            if not cuts:
                item.fit_page(page_height)
            above = gap if at == 0 and box is boxes[0] else box.frame.gap
            strips += strips_of(item, cuts, above)
            item.forget()
        _settle(boxes[0], strips, page_height)
        yield strips


def _groups(blocks: Sequence[Block], style: PaperStyle) -> Iterator[list[Box]]:
    """Give the boxes of paragraphs, and all those of one card or table together."""
    last: Box | None = None
    group: list[Box] = []
    for block in blocks:
        is_part = last is not None and continues(block, last.block)
        is_nameless = isinstance(block, Code) and not block.language
        box = make_box(block, last, None, style.nameless if is_nameless else style)
        if group and not (is_part and isinstance(box, CodeBox | TableBox)):
            yield group
            group = []
        group.append(box)
        last = box
    if group:
        yield group


def _measure(boxes: Sequence[Box], items: Sequence[BoxItem]) -> list[list[float]]:
    """Measure the parts of a card or table: what the later ones want is known before the first is laid out."""
    for box in boxes:
        if isinstance(box, CodeBox | TableBox):
            box.set_last(box is boxes[-1])
    if isinstance(boxes[0], CodeBox):
        _colour(boxes)
    seams = [item.measure() for item in items]
    if isinstance(boxes[0], TableBox) and len(boxes) > 1:
        seams = [item.measure() for item in items]  # each column is as wide as its widest cell wants now
    return seams


def _colour(boxes: Sequence[Box]) -> None:
    code = boxes[0].block
    if code.language:
        marks = ["", *(box.separator for box in boxes[1:])]
        texts = [box.block.text for box in boxes]
        style = boxes[0].style.theme.pygments_style
        for box, colours in zip(boxes, colour_whole(texts, marks, code.language, style), strict=True):
            box.card.colours[box.block.part] = colours


def _settle(box: Box, strips: list[Strip], page_height: float) -> None:
    """Keep headings with what follows, short cards and tables whole, and the header over each page of a table."""
    if isinstance(box.block, Heading):
        for strip in strips:
            strip.keeps_next = True
    if isinstance(box, CodeBox | TableBox) and total(strips) <= page_height:
        keep_together(strips)
    elif isinstance(box, TableBox):
        for strip in strips[1:]:
            strip.repeated = strips[0]
