"""A line across."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from desktop_chat.ui.chat.blocks.box import Box, Ground


class RuleBox(Box):
    """A line across; nothing of it can be selected."""

    __slots__ = ()

    text = ""
    length = 0

    def estimate(self) -> int:
        """Give the height of the line."""
        return 1

    def make_layout(self) -> int:
        """Give the height of the line."""
        return 1

    def drop_layout(self) -> None:
        """There is nothing to let go of."""

    def paint(self, painter: QPainter, origin: QPointF, clip: QRectF, grounds: list[Ground]) -> None:
        """Draw the line."""
        painter.fillRect(
            QRectF(origin.x(), origin.y(), self.width, 1), QColor(self.style.theme.border_strong)
        )

    def position_at(self, point: QPointF) -> int:
        """There is one position."""
        return 0

    def caret(self, position: int) -> QRectF:
        """Give the place of the line's start."""
        return QRectF(0, 0, 1, 1)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """There are no characters."""
        return []
