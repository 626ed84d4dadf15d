"""The popup that narrows a search of the hub: order, language, size and author."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_chat.models.hub.listing import SearchQuery
from desktop_chat.ui.models import words
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.fields import ComboBox
from desktop_chat.ui.widgets.popup import cut_corners, make_see_through

_SIZES = (1, 4, 9, 14, 35, 80)  # billions of parameters


class HubFilters(QFrame):
    """Choices that hold for every search until they are changed.

    Signals:
        search_requested(): search with what is chosen now.
        changed(): something else is chosen.
    """

    search_requested = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        make_see_through(self)
        self._sort, self._language, self._size = ComboBox(), ComboBox(), ComboBox()
        self._author = QLineEdit()
        self._author.returnPressed.connect(self._search)
        self._author.textChanged.connect(self.changed)
        for box in (self._sort, self._language, self._size):
            box.currentIndexChanged.connect(self.changed)
        self._labels = [QLabel() for _ in range(4)]
        self._reset, self._done = QPushButton(), QPushButton()
        self._reset.setProperty("kind", "quiet")
        self._reset.clicked.connect(self.reset)
        self._done.setProperty("kind", "primary")
        self._done.clicked.connect(self._search)
        self._lay_out()
        self.retranslate()

    @property
    def is_narrowing(self) -> bool:
        """Whether anything differs from the usual search."""
        return self.query("") != SearchQuery()

    def query(self, text: str) -> SearchQuery:
        """Give the search for a text with what is chosen."""
        return SearchQuery(
            text=text,
            author=self._author.text().strip(),
            language=self._language.currentData() or "",
            largest_parameters=float(self._size.currentData() or 0),
            sort=self._sort.currentData() or "trending",
        )

    def reset(self) -> None:
        """Choose the usual search."""
        for box in (self._sort, self._language, self._size):
            box.setCurrentIndex(0)
        self._author.clear()

    def show_below(self, button: QWidget) -> None:
        """Open under a button, its right edges in line."""
        self.setMinimumWidth(round(280 * max(1.0, self.fontMetrics().height() / 18)))
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + SPACING // 2)))
        self.show()
        cut_corners(self)
        self._sort.setFocus()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        texts = (self.tr("Order"), self.tr("Language"), self.tr("Largest size"), self.tr("Author"))
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
            label.buddy().setAccessibleName(text)
        sorts = {
            "trending": self.tr("Popular now"),
            "downloads": self.tr("Most downloaded"),
            "likes": self.tr("Most liked"),
            "updated": self.tr("Newest"),
        }
        _fill(self._sort, sorts)
        languages = {code: words.language(code) for code in words.language_codes()}
        _fill(self._language, {"": self.tr("Any language"), **languages})
        sizes = {size: self.tr("Up to {size} parameters").format(size=f"{size}B") for size in _SIZES}
        _fill(self._size, {0: self.tr("Any size"), **sizes})
        self._author.setPlaceholderText(self.tr("Anyone"))
        self._reset.setText(self.tr("Reset"))
        self._done.setText(self.tr("Search the hub"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2 * SPACING, 2 * SPACING, 2 * SPACING, 2 * SPACING)
        inside.setSpacing(SPACING // 2)
        fields = (self._sort, self._language, self._size, self._author)
        for label, one in zip(self._labels, fields, strict=True):
            label.setBuddy(one)
            label.setProperty("tone", "muted")
            label.setProperty("textSize", "caption")
            inside.addWidget(label)
            inside.addWidget(one)
            inside.addSpacing(SPACING // 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self._reset)
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        inside.addSpacing(SPACING // 2)
        inside.addLayout(buttons)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)

    def _search(self) -> None:
        self.close()
        self.search_requested.emit()


def _fill(box: ComboBox, names: dict[str, str] | dict[int, str]) -> None:
    current = box.currentIndex()
    box.blockSignals(True)
    box.clear()
    for value, name in names.items():
        box.addItem(name, value)
    box.setCurrentIndex(max(current, 0))
    box.blockSignals(False)
