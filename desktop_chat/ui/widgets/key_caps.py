"""Drawing keys as they are on a keyboard: a small card with their names."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from desktop_chat.ui.theme import Theme

_SIDE: Final = 6
_CORNER: Final = 5


def cap_size(text: str, font: QFont) -> tuple[int, int]:
    """Give the width and height in pixels of the card of some keys."""
    metrics = QFontMetrics(font)
    return metrics.horizontalAdvance(text) + 2 * _SIDE, metrics.height() + 4


def draw_cap(painter: QPainter, place: QRect, text: str, font: QFont, theme: Theme) -> None:
    """Draw the card of some keys, which are written from left to right in every language."""
    painter.setPen(QColor(theme.border_strong))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    painter.setFont(font)
    painter.setPen(QColor(theme.text_muted))
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
