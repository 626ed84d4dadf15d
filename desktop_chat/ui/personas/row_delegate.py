"""Draws a persona or a prompt in a list: its sign, its name, and under it a line about it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.personas.rows import ROW_ROLE, Row
from desktop_chat.ui.personas.sign import draw_sign, sign_of
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_SIGN = 32
_CHECK = 16


class RowDelegate(QStyledItemDelegate):
    """Two lines of text beside a sign; what is in use has a check mark at the end."""

    def __init__(self, theme_manager: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for two lines and the room around them."""
        lines = QFontMetrics(self._title_font()).height() + QFontMetrics(self._note_font()).height()
        return QSize(option.rect.width(), max(lines, _SIGN) + 2 * SPACING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option)
        area = option.rect.adjusted(SPACING + 2, SPACING // 2, -SPACING - 2, -SPACING // 2)

        def turned(part: QRect) -> QRect:
            return QStyle.visualRect(option.direction, area, part)

        sign = QRect(area.left(), area.center().y() - _SIGN // 2, _SIGN, _SIGN)
        draw_sign(
            painter,
            turned(sign),
            sign_of(row.sign, row.title),
            self._theme_manager,
            is_on_accent=bool(option.state & QStyle.StateFlag.State_Selected),
        )
        texts = area.adjusted(_SIGN + SPACING + 2, 2, 0, -2)
        if row.is_chosen:
            check = QRect(area.right() - _CHECK, area.center().y() - _CHECK // 2, _CHECK, _CHECK)
            self._theme_manager.icon("check", "accent").paint(painter, turned(check))
            texts.adjust(0, 0, -_CHECK - SPACING, 0)
        self._draw_texts(painter, turned(texts), row, option.direction)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme = self._theme_manager.theme
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_selected or is_over:
            has_focus = is_selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(theme.accent), 2) if has_focus else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft if is_selected else theme.hover))
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), SPACING, SPACING)

    def _draw_texts(self, painter: QPainter, area: QRect, row: Row, direction: Qt.LayoutDirection) -> None:
        theme = self._theme_manager.theme
        is_right = direction == Qt.LayoutDirection.RightToLeft
        start = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        title, note = QFontMetrics(self._title_font()), QFontMetrics(self._note_font())
        lines = title.height() + (note.height() if row.note else 0)
        first = QRect(area.left(), area.center().y() - lines // 2, area.width(), title.height())
        name = title.elidedText(row.title, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(self._title_font())
        painter.setPen(QColor(theme.text))
        painter.drawText(first, start | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self._note_font())
        painter.setPen(QColor(theme.text_muted))
        if row.mark and not row.is_chosen:  # what is chosen has its check mark
            room = title.horizontalAdvance(name) + SPACING
            beside = first.adjusted(0, 0, -room, 0) if is_right else first.adjusted(room, 0, 0, 0)
            mark = note.elidedText(row.mark, Qt.TextElideMode.ElideRight, beside.width())
            end = Qt.AlignmentFlag.AlignLeft if is_right else Qt.AlignmentFlag.AlignRight
            painter.drawText(beside, end | Qt.AlignmentFlag.AlignVCenter, mark)
        second = QRect(area.left(), first.bottom() + 1, area.width(), note.height())
        shown = note.elidedText(row.note, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(second, start | Qt.AlignmentFlag.AlignVCenter, shown)

    def _title_font(self) -> QFont:
        return self._theme_manager.font(weight=QFont.Weight.Medium)

    def _note_font(self) -> QFont:
        return self._theme_manager.font(TextSize.CAPTION)
