"""Draws what stands beside blocks: the bars of quotations and the markers of items."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop_chat.ui.chat.blocks.box import Box
from desktop_chat.ui.chat.blocks.frame import BAR_WIDTH, Frame, Marker
from desktop_chat.ui.chat.document_style import DocumentStyle

_NOTES_LINE: Final = 0.25
"""Of the width of the column: the line above footnotes."""


def paint_surroundings(painter: QPainter, box: Box, top: int, width: int) -> None:
    """Draw the bars and markers of a box that stands at a height of a column of a width in pixels."""
    frame: Frame = box.frame
    if not frame.bars and not frame.markers:
        return
    mirrored = width if box.is_right_to_left else 0
    if frame.begins_notes:
        line = QRectF(0, top - frame.gap // 2, width * _NOTES_LINE, 1)
        painter.fillRect(line, QColor(box.style.theme.border_strong))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(box.style.theme.border_strong))
    for bar in frame.bars:
        upper = top if bar.is_start else top - frame.gap
        left = mirrored - bar.left - BAR_WIDTH if mirrored else bar.left
        painter.drawRect(QRectF(left, upper, BAR_WIDTH, box.height + top - upper))
    for marker in frame.markers:
        _paint_marker(painter, marker, QPointF(marker.edge, top + box.first_baseline), mirrored, box.style)


def _paint_marker(
    painter: QPainter, marker: Marker, at: QPointF, mirrored: int, style: DocumentStyle
) -> None:
    """Draw a marker that stands before the point where an item's text begins."""
    if marker.kind == "number":
        _paint_number(painter, marker.text, at, mirrored, style)
        return
    middle = at.y() - style.pixels * 0.34
    side = style.pixels * (0.9 if marker.kind in {"open", "done"} else 0.36)
    right = at.x() - style.pixels * (0.42 if marker.kind in {"open", "done"} else 0.62)
    left = mirrored - right if mirrored else right - side
    rect = QRectF(left, middle - side / 2, side, side)
    if marker.kind in {"open", "done"}:
        _paint_check_box(painter, rect, marker.kind == "done", style)
    else:
        _paint_bullet(painter, rect, marker.kind, style)


def _paint_number(painter: QPainter, text: str, at: QPointF, mirrored: int, style: DocumentStyle) -> None:
    painter.setFont(style.font)
    painter.setPen(QColor(style.theme.text_muted))
    gap = style.pixels * 0.45
    width = QFontMetricsF(style.font).horizontalAdvance(text)
    left = mirrored - at.x() + gap if mirrored else at.x() - gap - width
    painter.drawText(QPointF(left, at.y()), text)


def _paint_bullet(painter: QPainter, rect: QRectF, kind: str, style: DocumentStyle) -> None:
    color = QColor(style.theme.text_muted)
    if kind == "circle":
        painter.setPen(QPen(color, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if kind == "disc":
        painter.drawEllipse(rect)
    else:
        painter.drawRect(rect.adjusted(0.3, 0.3, -0.3, -0.3))


def _paint_check_box(painter: QPainter, rect: QRectF, is_done: bool, style: DocumentStyle) -> None:
    theme = style.theme
    painter.setPen(QPen(QColor(theme.accent if is_done else theme.text_faint), 1.3))
    painter.setBrush(QColor(theme.accent) if is_done else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 3.5, 3.5)
    if is_done:
        pen = QPen(QColor(theme.on_accent), rect.width() * 0.13)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = [QPointF(0.25, 0.52), QPointF(0.43, 0.7), QPointF(0.76, 0.32)]
        painter.drawPolyline([rect.topLeft() + point * rect.width() for point in points])
