"""How the palette's lines look: a sign, the text with what was typed marked, keys or a note at the end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.palette.rows import Row
from desktop_chat.ui.shortcuts import native
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.found_list import ROW_ROLE
from desktop_chat.ui.widgets.key_caps import cap_size, draw_cap
from desktop_chat.ui.widgets.marked_text import MarkedLook, draw_marked

_SIDE = 12
_ICON = 18
_CORNER = 8

_Index = QModelIndex | QPersistentModelIndex


class PaletteDelegate(QStyledItemDelegate):
    """Lines have one height, headings a lower one."""

    def __init__(self, theme_manager: ThemeManager, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme_manager = theme_manager
        self._view = view
        self.measure()

    def measure(self) -> None:
        """Take the fonts anew: the text scale has changed."""
        self._text = self._theme_manager.font()
        self._caption = self._theme_manager.font(TextSize.CAPTION)
        self._bold = self._theme_manager.font(TextSize.CAPTION, QFont.Weight.DemiBold)
        self._caption_metrics = QFontMetrics(self._caption)
        self.row_height = QFontMetrics(self._text).height() + 5 * SPACING // 2

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give the height of a line."""
        row: Row = index.data(ROW_ROLE)
        return QSize(120, self.row_height if row.is_usable else self._caption_metrics.height() + 2 * SPACING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_usable:
            self._draw_ground(painter, option)
            self._draw_row(painter, option.rect, row)
        else:
            self._draw_heading(painter, option.rect, row.text)
        painter.restore()

    def _draw_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._bold)
        painter.setPen(self._color("text_muted"))
        room = self._mirrored(rect, rect.adjusted(_SIDE, 0, -_SIDE, -SPACING // 2))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, QStyle.visualAlignment(self._view.layoutDirection(), flags), text)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color("accent_soft" if is_current else "hover"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), _CORNER, _CORNER)
        if is_current:
            painter.setBrush(self._color("accent"))
            bar = QRect(option.rect.left(), option.rect.top() + 9, 3, option.rect.height() - 18)
            painter.drawRoundedRect(self._mirrored(option.rect, bar), 1.5, 1.5)

    def _draw_row(self, painter: QPainter, rect: QRect, row: Row) -> None:
        spot = QRect(rect.left() + _SIDE, rect.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        self._theme_manager.icon(row.icon).paint(painter, self._mirrored(rect, spot))
        end = rect.right() - _SIDE
        if row.keys:
            end = self._draw_keys(painter, rect, end, row.keys)
        elif row.note:
            end = self._draw_note(painter, rect, end, row.note)
        left = spot.right() + _SIDE
        room = QRect(left, rect.top(), end - SPACING - left, rect.height())
        look = MarkedLook(
            self._text,
            self._color("text"),
            mark_color=self._color("accent"),
            are_marks_bold=True,
            align=QStyle.visualAlignment(self._view.layoutDirection(), Qt.AlignmentFlag.AlignLeft),
        )
        draw_marked(painter, self._mirrored(rect, room), row.text, row.marks, look)

    def _draw_keys(self, painter: QPainter, rect: QRect, end: int, keys: str) -> int:
        """Draw keys as on a keyboard; gives where they begin."""
        text = native(keys)
        width, height = cap_size(text, self._caption)
        key = QRect(end - width, rect.center().y() - height // 2 + 1, width, height)
        draw_cap(painter, self._mirrored(rect, key), text, self._caption, self._theme_manager.theme)
        return key.left()

    def _draw_note(self, painter: QPainter, rect: QRect, end: int, note: str) -> int:
        width = self._caption_metrics.horizontalAdvance(note) + 1
        place = QRect(end - width, rect.top(), width, rect.height())
        painter.setFont(self._caption)
        painter.setPen(self._color("text_muted"))
        painter.drawText(self._mirrored(rect, place), Qt.AlignmentFlag.AlignCenter, note)
        return place.left()

    def _color(self, token: str) -> QColor:
        return QColor(getattr(self._theme_manager.theme, token))

    def _mirrored(self, rect: QRect, room: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), rect, room)
