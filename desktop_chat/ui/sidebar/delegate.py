"""How one line of the list of conversations looks, and the field that renames it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from PySide6.QtCore import QLocale, QModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.sidebar.dates import short_day
from desktop_chat.ui.sidebar.dragging import Target
from desktop_chat.ui.sidebar.mark_sign import SIGN_SIZE, MarkSign
from desktop_chat.ui.sidebar.model import ConversationModel, Mark
from desktop_chat.ui.sidebar.requests import Place
from desktop_chat.ui.sidebar.rows import Row
from desktop_chat.ui.store_service import KEPT_DELETED_SECONDS
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_ROW_GAP = 1
_CORNER = 8
_BUTTON = 24
_ICON = 18
_CHEVRON = 14
_SIDE = 10
_LOW = 6  # below the text of a heading
_INSIDE = 28  # where what is in a folder begins
_LONGEST_TITLE = 200
_KEPT: Final = timedelta(seconds=KEPT_DELETED_SECONDS)
_ICONS: Final = {"folder": "folder", "archive": "archive", "bin": "trash"}
_HEADINGS: Final = ("heading", "pinned", "folders")
_WHOLE: Final = Qt.TextFlag.TextDontClip.value  # Hangul is taller than the line of the first font
_AT_START: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AT_END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Ink(NamedTuple):
    font: QFont
    token: str  # of the theme
    align: Qt.AlignmentFlag = _AT_START


class ConversationDelegate(QStyledItemDelegate):
    """Draws the lines; what is open, hovered, focused and dragged is told by its fields."""

    def __init__(self, theme_manager: ThemeManager, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme_manager = theme_manager
        self._today = today
        self.sign = MarkSign(theme_manager, self)
        self.place: Place = "list"
        self.open_id: int | None = None
        self.menu_row: int | None = None  # its menu is open
        self.pointed_row: int | None = None  # the pointer is on its button
        self.target: Target | None = None  # where what is dragged would go
        self.shows_selection = False  # several lines are chosen
        self.shows_focus = False  # the list is used by keyboard
        self.measure()

    def measure(self) -> None:
        """Take the fonts anew: the text scale has changed."""
        plain, caption = self._theme_manager.font(), self._theme_manager.font(TextSize.CAPTION)
        bold = self._theme_manager.font(TextSize.CAPTION, QFont.Weight.DemiBold)
        self._title = _Ink(plain, "text")
        self._note = _Ink(caption, "text_muted")
        self._count = _Ink(caption, "text_muted", _AT_END)
        self._heading = _Ink(bold, "text_muted", Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self._line, self._caption = QFontMetrics(plain).height(), QFontMetrics(caption).height()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        """Give every line of a place the same height, so thousands of them need no measuring."""
        lines = self._line + self._caption + 2 if self.place == "bin" else self._line
        return QSize(120, lines + 2 * SPACING + 2 * _ROW_GAP)

    def button_rect(self, row_rect: QRect, row: Row) -> QRect:
        """Give the place of a line's button: “…”, or “+” of the folders' heading."""
        rect = QRect(QPoint(), QSize(_BUTTON, _BUTTON))
        rect.moveCenter(row_rect.center())
        if row.kind == "folders":  # beside its text, which stands low
            rect.moveBottom(row_rect.bottom() - _LOW + (_BUTTON - self._caption) // 2)
        rect.moveRight(row_rect.right() - 6)
        return QStyle.visualRect(self._direction(), row_rect, rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one line."""
        model = index.model()
        assert isinstance(model, ConversationModel)
        row = model.row(index)
        assert row is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind in _HEADINGS:
            self._draw_heading(painter, option.rect, row, index.row())
        else:
            self._draw_line(painter, option, row, index.row())
        self._draw_target(painter, option.rect, index.row())
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex) -> QLineEdit:
        """Make the field that renames a conversation or a folder."""
        editor = QLineEdit(parent)
        editor.setMaxLength(_LONGEST_TITLE)
        row = index.model().row(index)
        is_folder = row.kind == "folder"
        editor.setAccessibleName(
            self.tr("Name of the folder") if is_folder else self.tr("Title of the conversation")
        )
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Put the field over the line."""
        row = index.model().row(index)
        start = _start(row) - _SIDE if row.kind == "folder" or row.is_inside else 0
        field = option.rect.adjusted(start, _ROW_GAP, 0, -_ROW_GAP)
        editor.setGeometry(QStyle.visualRect(option.direction, option.rect, field))

    def _direction(self) -> Qt.LayoutDirection:
        return self.parent().layoutDirection()

    def _draw_heading(self, painter: QPainter, rect: QRect, row: Row, number: int) -> None:
        room = rect.adjusted(_SIDE, 0, -_SIDE, -_LOW)
        if row.kind == "folders":
            self._draw_button(painter, rect, row, pointed=number == self.pointed_row)
            room.setRight(room.right() - _BUTTON)
        self._write(painter, rect, room, row.text, self._heading)

    def _draw_line(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, number: int) -> None:
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        is_focused = self.shows_focus and bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_lit = is_hovered or is_focused or number == self.menu_row
        is_selected = self.shows_selection and bool(option.state & QStyle.StateFlag.State_Selected)
        ground = self._ground(row, lit=is_lit, selected=is_selected)
        self._draw_ground(painter, option.rect, ground, focused=is_focused)
        room = option.rect.adjusted(_start(row), 0, -_SIDE, 0)
        self._draw_signs(painter, option.rect, row)
        if is_lit and row.kind in ("conversation", "folder"):
            self._draw_button(painter, option.rect, row, pointed=number == self.pointed_row)
            room.setRight(option.rect.right() - _BUTTON - _SIDE)
        elif row.count:
            room.setRight(room.right() - self._draw_count(painter, option.rect, row.count))
        mark = self._mark(row)
        if mark is not None:
            room.setRight(self._draw_mark(painter, option.rect, room, mark))
        if self.place == "bin":
            self._draw_in_bin(painter, option.rect, room, row)
        else:
            self._write(painter, option.rect, room, row.text, self._title)

    def _draw_in_bin(self, painter: QPainter, rect: QRect, room: QRect, row: Row) -> None:
        assert row.conversation is not None
        first = room.adjusted(0, SPACING + _ROW_GAP, 0, 0)
        first.setHeight(self._line)
        self._write(painter, rect, first, row.text, self._title)
        second = QRect(room.left(), first.bottom() + 3, room.width(), self._caption)
        today = self._today()
        deleted = date.fromtimestamp(row.conversation.deleted_at or 0)
        words = self.tr("Deleted {day} · gone {last}").format(
            day=short_day(deleted, today), last=short_day(deleted + _KEPT, today)
        )
        self._write(painter, rect, second, words, self._note)

    def _ground(self, row: Row, *, lit: bool, selected: bool) -> str:
        if selected:
            return "selection"
        if row.conversation_id is not None and row.conversation_id == self.open_id:
            return "accent_soft"
        return "hover" if lit else ""

    def _draw_ground(self, painter: QPainter, rect: QRect, token: str, *, focused: bool) -> None:
        theme = self._theme_manager.theme
        painter.setPen(QPen(QColor(theme.accent), 2) if focused else Qt.PenStyle.NoPen)
        if token:
            painter.setBrush(QColor(getattr(theme, token)))
        inset = 1 if focused else 0
        ground = QRectF(rect).adjusted(inset, _ROW_GAP + inset, -inset, -_ROW_GAP - inset)
        painter.drawRoundedRect(ground, _CORNER, _CORNER)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_signs(self, painter: QPainter, rect: QRect, row: Row) -> None:
        if row.kind == "conversation":
            return
        left = _SIDE
        if row.kind == "folder":
            is_mirrored = self._direction() == Qt.LayoutDirection.RightToLeft
            closed = "chevron-left" if is_mirrored else "chevron-right"
            self._draw_icon(painter, rect, 8, _CHEVRON, "chevron-down" if row.is_open else closed)
            left = _INSIDE - 2
        self._draw_icon(painter, rect, left, _ICON, _ICONS[row.kind])

    def _draw_icon(self, painter: QPainter, rect: QRect, left: int, size: int, name: str) -> None:
        spot = QRect(rect.left() + left, rect.center().y() - size // 2 + 1, size, size)
        self._theme_manager.icon(name).paint(painter, QStyle.visualRect(self._direction(), rect, spot))

    def _mark(self, row: Row) -> Mark | None:
        model = self.parent().model()
        assert isinstance(model, ConversationModel)
        return model.mark_of(row)

    def _draw_mark(self, painter: QPainter, rect: QRect, room: QRect, mark: Mark) -> int:
        """Draw a sign at the end of the room; gives where the rest of it ends."""
        spot = QRect(room.right() - SIGN_SIZE, rect.top(), SIGN_SIZE, rect.height())
        self.sign.draw(painter, QRectF(QStyle.visualRect(self._direction(), rect, spot)), mark)
        return spot.left() - SPACING

    def _draw_count(self, painter: QPainter, rect: QRect, count: int) -> int:
        """Write how many there are at the end of a line; gives the width it takes."""
        text = QLocale().toString(count)
        width = QFontMetrics(self._count.font).horizontalAdvance(text) + SPACING
        spot = QRect(rect.right() - _SIDE - width, rect.top(), width, rect.height())
        self._write(painter, rect, spot, text, self._count)
        return width + SPACING // 2

    def _draw_button(self, painter: QPainter, row_rect: QRect, row: Row, *, pointed: bool) -> None:
        rect = self.button_rect(row_rect, row)
        name = "plus" if row.kind == "folders" else "more"
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme_manager.theme.pressed))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        spot = QRect(QPoint(), QSize(_ICON, _ICON))
        spot.moveCenter(rect.center())
        self._theme_manager.icon(name, "text" if pointed else "text_muted").paint(painter, spot)

    def _draw_target(self, painter: QPainter, rect: QRect, number: int) -> None:
        target = self.target
        if target is None or target.row != number:
            return
        painter.setPen(QPen(QColor(self._theme_manager.theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if target.side == "into":
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 2, -1, -2), _CORNER, _CORNER)
        else:
            y = rect.top() + 1 if target.side == "above" else rect.bottom()
            painter.drawLine(rect.left() + SPACING, y, rect.right() - SPACING, y)

    def _write(self, painter: QPainter, rect: QRect, room: QRect, text: str, ink: _Ink) -> None:
        """Write a text into a part of a line, cut to its width, mirrored where people read right to left."""
        painter.setFont(ink.font)
        painter.setPen(QColor(getattr(self._theme_manager.theme, ink.token)))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        direction = self._direction()
        place = QStyle.visualRect(direction, rect, room)
        # Apart, the “…” of a text that runs the other way stands where that ends.
        painter.drawText(place, QStyle.visualAlignment(direction, ink.align).value | _WHOLE, apart(shown))


def _start(row: Row) -> int:
    """Give where the text of a line begins."""
    if row.kind == "folder":
        return _INSIDE - 2 + _ICON + SPACING
    if row.kind in ("archive", "bin"):
        return _SIDE + _ICON + SPACING
    return _INSIDE if row.is_inside else _SIDE
