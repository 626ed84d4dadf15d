"""The left side of the Models window: the search field, the filters of the hub and the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_chat.models.hub.listing import SearchQuery
from desktop_chat.ui.models.entries import Shelf
from desktop_chat.ui.models.entry_list import EntryList
from desktop_chat.ui.models.entry_view import EntryView
from desktop_chat.ui.models.hub_filters import HubFilters
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton

_NARROWEST = 264
_AROUND_TEXT = 12
_ANY_WIDTH = 1000


class ListPane(QFrame):
    """Filters while the user types; searches the hub only when asked to.

    Signals:
        search_requested(SearchQuery): search the hub.
        settings_requested(): show the settings of the network.
        left(): Esc was pressed in an empty field.
    """

    search_requested = Signal(object)
    settings_requested = Signal()
    left = Signal()

    def __init__(self, theme_manager: ThemeManager, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._shelf = shelf
        self.entries = EntryList(shelf, self)
        self.view = EntryView(theme_manager, self.entries)
        self.field = _SearchField()
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.entries.set_text)
        self.field.returnPressed.connect(self.search)
        self._sign = QAction(self)
        self._sign.triggered.connect(self.search)
        self.field.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.filters = HubFilters(self)
        self.filters.search_requested.connect(self.search)
        self.filters.changed.connect(self._tint)
        self._filter_button = IconButton(theme_manager, "sliders")
        self._filter_button.clicked.connect(lambda: self.filters.show_below(self._filter_button))
        self.view.action_requested.connect(self._act)
        self.view.typed.connect(self._type)
        self.view.left_upwards.connect(self.focus_field)
        self._lay_out()
        theme_manager.changed.connect(self._tint)
        self._tint()
        self.retranslate()

    def search(self) -> None:
        """Ask for a search of the hub with the text and the filters of now."""
        if not self._shelf.is_offline:
            self.search_requested.emit(self._query())

    def focus_field(self) -> None:
        """Put the keyboard into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._sign.setText(self.tr("Search"))
        self.field.setPlaceholderText(self.tr("Search your models and the hub"))
        self.field.setAccessibleName(self.tr("Search your models and the hub"))
        self.view.setAccessibleName(self.tr("Models"))
        self._filter_button.set_label(self.tr("Narrow the search of the hub"))
        self.entries.rebuild()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go down into the list from the field; Esc empties it, then leaves."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.view.enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._escape()
                return True
        return super().eventFilter(watched, event)

    def _query(self) -> SearchQuery:
        return self.filters.query(" ".join(self.field.text().split()))

    def _lay_out(self) -> None:
        self.setMinimumWidth(_NARROWEST)
        top = QHBoxLayout()
        top.setContentsMargins(SPACING // 2, 0, SPACING // 2, 0)
        top.setSpacing(SPACING // 2)
        top.addWidget(self.field, 1)
        top.addWidget(self._filter_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING, SPACING + 2, 0, 0)
        column.setSpacing(SPACING // 2)
        column.addLayout(top)
        column.addWidget(self.view, 1)

    def _escape(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self.left.emit()

    def _act(self, action: str) -> None:
        if action == "settings":
            self.settings_requested.emit()
        else:
            self.search()

    def _type(self, text: str) -> None:
        self.focus_field()
        if text:
            self.field.deselect()
            self.field.end(False)
            self.field.insert(text)

    def _tint(self) -> None:
        self._sign.setIcon(self._theme_manager.icon("search"))
        token = "accent" if self.filters.is_narrowing else "text_muted"
        self._filter_button.set_icon("sliders", token)


class _SearchField(QLineEdit):
    """A field as high as Hangul is, which is taller than the letters of the first font."""

    def sizeHint(self) -> QSize:
        """Ask for the room of a whole line."""
        layout = QTextLayout("한", self.font())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(_ANY_WIDTH)
        layout.endLayout()
        return super().sizeHint().expandedTo(QSize(0, round(line.height()) + _AROUND_TEXT))

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height, however narrow."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
