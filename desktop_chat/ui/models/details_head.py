"""The top of a model's details: its name, what it is, and what it is good for."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.text_label import text_label
from desktop_chat.ui.widgets.tooltips import as_tooltip


class Chip(NamedTuple):
    """A word or two about a model; one with a link can be clicked."""

    text: str
    tone: str = ""  # warning: worth a second look
    link: str = ""


class DetailsHead(QWidget):
    """Title, a line of facts, a sentence and chips.

    Signals:
        link_chosen(str): open this address.
    """

    link_chosen = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._shown: list[Chip] = []
        self._title = text_label(size="title", is_selectable=True)
        self._facts = text_label(tone="muted", is_selectable=True)
        self._about = text_label(is_selectable=True)
        self._chips = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._flow = FlowLayout(self._chips, spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING // 2)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addSpacing(SPACING // 2)
        column.addWidget(self._about)
        column.addSpacing(SPACING // 2)
        column.addWidget(self._chips)
        theme_manager.changed.connect(self._build_chips)

    @property
    def title(self) -> str:
        """The name shown."""
        return self._title.text()

    def show_texts(self, title: str, facts: str, about: str, chips: list[Chip]) -> None:
        """Show a model; what is empty takes no room."""
        for label, text in ((self._title, title), (self._facts, facts), (self._about, about)):
            label.setText(text)
            label.setVisible(bool(text))
        self._chips.setVisible(bool(chips))
        if chips != self._shown:
            self._shown = chips
            self._build_chips()

    def _build_chips(self) -> None:
        while item := self._flow.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        for chip in self._shown:
            self._flow.addWidget(self._link(chip) if chip.link else _chip(chip))

    def _link(self, chip: Chip) -> QPushButton:
        button = QPushButton(chip.text)
        button.setProperty("kind", "chip")
        button.setIcon(self._theme_manager.icon("external", "accent"))
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(as_tooltip(chip.link))
        button.clicked.connect(lambda: self.link_chosen.emit(chip.link))
        return button


def _chip(chip: Chip) -> QLabel:
    label = QLabel(chip.text)
    label.setProperty("role", "chip")
    label.setProperty("tone", chip.tone)
    return label
