"""The list that drops from the top bar: choose a model, open a file, get more, give memory back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.models.model_delegate import ModelDelegate
from desktop_chat.ui.models.model_rows import ROW_ROLE, ModelRow, ModelRows
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.menu import Menu
from desktop_chat.ui.widgets.popup import cut_corners, make_see_through

_WIDTH = 400
_MOST_ROWS = 7


class ModelSwitcher(QFrame):
    """Shows the known models below the button that opened it.

    Signals:
        model_chosen: (path).
        open_requested: a model file is to be chosen from disk.
        models_requested: the window of models is to open.
        unload_requested: (path) its memory is to be given back.
        template_requested: (path) its chat template is to be looked at.
        remove_requested: (path) it is to leave the list.
    """

    model_chosen = Signal(str)
    open_requested = Signal()
    models_requested = Signal()
    unload_requested = Signal(str)
    template_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, theme_manager: ThemeManager, rows: ModelRows, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        make_see_through(self)
        self._theme_manager = theme_manager
        self._rows = rows
        card = QFrame(self)
        card.setProperty("role", "card")
        self._list = QListView(card)
        self._list.setProperty("nav", True)
        self._list.setModel(rows)
        self._list.setItemDelegate(ModelDelegate(theme_manager, self._list))
        self._list.setMouseTracking(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.clicked.connect(self._on_chosen)
        self._list.activated.connect(self._on_chosen)
        self._list.customContextMenuRequested.connect(self._show_menu)
        self._list.installEventFilter(self)
        self._hint = QLabel(card)
        self._hint.setProperty("tone", "muted")
        self._hint.setProperty("textSize", "caption")
        self._hint.setWordWrap(True)
        self._open = QPushButton(card)
        self._open.setProperty("kind", "quiet")
        self._open.clicked.connect(lambda: self._leave_for(self.open_requested))
        self._more = QPushButton(card)
        self._more.setProperty("kind", "quiet")
        self._more.clicked.connect(lambda: self._leave_for(self.models_requested))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        inside.setSpacing(SPACING // 2)
        for widget in (self._list, self._hint, self._open, self._more):
            inside.addWidget(widget)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._list.setAccessibleName(self.tr("Models"))
        self._hint.setText(
            self.tr(
                "No model yet. Get one that suits this PC, or open a GGUF file you have; it stays where it is."
            )
        )
        self._open.setText(self.tr("Open a model file…"))
        self._more.setText(self.tr("Get more models…"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_below(self, button: QWidget, chosen: str) -> None:
        """Open under a button with the chosen model current."""
        count = self._rows.rowCount()
        self._list.setVisible(count > 0)
        self._hint.setVisible(count == 0)
        self._open.setIcon(self._theme_manager.icon("folder"))
        self._more.setIcon(self._theme_manager.icon("download"))
        if count:
            height = self._list.sizeHintForRow(0)
            self._list.setFixedHeight(height * min(count, _MOST_ROWS) + 4)
            current = self._rows.index_of(chosen)
            self._list.setCurrentIndex(current if current.isValid() else self._rows.index(0))
        self.setFixedWidth(round(_WIDTH * self._theme_manager.text_scale))
        layout = self.layout()
        wraps = layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(self.width()) if wraps else layout.totalSizeHint().height()
        self.setFixedHeight(height)
        self.move(button.mapToGlobal(QPoint(0, button.height() + SPACING // 2)))
        self.show()
        cut_corners(self)
        (self._list if count else self._open).setFocus()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        """Take Enter and Delete on the list."""
        if event.type() == QEvent.Type.KeyPress and watched is self._list and isinstance(event, QKeyEvent):
            row = self._current()
            if row and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_chosen(self._list.currentIndex())
                return True
            if row and event.key() == Qt.Key.Key_Delete:
                self.remove_requested.emit(row.model.path)
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _current(self) -> ModelRow | None:
        return self._list.currentIndex().data(ROW_ROLE)

    def _on_chosen(self, index: QModelIndex) -> None:
        row: ModelRow = index.data(ROW_ROLE)
        self.close()
        self.model_chosen.emit(row.model.path)

    def _leave_for(self, signal: Signal) -> None:
        self.close()
        signal.emit()

    def _show_menu(self, place: QPoint) -> None:
        row: ModelRow | None = self._list.indexAt(place).data(ROW_ROLE)
        if row is None:
            return
        path = row.model.path
        menu = Menu(self._theme_manager, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.status.state != "cold":
            menu.add("eject", self.tr("Free its memory"), lambda: self._ask(self.unload_requested, path))
        menu.add("chat", self.tr("Chat template…"), lambda: self._ask(self.template_requested, path))
        menu.add("close", self.tr("Remove from the list"), lambda: self._ask(self.remove_requested, path))
        menu.popup(self._list.viewport().mapToGlobal(place))

    def _ask(self, signal: Signal, path: str) -> None:
        self.close()
        signal.emit(path)
