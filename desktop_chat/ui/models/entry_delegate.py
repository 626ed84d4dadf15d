"""Draws the rows of the Models window's list: headings, models, downloads, notes and actions."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.models.entry_list import ROW_ROLE
from desktop_chat.ui.models.entry_rows import Row, RowAction
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_SIDE = 10
_ROW_GAP = 1
_LINE_GAP = 2
_CORNER = 8
_BAR = 4
_MOST_LINES = 2
_ICON = 16
_AT_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WHOLE: Final = Qt.TextFlag.TextDontClip.value  # Hangul is taller than the line of the first font
_WRAP: Final = Qt.TextFlag.TextWordWrap.value
_ICONS: Final[dict[RowAction, str]] = {"search": "globe", "retry": "retry", "settings": "settings"}


class EntryDelegate(QStyledItemDelegate):
    """Rows of a kind have one height, except notes, which are as long as their sentence."""

    def __init__(self, theme_manager: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.shows_focus = False  # the list is used by keyboard
        self.width = 0  # of the list, in pixels
        self.measure()

    def measure(self) -> None:
        """Take the fonts anew: the text scale has changed."""
        manager = self._theme_manager
        self._body = manager.font()
        self._caption = manager.font(TextSize.CAPTION)
        self._bold = manager.font(TextSize.CAPTION, QFont.Weight.DemiBold)
        body, caption = QFontMetrics(self._body).height(), QFontMetrics(self._caption).height()
        self._line, self._small_line = body, caption
        around = 2 * SPACING + 2 * _ROW_GAP
        self._sizes = {
            "heading": QSize(120, caption + 3 * SPACING),
            "entry": QSize(120, body + _LINE_GAP + caption + around),
            "download": QSize(120, body + _LINE_GAP + caption + SPACING + _BAR + around),
            "action": QSize(120, body + around),
        }
        self._note_height = lru_cache(maxsize=32)(self._measure_note)
        self._broken = lru_cache(maxsize=256)(self._break)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the height of a row's kind, so that hundreds of them need no measuring."""
        row: Row = index.data(ROW_ROLE)
        if row.kind == "note":
            return QSize(120, self._note_height(row.title, self.width))
        if row.kind == "offer":
            return self._offer_size(row.facts)
        return self._sizes[row.kind]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        row: Row = index.data(ROW_ROLE)
        option.rect.setWidth(self.width)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(_SIDE, _ROW_GAP + SPACING, -_SIDE, -_ROW_GAP - SPACING)
        if row.kind == "heading":
            self._draw_heading(painter, option.rect, row.title)
        elif row.kind == "note":
            self._write(painter, area, row.title, _Ink(self._caption, row.token), _WRAP)
        else:
            self._draw_ground(painter, option)
            self._draw_row(painter, area, row)
        painter.restore()

    def _offer_size(self, reason: str) -> QSize:
        lines = self._broken(reason, max(80, self.width - 2 * _SIDE), _MOST_LINES)
        return self._sizes["entry"] + QSize(0, (len(lines) - 1) * (self._small_line + _LINE_GAP))

    def _measure_note(self, text: str, width: int) -> int:
        room = QRect(0, 0, max(80, width - 2 * _SIDE), 10_000)
        height = QFontMetrics(self._caption).boundingRect(room, _WRAP, text).height()
        return height + 2 * SPACING + 2 * _ROW_GAP

    def _break(self, text: str, width: int, most: int) -> list[str]:
        return _lines(text, self._caption, width, most) if most > 1 else [text]

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme = self._theme_manager.theme
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_lit = bool(option.state & QStyle.StateFlag.State_MouseOver)
        is_focused = self.shows_focus and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(theme.accent), 2) if is_focused else Qt.PenStyle.NoPen)
        if is_current or is_lit:
            painter.setBrush(QColor(theme.accent_soft if is_current else theme.hover))
        inset = 1 if is_focused else 0
        ground = QRectF(option.rect).adjusted(inset, _ROW_GAP + inset, -inset, -_ROW_GAP - inset)
        painter.drawRoundedRect(ground, _CORNER, _CORNER)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_heading(self, painter: QPainter, area: QRect, text: str) -> None:
        room = area.adjusted(_SIDE, 0, -_SIDE, -SPACING // 2)
        self._write(painter, room, text, _Ink(self._bold, "text_muted"), Qt.AlignmentFlag.AlignBottom)

    def _draw_row(self, painter: QPainter, area: QRect, row: Row) -> None:
        first = QRect(area.left(), area.top(), area.width(), self._line)
        if row.action is not None:
            first.setLeft(first.left() + _ICON + SPACING)
            spot = QRect(area.left(), first.center().y() - _ICON // 2, _ICON, _ICON)
            self._theme_manager.icon(_ICONS[row.action], "accent").paint(painter, spot)
        room = self._draw_at_right(painter, first, row.mark, row.token)
        self._write(painter, room, row.title, _Ink(self._body, "accent" if row.action else "text"))
        lines = _MOST_LINES if row.kind == "offer" else 1
        second = QRect(area.left(), first.bottom() + 1 + _LINE_GAP, area.width(), self._small_line)
        if row.badge:
            second = self._draw_badge(painter, second, row.badge)
        token = row.token if row.kind == "download" else "text_muted"
        for line in self._broken(row.facts, second.width(), lines):
            self._write(painter, second, line, _Ink(self._caption, token))
            second.translate(0, self._small_line + _LINE_GAP)
        if row.share is not None:
            self._draw_bar(painter, QRect(area.left(), area.bottom() + 1 - _BAR, area.width(), _BAR), row)

    def _draw_at_right(self, painter: QPainter, area: QRect, text: str, token: str) -> QRect:
        """Write a word or two at the right; gives the room that is left."""
        if not text:
            return area
        painter.setFont(self._caption)
        width = min(painter.fontMetrics().horizontalAdvance(text) + 2, area.width() * 3 // 5)
        at = area.adjusted(area.width() - width, 0, 0, 0)
        self._write(painter, at, text, _Ink(self._caption, token), _AT_RIGHT)
        return area.adjusted(0, 0, -width - SPACING, 0)

    def _draw_badge(self, painter: QPainter, area: QRect, text: str) -> QRect:
        painter.setFont(self._caption)
        width = painter.fontMetrics().horizontalAdvance(text) + 14
        badge = area.adjusted(area.width() - width, -1, 0, 1)
        painter.setPen(QPen(QColor(self._theme_manager.theme.border_strong), 1))
        painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._write(painter, badge, text, _Ink(self._caption, "text_muted"), Qt.AlignmentFlag.AlignCenter)
        return area.adjusted(0, 0, -width - SPACING, 0)

    def _draw_bar(self, painter: QPainter, area: QRect, row: Row) -> None:
        theme = self._theme_manager.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.pressed))
        painter.drawRoundedRect(QRectF(area), _BAR / 2, _BAR / 2)
        if not row.share:
            return
        done = QRectF(area)
        done.setWidth(max(_BAR, area.width() * min(row.share, 1.0)))
        painter.setBrush(QColor(theme.danger if row.token == "danger" else theme.accent))
        painter.drawRoundedRect(done, _BAR / 2, _BAR / 2)

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        ink: _Ink,
        flags: int | Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        painter.setFont(ink.font)
        painter.setPen(QColor(getattr(self._theme_manager.theme, ink.token)))
        flags = int(getattr(flags, "value", flags))
        if not flags & _WRAP:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, flags | _WHOLE, text)


class _Ink(NamedTuple):
    font: QFont
    token: str  # of the theme


def _lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break a text into lines; the last one ends in “…” where there is no room for the rest."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid() and len(starts) < most:
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    whole = [text[start:end].rstrip() for start, end in itertools.pairwise(starts)]
    last = QFontMetrics(font).elidedText(
        text[starts[-1] :] if starts else "", Qt.TextElideMode.ElideRight, width
    )
    return [*whole, last]
