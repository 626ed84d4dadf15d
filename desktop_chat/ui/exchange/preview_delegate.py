"""Draws a conversation that can be imported: a tick box, its title over its facts, whether it is here."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_chat.ui.exchange import words
from desktop_chat.ui.exchange.preview_rows import FACTS_ROLE, ROW_ROLE
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_SIGN = 15


class PreviewDelegate(QStyledItemDelegate):
    """A click anywhere on a row ticks it, as does the space bar."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for two lines."""
        return QSize(0, option.fontMetrics.lineSpacing() * 2 + 2 * SPACING)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tick a row, or take its tick away."""
        is_click = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        )
        is_key = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}
        )
        if is_click or is_key:
            model.toggle(index.row())
        return is_click or is_key

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        one = index.data(ROW_ROLE)
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, option.widget)
        width = max(box.width(), 18)
        area = option.rect.adjusted(width + 2 * SPACING, SPACING, -SPACING, -SPACING)
        painter.save()
        is_here = one.status == "here"
        area = self._draw_status(painter, area, words.status(one.status), bool(one.notes))
        theme, align = self._theme_manager.theme, Qt.AlignmentFlag
        painter.setFont(self._theme_manager.font())
        _line(painter, area, title, theme.text_muted if is_here else theme.text, align.AlignTop)
        painter.setFont(self._theme_manager.font(TextSize.CAPTION))
        _line(painter, area, index.data(FACTS_ROLE), theme.text_muted, align.AlignBottom)
        painter.restore()

    def _draw_status(self, painter: QPainter, area: QRect, text: str, is_damaged: bool) -> QRect:
        """Draw what is at the right end, and give what is left."""
        theme = self._theme_manager.theme
        if is_damaged:
            sign = QRect(area.right() - _SIGN, area.top() + 2, _SIGN, _SIGN)
            self._theme_manager.icon("warning", "warning").paint(painter, sign)
            area = area.adjusted(0, 0, -_SIGN - SPACING, 0)
        if text:
            painter.setFont(self._theme_manager.font(TextSize.CAPTION))
            _line(
                painter, area, text, theme.text_muted, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            )
            area = area.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(text) - 2 * SPACING, 0)
        return area


def _line(painter: QPainter, area: QRect, text: str, color: str, align: Qt.AlignmentFlag) -> None:
    painter.setPen(QColor(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align, shown)
