"""The saved prompts, called with `/` in the empty field and found by what is typed after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.chat.personas import SavedPrompt
from desktop_chat.ui.announce import announce
from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.palette.fuzzy import Query, Titles
from desktop_chat.ui.style import ThemeManager

_MOST_ROWS: Final = 7
_FOUND: Final = 50
_WIDTH: Final = 460
_GAP: Final = 6
_PROMPT = Qt.ItemDataRole.UserRole
_ABOUT = Qt.ItemDataRole.UserRole + 1


class PromptMenu(QFrame):
    """A list above the field, which keeps the keyboard: what is typed there filters, Enter or Tab chooses.

    Signals:
        prompt_chosen: (SavedPrompt) its text is wanted in place of what was typed.
        edit_requested: the user wants to see and change the prompts.
        dismissed: the user wants none of them.
    """

    prompt_chosen = Signal(object)
    edit_requested = Signal()
    dismissed = Signal()

    def __init__(self, theme_manager: ThemeManager, field: ComposerEdit, card: QWidget) -> None:
        super().__init__(card.window())
        self._theme_manager = theme_manager
        self._field = field
        self._card = card
        self._prompts: list[SavedPrompt] = []
        self._titles = Titles(())
        self._rows = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._rows)
        self._list.setItemDelegate(_Rows(theme_manager, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setProperty("nav", "true")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setMouseTracking(True)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._choose)
        self.setProperty("role", "toast")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Prompts"))
        self._list.setAccessibleName(self.tr("Prompts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.addWidget(self._list)
        field.add_key_handler(self._take_key)
        card.installEventFilter(self)
        card.window().installEventFilter(self)
        self.hide()

    @property
    def names(self) -> list[str]:
        """What is on the list now."""
        return [self._rows.item(row).text() for row in range(self._rows.rowCount())]

    def set_prompts(self, prompts: Sequence[SavedPrompt]) -> None:
        """Offer these."""
        self._prompts = list(prompts)
        self._titles = Titles([prompt.name for prompt in prompts])
        if self.isVisible():
            self.filter_by(self._typed())

    def filter_by(self, typed: str) -> None:
        """Show what is found by what is typed after the `/`; hide where nothing is."""
        query = Query(typed)
        found = (
            self._prompts
            if query.is_empty
            else [self._prompts[match.at] for match in self._titles.find(query, _FOUND)]
        )
        if not found and not query.is_empty:
            self.hide()
            return
        self._rows.clear()
        for prompt in found:
            self._rows.appendRow(_row(f"/{prompt.name}", prompt.text.strip().partition("\n")[0], prompt))
        self._rows.appendRow(_row(self.tr("Edit prompts…"), "", None))
        self._set_current(0)
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay above the field."""
        if self.isVisible() and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        return super().eventFilter(watched, event)

    def _typed(self) -> str:
        return (self._field.toPlainText() + self._field.preedit)[1:]

    def _take_key(self, event: QKeyEvent) -> bool:
        if not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._set_current((self._list.currentIndex().row() + step) % self._rows.rowCount())
            case Qt.Key.Key_Escape:
                self.dismissed.emit()
            case Qt.Key.Key_Tab | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(self._list.currentIndex())
            case _:
                return False
        return True

    def _set_current(self, row: int) -> None:
        index = self._rows.index(row, 0)
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index)
        name = index.data(Qt.ItemDataRole.AccessibleTextRole)
        announce(self._field, name)

    def _choose(self, index: QModelIndex) -> None:
        prompt = index.data(_PROMPT)
        self.hide()
        if self._field.preedit:
            QGuiApplication.inputMethod().commit()
        if prompt is None:
            self.edit_requested.emit()
        else:
            self.prompt_chosen.emit(prompt)

    def _place(self) -> None:
        width = min(round(_WIDTH * self._theme_manager.text_scale), self._card.width())
        row = self._list.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        room = self._card.mapTo(self.window(), QPoint(0, 0))
        height = min(row * min(self._rows.rowCount(), _MOST_ROWS) + 12, max(room.y() - _GAP, row))
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = room.x() + (self._card.width() - width if is_rtl else 0)
        self.setGeometry(x, room.y() - height - _GAP, width, height)


class _Rows(QStyledItemDelegate):
    """Draws a name and, muted beside it, how the prompt begins."""

    def __init__(self, theme_manager: ThemeManager, parent: QObject) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for one line with room around it."""
        return QSize(0, QFontMetrics(self._theme_manager.font()).height() + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        theme = self._theme_manager.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == option.widget.currentIndex():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(option.rect, 7, 7)
        area = option.rect.adjusted(10, 0, -10, 0)
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft  # where lines begin
        font = self._theme_manager.font()
        metrics = QFontMetrics(font)
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(font)
        painter.setPen(QColor(theme.text if index.data(_PROMPT) else theme.text_muted))
        painter.drawText(area, start, name)
        used = metrics.horizontalAdvance(name) + 12
        rest = area.adjusted(used, 0, 0, 0)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            rest = area.adjusted(0, 0, -used, 0)
        caption = self._theme_manager.font(TextSize.CAPTION)
        about = QFontMetrics(caption).elidedText(
            index.data(_ABOUT) or "", Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.setFont(caption)
        painter.setPen(QColor(theme.text_muted))
        painter.drawText(rest, start, about)
        painter.restore()


def _row(name: str, about: str, prompt: SavedPrompt | None) -> QStandardItem:
    row = QStandardItem(name)
    row.setData(prompt, _PROMPT)
    row.setData(about, _ABOUT)
    row.setData(f"{name}, {about}" if about else name, Qt.ItemDataRole.AccessibleTextRole)
    return row
