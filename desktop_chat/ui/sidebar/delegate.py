"""How one line of the conversation list looks, and the field that renames it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.sidebar.model import ConversationModel, Row
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_ROW_GAP = 1
_CORNER = 8
_BUTTON = 24
_ICON = 18
_LONGEST_TITLE = 200


class ConversationDelegate(QStyledItemDelegate):
    """Draws headings and conversations; what is open, hovered and focused is told by its fields."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.open_id: int | None = None
        self.menu_id: int | None = None  # its menu is open
        self.pointed_id: int | None = None  # the pointer is on its “…”
        self.shows_focus = False  # the list is used by keyboard
        self.measure()

    def measure(self) -> None:
        """Take the fonts anew: the text scale has changed."""
        self._font = self._theme_manager.font()
        self._heading_font = self._theme_manager.font(TextSize.CAPTION, QFont.Weight.DemiBold)
        self._height = QFontMetrics(self._font).height() + 2 * SPACING + 2 * _ROW_GAP

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        """Give every line the same height, so thousands of them need no measuring."""
        return QSize(120, self._height)

    def menu_rect(self, row_rect: QRect) -> QRect:
        """Give the place of the “…” button in a line."""
        rect = QRect(QPoint(), QSize(_BUTTON, _BUTTON))
        rect.moveCenter(row_rect.center())
        rect.moveRight(row_rect.right() - 6)
        return rect

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one line."""
        model = index.model()
        assert isinstance(model, ConversationModel)
        row = model.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.conversation_id is None:
            self._draw_heading(painter, option.rect, row.text)
        else:
            self._draw_conversation(painter, option, row)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex) -> QLineEdit:
        """Make the field that renames a conversation."""
        editor = QLineEdit(parent)
        editor.setMaxLength(_LONGEST_TITLE)
        editor.setAccessibleName(self.tr("Title of the conversation"))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex
    ) -> None:
        """Put the field over the line."""
        editor.setGeometry(option.rect.adjusted(0, _ROW_GAP, 0, -_ROW_GAP))

    def _draw_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._heading_font)
        painter.setPen(QColor(self._theme_manager.theme.text_muted))
        room = rect.adjusted(10, 0, -10, -6)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown)

    def _draw_conversation(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        is_focused = self.shows_focus and bool(option.state & QStyle.StateFlag.State_HasFocus)
        has_button = is_hovered or is_focused or row.conversation_id == self.menu_id
        self._draw_ground(painter, option.rect, row, lit=has_button, focused=is_focused)
        room = option.rect.adjusted(10, 0, -10, 0)
        if has_button:
            button = self.menu_rect(option.rect)
            self._draw_button(painter, button, pointed=row.conversation_id == self.pointed_id)
            room.setRight(button.left() - 4)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme_manager.theme.text))
        shown = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_ground(self, painter: QPainter, rect: QRect, row: Row, *, lit: bool, focused: bool) -> None:
        theme = self._theme_manager.theme
        is_open = row.conversation_id == self.open_id
        painter.setPen(QPen(QColor(theme.accent), 2) if focused else Qt.PenStyle.NoPen)
        if is_open or lit:
            painter.setBrush(QColor(theme.accent_soft if is_open else theme.hover))
        inset = 1 if focused else 0
        ground = QRectF(rect).adjusted(inset, _ROW_GAP + inset, -inset, -_ROW_GAP - inset)
        painter.drawRoundedRect(ground, _CORNER, _CORNER)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_button(self, painter: QPainter, rect: QRect, *, pointed: bool) -> None:
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme_manager.theme.pressed))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        spot = QRect(QPoint(), QSize(_ICON, _ICON))
        spot.moveCenter(rect.center())
        self._theme_manager.icon("more", "text" if pointed else "text_muted").paint(painter, spot)
