"""The popup that lets the user choose a persona, and leads to the dialog that edits them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QPushButton, QVBoxLayout, QWidget

from desktop_chat.chat.personas import Persona
from desktop_chat.ui.personas.row_delegate import RowDelegate
from desktop_chat.ui.personas.rows import ROW_ROLE, Row, Rows
from desktop_chat.ui.personas.sign import NOBODY_SIGN
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.lines import line
from desktop_chat.ui.widgets.popup import cut_corners, make_see_through

_WIDTH = 340
_MOST_ROWS = 8


class PersonaPicker(QFrame):
    """Lists the personas, the one in use marked; first of all none.

    Signals:
        persona_chosen(str): the one with this key; nothing: none.
        add_requested: there should be one more.
        edit_requested(str): they are to be edited, this one first.
    """

    persona_chosen = Signal(str)
    add_requested = Signal()
    edit_requested = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        make_see_through(self)
        self._theme_manager = theme_manager
        card = QFrame(self)
        card.setProperty("role", "card")
        self._rows = Rows(self)
        self.view = QListView(card)
        self.view.setProperty("nav", True)
        self.view.setModel(self._rows)
        self.view.setItemDelegate(RowDelegate(theme_manager, self.view))
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._choose)
        self.view.installEventFilter(self)
        self.add_button, self.edit_button = QPushButton(card), QPushButton(card)
        self.add_button.clicked.connect(self._add)
        self.edit_button.clicked.connect(self._edit)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        inside.setSpacing(SPACING // 2)
        for widget in (self.view, line(), self.add_button, self.edit_button):
            inside.addWidget(widget)
        for button in (self.add_button, self.edit_button):
            button.setProperty("kind", "side")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self._retranslate()

    def show_near(self, button: QWidget, personas: Sequence[Persona], chosen: str) -> None:
        """Open below a button, within the window, with the persona in use current."""
        self._fill(personas, chosen)
        self.setFixedWidth(round(_WIDTH * self._theme_manager.text_scale))
        height = self.view.sizeHintForRow(0)
        self.view.setFixedHeight(height * min(len(personas) + 1, _MOST_ROWS) + 4)
        self.adjustSize()
        window = button.window()
        corner = button.mapTo(window, QPoint(0, button.height() + SPACING // 2))
        corner.setX(max(min(corner.x(), window.width() - self.width() - SPACING), 0))
        self.move(window.mapToGlobal(corner))
        self.show()
        cut_corners(self)
        self.view.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        """Take Enter on the list."""
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self.view and is_key and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.view.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Personas"))
        self.view.setAccessibleName(self.tr("Personas"))
        self.add_button.setText(self.tr("New persona…"))
        self.edit_button.setText(self.tr("Edit personas…"))

    def _fill(self, personas: Sequence[Persona], chosen: str) -> None:
        self.add_button.setIcon(self._theme_manager.icon("plus"))
        self.edit_button.setIcon(self._theme_manager.icon("pencil"))
        keys = {one.key for one in personas}
        used = chosen if chosen in keys else ""
        nobody = Row("", self.tr("Just chat"), self.tr("No persona, with your usual settings"), NOBODY_SIGN)
        rows = [nobody, *(Row(one.key, one.name, one.about, one.sign) for one in personas)]
        mark = self.tr("In use")
        self._rows.set_rows(
            [replace(row, is_chosen=True, mark=mark) if row.key == used else row for row in rows]
        )
        self.view.setCurrentIndex(self._rows.index_of(used))

    def _choose(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW_ROLE)
        self.close()
        if row is not None:
            self.persona_chosen.emit(row.key)

    def _add(self) -> None:
        self.close()
        self.add_requested.emit()

    def _edit(self) -> None:
        row: Row | None = self.view.currentIndex().data(ROW_ROLE)
        self.close()
        self.edit_requested.emit(row.key if row is not None else "")
