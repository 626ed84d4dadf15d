"""Draws one model in the list: name over facts, its state at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.models.model_rows import ROW_ROLE, ModelRow
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_CHECK = 18


class ModelDelegate(QStyledItemDelegate):
    """Two lines of text and a state for each model."""

    def __init__(self, theme_manager: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for two lines and the room around them."""
        return QSize(option.rect.width(), option.fontMetrics.height() * 2 + 3 * SPACING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        row: ModelRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option)
        area = option.rect.adjusted(SPACING, SPACING, -2 * SPACING, -SPACING)
        check = QRect(area.left(), area.center().y() - _CHECK // 2, _CHECK, _CHECK)
        if row.is_chosen:
            self._theme_manager.icon("check", "accent").paint(painter, check)
        self._draw_texts(painter, area.adjusted(_CHECK + SPACING, 0, 0, 0), row)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        active = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
        if option.state & active:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme_manager.theme.hover))
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), SPACING, SPACING)

    def _draw_texts(self, painter: QPainter, area: QRect, row: ModelRow) -> None:
        theme = self._theme_manager.theme
        painter.setFont(self._theme_manager.font(TextSize.CAPTION))
        state_width = painter.fontMetrics().horizontalAdvance(row.state_text)
        color = theme.danger if not row.model.exists else theme.accent
        _draw(
            painter, area, row.state_text, color, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        left = area.adjusted(0, 0, -state_width - SPACING, 0)
        _draw(painter, left, row.facts, theme.text_muted, Qt.AlignmentFlag.AlignBottom)
        painter.setFont(self._theme_manager.font())
        _draw(painter, left, row.title, theme.text, Qt.AlignmentFlag.AlignTop)


def _draw(painter: QPainter, area: QRect, text: str, color: str, align: Qt.AlignmentFlag) -> None:
    painter.setPen(QColor(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
    painter.drawText(area, align, shown)
