"""The line above the archive and the bin: their name, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_chat.ui.sidebar.requests import Place
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton


class PlaceHeader(QWidget):
    """Hidden while the list of all conversations is shown.

    Signals:
        back_requested(): show that list again.
        empty_requested(): remove everything in the bin for good.
    """

    back_requested = Signal()
    empty_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Place = "list"
        self._back = IconButton(theme_manager, "chevron-left", size=18)
        self._back.clicked.connect(self.back_requested)
        self._name = QLabel()
        self._name.setProperty("textSize", "lead")
        self._empty = QPushButton()
        self._empty.setProperty("kind", "link")
        self._empty.clicked.connect(self.empty_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._back)
        row.addWidget(self._name, 1)
        row.addWidget(self._empty)
        self.retranslate()
        self.hide()

    def show_place(self, place: Place, *, is_empty: bool) -> None:
        """Name a place; an empty bin cannot be emptied."""
        self._place = place
        self._empty.setVisible(place == "bin" and not is_empty)
        self.retranslate()
        self.setVisible(place != "list")

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._back.set_label(self.tr("Back to the conversations"))
        self._back.set_icon("chevron-right" if self.isRightToLeft() else "chevron-left")
        self._name.setText(self.tr("Bin") if self._place == "bin" else self.tr("Archive"))
        self._empty.setText(self.tr("Empty…"))
        self._empty.setAccessibleName(self.tr("Empty the bin…"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
