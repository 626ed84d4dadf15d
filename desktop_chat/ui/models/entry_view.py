"""The list of the Models window: what the mouse and the keyboard do in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_chat.ui.models.entries import EntryKey
from desktop_chat.ui.models.entry_delegate import EntryDelegate
from desktop_chat.ui.models.entry_list import EntryList
from desktop_chat.ui.shortcuts import is_pressed
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.drawn_list import DrawnList

_ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class EntryView(DrawnList):
    """Arrows and clicks choose, Enter does the main thing, Delete removes, Space pauses, letters search.

    Signals:
        chosen(EntryKey): this entry is current now.
        main_requested(EntryKey): do what its main button does.
        action_requested(str): do what this row of the list offers.
        remove_requested(EntryKey), pause_requested(EntryKey): of the current entry.
        left_upwards(): the up key was pressed in the first row, or Esc.
        typed(str): a letter was typed: it belongs to the search field.
    """

    chosen = Signal(object)
    main_requested = Signal(object)
    action_requested = Signal(str)
    remove_requested = Signal(object)
    pause_requested = Signal(object)
    left_upwards = Signal()
    typed = Signal(str)

    def __init__(
        self, theme_manager: ThemeManager, entries: EntryList, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme_manager, parent)
        self._entries = entries
        self._delegate = EntryDelegate(theme_manager, self)
        self._current: EntryKey | None = None
        self._scrolled = 0
        self.setModel(entries)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._click)
        entries.modelAboutToBeReset.connect(self._remember_place)
        entries.modelReset.connect(self._restore)

    def set_current(self, key: EntryKey | None) -> None:
        """Mark an entry as the one shown, and bring it into sight."""
        self._current = key
        self.setCurrentIndex(self._entries.index_of(key))

    def enter(self) -> None:
        """Take the keyboard, with a row marked."""
        self._show_focus(True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._entries.first_entry())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell which entry is current now."""
        super().currentChanged(current, previous)
        row = self._entries.row(current)
        if row is not None and row.key is not None and row.key != self._current:
            self._current = row.key
            self.chosen.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current row; arrows move, letters go to the search field."""
        self._show_focus(True)
        row = self._entries.row(self.currentIndex())
        if event.key() in _ENTER_KEYS and row is not None:
            self._do_main(self.currentIndex())
        elif is_pressed("delete", event) and row is not None and row.key is not None:
            self.remove_requested.emit(row.key)
        elif event.key() == Qt.Key.Key_Space:
            if row is not None and row.kind == "download":
                self.pause_requested.emit(row.key)
        elif event.key() == Qt.Key.Key_Escape or self._leaves_upwards(event):
            self.left_upwards.emit()
        elif _is_letter(event):
            self.typed.emit("" if event.text() == "/" else event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide the mark of the keyboard; what is no entry stays unchosen."""
        self._show_focus(False)
        row = self._entries.row(self.indexAt(event.position().toPoint()))
        if row is not None and row.key is not None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what a row offers when it is clicked."""
        row = self._entries.row(self.indexAt(event.position().toPoint()))
        if row is not None and row.action is not None and event.button() == Qt.MouseButton.LeftButton:
            self.action_requested.emit(row.action)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do the main thing of an entry on this PC; a download asks for a deliberate click."""
        row = self._entries.row(self.indexAt(event.position().toPoint()))
        if row is not None and row.key is not None and row.key.kind == "installed":
            self.main_requested.emit(row.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when it came by Tab."""
        if event.reason() in _TABS:
            self.enter()
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure sentences for the new width."""
        width = self.width() - self.verticalScrollBar().sizeHint().width()  # whether there is one or not
        if self._delegate.width != width:
            self._delegate.width = width
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def _click(self, index: QModelIndex) -> None:
        row = self._entries.row(index)
        if row is not None and row.key is not None:
            self.setCurrentIndex(index)

    def _do_main(self, index: QModelIndex) -> None:
        row = self._entries.row(index)
        if row is not None and row.action is not None:
            self.action_requested.emit(row.action)
        elif row is not None and row.key is not None:
            self.main_requested.emit(row.key)

    def _leaves_upwards(self, event: QKeyEvent) -> bool:
        is_first = self.currentIndex().row() <= self._entries.first_entry().row()
        return event.key() == Qt.Key.Key_Up and is_first

    def _remember_place(self) -> None:
        self._scrolled = self.verticalScrollBar().value()

    def _restore(self) -> None:
        """Keep the entry that is shown marked and the list where it was scrolled to."""
        index = self._entries.index_of(self._current)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.ClearAndSelect)
        self.verticalScrollBar().setValue(self._scrolled)


def _is_letter(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
    return bool(event.text()) and event.text().isprintable() and modifiers == Qt.KeyboardModifier.NoModifier
