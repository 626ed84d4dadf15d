"""The page of help that lists every key of the windows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.faults import QT_TRANSLATE_NOOP
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.shortcuts import SHORTCUTS, Group, native, said
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import resize_within
from desktop_chat.ui.widgets.key_caps import cap_size, draw_cap

_SIZE: Final = QSize(560, 640)
_SIDE: Final = 10
_HEADINGS: Final[dict[Group, str]] = {
    "window": QT_TRANSLATE_NOOP("Shortcuts", "Everywhere"),
    "conversations": QT_TRANSLATE_NOOP("Shortcuts", "Conversations"),
    "messages": QT_TRANSLATE_NOOP("Shortcuts", "Reading"),
    "writing": QT_TRANSLATE_NOOP("Shortcuts", "Writing"),
    "models": QT_TRANSLATE_NOOP("Shortcuts", "Models and personas"),
}

_Index = QModelIndex | QPersistentModelIndex


class _Line(NamedTuple):
    """One line: a heading, or what some keys do."""

    text: str
    keys: tuple[str, ...] = ()  # as this platform writes them; none: a heading


class ShortcutsDialog(QDialog):
    """Lists the keys in groups; the arrows and the first letters of a line move through it."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.view = QListView()
        self.view.setAccessibleName(self.windowTitle())
        self.view.setProperty("nav", True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setModel(_Lines(self))
        self.view.setItemDelegate(_Delegate(theme_manager, self.view))
        self.view.setCurrentIndex(self.view.model().index(1, 0))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACING, 2 * SPACING, 2 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING)
        column.addWidget(self.view, 1)
        column.addWidget(buttons)
        resize_within(self, _SIZE * theme_manager.text_scale)


class _Lines(QAbstractListModel):
    """The table of shortcuts, with a heading above each group."""

    def __init__(self, parent: QDialog) -> None:
        super().__init__(parent)
        self.lines = list(_lines())

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; never changed
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the keyboard pass headings by."""
        line = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return line if self.lines[index.row()].keys else Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give what a line says, for screen readers with its keys."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((line.text, *line.keys))
        return None


def _lines() -> Iterator[_Line]:
    for group, shortcuts in groupby(SHORTCUTS, key=lambda each: each.group):
        yield _Line(QCoreApplication.translate("Shortcuts", _HEADINGS[group]))
        for each in shortcuts:
            yield _Line(said(each), tuple(map(native, each.keys)))


class _Delegate(QStyledItemDelegate):
    """Draws what keys do at the start of a line and the keys at its end."""

    def __init__(self, theme_manager: ThemeManager, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme_manager.theme
        self._text = theme_manager.font()
        self._caption = theme_manager.font(TextSize.CAPTION)
        self._heading = theme_manager.font(TextSize.CAPTION, QFont.Weight.DemiBold)
        self._height = QFontMetrics(self._text).height()

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give headings room above."""
        is_first = index.row() == 0
        is_heading = not index.model().lines[index.row()].keys
        return QSize(120, self._height + (3 * SPACING if is_heading and not is_first else SPACING + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        line: _Line = index.model().lines[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if not line.keys:
            below = room.adjusted(0, 0, 0, -SPACING // 2)
            self._write(painter, below, line.text, is_heading=True)
        else:
            self._draw_ground(painter, option)
            width = self._draw_keys(painter, room, line.keys)
            words = QRect(room.left(), room.top(), room.width() - width - SPACING, room.height())
            place = QStyle.visualRect(self._view.layoutDirection(), room, words)
            self._write(painter, place, line.text, is_heading=False)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.setPen(QColor(self._theme.accent) if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.accent_soft))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), SPACING, SPACING)

    def _draw_keys(self, painter: QPainter, room: QRect, keys: tuple[str, ...]) -> int:
        """Draw the keys, the one to use first nearest to the text; gives the width they take."""
        right = room.right()
        for text in reversed(keys):
            width, height = cap_size(text, self._caption)
            cap = QRect(right - width, room.center().y() - height // 2, width, height)
            place = QStyle.visualRect(self._view.layoutDirection(), room, cap)
            draw_cap(painter, place, text, self._caption, self._theme)
            right = cap.left() - SPACING // 2
        return room.right() - right

    def _write(self, painter: QPainter, room: QRect, text: str, *, is_heading: bool) -> None:
        """Write into the part of a line between its start and its keys."""
        painter.setFont(self._heading if is_heading else self._text)
        painter.setPen(QColor(self._theme.text_muted if is_heading else self._theme.text))
        upright = Qt.AlignmentFlag.AlignBottom if is_heading else Qt.AlignmentFlag.AlignVCenter
        align = QStyle.visualAlignment(self._view.layoutDirection(), Qt.AlignmentFlag.AlignLeft | upright)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, shown)
