"""Conversations as a PDF, each beginning on a page of its own; for any thread but the main one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPdfWriter

from desktop_chat.chat.exporting.forms import Form
from desktop_chat.chat.exporting.texts import ExportTexts
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.ui.exchange.pdf.content import GROUND_PADDING_EM, Column, strips_of_conversation
from desktop_chat.ui.exchange.pdf.pages import Page, pages_of
from desktop_chat.ui.exchange.pdf.paper import Paper, PaperStyle
from desktop_chat.ui.exchange.pdf.strips import Strip, runs_of

_RADIUS: Final = 9.0
_FOOT: Final = 30.0  # from the column to the middle of the page's number
_QTS_SPACE: Final = (b"<0009> ", b"<0020> ")
"""Qt tells readers that the glyph of a space is a tab; the same length, so that nothing else moves."""


def pdf_form(texts: ExportTexts, paper: Paper) -> Form:
    """Give the form; `paper` is that of the main thread."""
    return Form(".pdf", lambda records: _write(records, texts, paper))


def _write(records: Iterator[ConversationRecord], texts: ExportTexts, paper: Paper) -> Iterator[bytes]:
    """Give nothing after each few blocks and each page, and all of it at the end."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(paper.resolution)
    writer.setPageLayout(paper.layout)
    writer.setCreator("Desktop Chat")
    style = PaperStyle(paper.font, paper.monospace)
    column = Column(writer.width(), writer.height(), style)
    painter = QPainter()
    try:
        for record in records:
            if not painter.isActive():
                writer.setTitle(texts.title(record))
                painter.begin(writer)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            else:
                writer.newPage()
            for _ in _draw(record, texts, column, painter, writer):
                yield b""
    finally:
        # Painting ends with the painter; `QPainter.end` would keep every other thread waiting while it puts fonts
        # together, a fifth of a second for all syllables of Korean.
        shiboken6.delete(painter)
        buffer.close()
    yield buffer.data().data().replace(*_QTS_SPACE)


def _draw(
    record: ConversationRecord, texts: ExportTexts, column: Column, painter: QPainter, writer: QPdfWriter
) -> Iterator[None]:
    strips: list[Strip] = []
    for some in strips_of_conversation(record, texts, column):
        strips += some
        yield
    pages = list(pages_of(strips, column.height))
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        _draw_page(page, painter, column)
        _draw_foot(painter, column, texts.title(record), f"{number} / {len(pages)}")
        yield


def _draw_page(page: Page, painter: QPainter, column: Column) -> None:
    for number, group in groupby(page, key=lambda placed: placed[1].ground):
        strips = list(group)
        if number is not None:
            _draw_ground(strips, painter, column)
    for y, item, top, bottom in runs_of(page):
        item.paint(painter, QPointF(0, y), top, bottom)


def _draw_ground(strips: Sequence[tuple[float, Strip]], painter: QPainter, column: Column) -> None:
    (top, _), (last_top, last) = strips[0], strips[-1]
    padding = column.style.pixels * GROUND_PADDING_EM
    rect = QRectF(-padding, top, column.width + 2 * padding, last_top + last.height - top)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(column.style.theme.user_bubble))
    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)


def _draw_foot(painter: QPainter, column: Column, title: str, number: str) -> None:
    painter.setFont(column.style.caption)
    painter.setPen(QColor(column.style.theme.text_muted))
    metrics = painter.fontMetrics()
    taken = metrics.horizontalAdvance(number) + 2 * column.style.pixels
    room = QRectF(0, column.height + _FOOT - metrics.height() / 2, column.width, metrics.height())
    middle = Qt.AlignmentFlag.AlignVCenter
    shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, round(column.width - taken))
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, number)
