"""The list at the left of the dialog, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop_chat.ui.personas.row_delegate import RowDelegate
from desktop_chat.ui.personas.rows import ROW_ROLE, Row, Rows
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.menu import Menu

_WIDTH = 264


class ListPane(QWidget):
    """Shows rows, one of them current.

    Signals:
        current_changed(str): the row with this key is current; nothing: none is.
        add_requested: there should be one more.
        duplicate_requested(str): there should be another like this one.
        delete_requested(str): this one should go.
        move_requested(str, int): this one should be so many places further down, or up.
        menu_requested(object): (Menu) it is about to be shown; add what else can be done.
    """

    current_changed = Signal(str)
    add_requested = Signal()
    duplicate_requested = Signal(str)
    delete_requested = Signal(str)
    move_requested = Signal(str, int)
    menu_requested = Signal(object)

    def __init__(
        self, theme_manager: ThemeManager, *, is_ordered: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._is_refilling = False
        self._rows = Rows(self)
        self.view = QListView()
        self.view.setProperty("nav", True)
        self.view.setModel(self._rows)
        self.view.setItemDelegate(RowDelegate(theme_manager, self.view))
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.add_button = IconButton(theme_manager, "plus")
        self.duplicate_button = IconButton(theme_manager, "copy")
        self.delete_button = IconButton(theme_manager, "trash")
        self.up_button = IconButton(theme_manager, "chevron-up")
        self.down_button = IconButton(theme_manager, "chevron-down")
        self.menu_button = IconButton(theme_manager, "more")
        for button in (self.up_button, self.down_button, self.menu_button):
            button.setVisible(is_ordered)
        self._connect()
        if is_ordered:
            self._add_key("Alt+Up", lambda: self._move(-1))
            self._add_key("Alt+Down", lambda: self._move(1))
        self._lay_out()
        self.retranslate()

    @property
    def current(self) -> str:
        """The key of the current row, or nothing."""
        row: Row | None = self.view.currentIndex().data(ROW_ROLE)
        return row.key if row is not None else ""

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current one stays, or one beside where it was becomes it."""
        old = self.view.currentIndex()
        key, at = self.current, max(old.row(), 0)
        self._is_refilling = True
        self._rows.set_rows(rows)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus if rows else Qt.FocusPolicy.NoFocus)
        kept = self._rows.index_of(key)
        self.view.setCurrentIndex(kept if kept.isValid() else self._rows.index(min(at, len(rows) - 1)))
        self._is_refilling = False
        if self.current != key:
            self.current_changed.emit(self.current)

    def choose(self, key: str) -> None:
        """Make a row current."""
        index = self._rows.index_of(key)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def set_changeable(self, changeable: bool, *, is_first: bool = True, is_last: bool = True) -> None:
        """Say whether the current row can be deleted and moved, and where it is among those that can."""
        self.delete_button.setEnabled(changeable)
        self.up_button.setEnabled(changeable and not is_first)
        self.down_button.setEnabled(changeable and not is_last)
        self.duplicate_button.setEnabled(bool(self.current))

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self.add_button.set_label(self.tr("Add"))
        self.duplicate_button.set_label(self.tr("Duplicate"))
        self.delete_button.set_label(self.tr("Delete"))
        self.up_button.set_label(self.tr("Move up"))
        self.down_button.set_label(self.tr("Move down"))
        self.menu_button.set_label(self.tr("More"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_requested)
        self.duplicate_button.clicked.connect(lambda: self.duplicate_requested.emit(self.current))
        self.delete_button.clicked.connect(self._delete)
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.menu_button.clicked.connect(self._show_menu)
        self._add_key(QKeySequence.StandardKey.Delete, self._delete)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in (self.add_button, self.duplicate_button, self.delete_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.up_button, self.down_button, self.menu_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        column.setSpacing(SPACING)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def _add_key(self, keys: QKeySequence.StandardKey | str, call: Callable[[], None]) -> None:
        action = QAction(self.view)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: call())
        self.view.addAction(action)

    def _on_current(self, _index: QModelIndex) -> None:
        if not self._is_refilling:
            self.current_changed.emit(self.current)

    def _delete(self) -> None:
        if self.delete_button.isEnabled() and self.current:
            self.delete_requested.emit(self.current)

    def _move(self, step: int) -> None:
        button = self.up_button if step < 0 else self.down_button
        if button.isEnabled() and self.current:
            self.move_requested.emit(self.current, step)

    def _show_menu(self) -> None:
        menu = Menu(self._theme_manager, self)
        self.menu_requested.emit(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.menu_button.mapToGlobal(self.menu_button.rect().topLeft())
        corner.setY(corner.y() - menu.sizeHint().height())
        menu.popup(corner)
