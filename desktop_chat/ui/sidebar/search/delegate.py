"""How what is found looks: titles with a date, and two lines of text with the words that were typed marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.sidebar.search.rows import HitRow
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.found_list import ROW_ROLE
from desktop_chat.ui.widgets.marked_text import MarkedLook, draw_marked, line_height

_SIDE = 10
_INSIDE = 10
_CORNER = 8
_GAP = 8  # above a title
_MOST_LINES = 2

_Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """A place in a conversation is as high as its text, up to two lines."""

    def __init__(self, theme_manager: ThemeManager, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme_manager = theme_manager
        self._view = view
        self.measure()

    def measure(self) -> None:
        """Take the fonts anew: the text scale has changed."""
        self._title = self._theme_manager.font(weight=QFont.Weight.DemiBold)
        self._text = self._theme_manager.font(TextSize.CAPTION)
        self._title_metrics, self._text_metrics = QFontMetrics(self._title), QFontMetrics(self._text)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give the height of a line."""
        row: HitRow = index.data(ROW_ROLE)
        if row.is_title:
            return QSize(120, self._title_metrics.height() + _GAP + 3 * SPACING // 2)
        fits = self._text_metrics.horizontalAdvance(row.text) <= self._room()
        return QSize(120, (1 if fits else _MOST_LINES) * line_height(self._text) + SPACING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        row: HitRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option, row)
        if row.is_title:
            self._draw_title(painter, _below_gap(option.rect), row)
        else:
            self._draw_text(painter, option.rect, row)
        painter.restore()

    def _room(self) -> int:
        return max(self._view.viewport().width() - _SIDE - _INSIDE - _SIDE, 40)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: HitRow) -> None:
        theme = self._theme_manager.theme
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = row.is_usable and bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not is_current and not is_hovered:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent_soft if is_current else theme.hover))
        ground = _below_gap(option.rect) if row.is_title else option.rect
        painter.drawRoundedRect(QRectF(ground).adjusted(0, 1, 0, -1), _CORNER, _CORNER)
        if is_current:  # the line Enter opens has a bar at its start, so that it is not told by colour alone
            painter.setBrush(QColor(theme.accent))
            bar = QRect(ground.left(), ground.top() + 6, 3, ground.height() - 12)
            painter.drawRoundedRect(self._mirrored(ground, bar), 1.5, 1.5)

    def _draw_title(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        date_width = self._text_metrics.horizontalAdvance(row.date)
        room = rect.adjusted(_SIDE, 0, -_SIDE - date_width - SPACING, 0)
        look = self._look(self._title, "text", 1)
        draw_marked(painter, self._mirrored(rect, room), row.text, row.marks, look)
        date = QRect(rect.right() - _SIDE - date_width, rect.top(), date_width + 1, rect.height())
        painter.setFont(self._text)
        painter.setPen(QColor(self._theme_manager.theme.text_muted))
        painter.drawText(self._mirrored(rect, date), Qt.AlignmentFlag.AlignCenter, row.date)

    def _draw_text(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        room = self._mirrored(rect, rect.adjusted(_SIDE + _INSIDE, 0, -_SIDE, 0))
        draw_marked(painter, room, row.text, row.marks, self._look(self._text, "text_muted", _MOST_LINES))

    def _look(self, font: QFont, token: str, most_lines: int) -> MarkedLook:
        theme = self._theme_manager.theme
        return MarkedLook(
            font,
            QColor(getattr(theme, token)),
            mark_color=QColor(theme.text),
            mark_ground=QColor(theme.selection),
            most_lines=most_lines,
            align=QStyle.visualAlignment(self._direction(), Qt.AlignmentFlag.AlignLeft),
        )

    def _mirrored(self, rect: QRect, room: QRect) -> QRect:
        return QStyle.visualRect(self._direction(), rect, room)

    def _direction(self) -> Qt.LayoutDirection:
        return self._view.layoutDirection()


def _below_gap(rect: QRect) -> QRect:
    return rect.adjusted(0, _GAP, 0, 0)
