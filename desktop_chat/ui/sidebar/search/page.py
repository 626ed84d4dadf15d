"""What is found in all conversations, in the place of their list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QLocale, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.chat.messages import Folder
from desktop_chat.chat.searching import Hit
from desktop_chat.ui.announce import announce
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.sidebar.search.chips import FilterChips
from desktop_chat.ui.sidebar.search.delegate import HitDelegate
from desktop_chat.ui.sidebar.search.filters import SearchFilters
from desktop_chat.ui.sidebar.search.model import HitModel
from desktop_chat.ui.sidebar.search.rows import HitRow, rows_of
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.found_list import FoundList
from desktop_chat.ui.widgets.icon_button import IconButton

MOST_HITS = 200
"""So many are asked for and shown."""


class SearchPage(QWidget):
    """Asks for what is typed, and shows what is found; it is driven from the field.

    Signals:
        asked(object): (SearchQuery) this is to be looked for.
        hit_chosen(object, object): (Hit, tuple of texts) open this; the texts are what was found there.
    """

    asked = Signal(object)
    hit_chosen = Signal(object, object)

    def __init__(
        self, theme_manager: ThemeManager, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._text = ""
        self._hits: Sequence[Hit] | None = None  # None: nothing is found yet
        self._found_text = ""
        self._rows = HitModel()
        self._list: FoundList[HitRow] = FoundList(theme_manager, self._rows)
        self._list.setItemDelegate(HitDelegate(theme_manager, self._list))
        self._list.setResizeMode(FoundList.ResizeMode.Adjust)
        self._list.clicked.connect(self._choose)
        self._filters = SearchFilters(today, self)
        self._filters.changed.connect(self._ask)
        self._chips = FilterChips(theme_manager)
        self._chips.removed.connect(self._filters.clear)
        self._count = QLabel()
        self._filter_button = IconButton(theme_manager, "sliders", size=18)
        self._filter_button.clicked.connect(lambda: self._filters.show_below(self._filter_button))
        self._unfinished = QLabel()
        self._unfinished.hide()
        self._nothing = QLabel()
        self._widen = QPushButton()
        self._widen.clicked.connect(self._filters.clear_all)
        self._lay_out()
        self.retranslate()

    def set_text(self, text: str) -> None:
        """Look for something else."""
        self._text = text
        self._ask()

    def set_choices(self, models: Mapping[str, str], folders: Sequence[Folder]) -> None:
        """Offer these models (names by path) and folders to narrow by."""
        self._filters.set_choices(models, folders)

    def show_hits(self, hits: Sequence[Hit], left: int = 0) -> None:
        """Show what is found, and that `left` messages cannot be found yet; the first of other hits is current."""
        self._unfinished.setVisible(left > 0)
        if hits == self._hits and self._text == self._found_text:
            return
        self._hits, self._found_text = hits, self._text
        self._list.show_rows(rows_of(hits, self._today()))
        self._pages.setCurrentIndex(0 if hits else 1)
        self._say()
        announce(self._count, self._count.text() or self._nothing.text())

    def step(self, by: int) -> None:
        """Make current what is so many hits further."""
        self._list.step(by)

    def enter(self) -> None:
        """Open the hit that is current."""
        self._choose(self._list.currentIndex())

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._list.setAccessibleName(self.tr("What is found"))
        self._filter_button.set_label(self.tr("Narrow the search"))
        self._widen.setText(self.tr("Search without filters"))
        self._unfinished.setText(
            self.tr("Some messages are still being made searchable. More may be found in a moment.")
        )
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        for label in (self._count, self._unfinished, self._nothing):
            label.setProperty("tone", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._count, self._unfinished):
            label.setProperty("textSize", "caption")
        for label in (self._unfinished, self._nothing):
            label.setWordWrap(True)
        self._unfinished.setContentsMargins(10, 0, 10, 0)
        self._widen.setProperty("kind", "link")
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 0, 0)
        head.addWidget(self._count, 1)
        head.addWidget(self._filter_button)
        empty = QWidget()
        words = QVBoxLayout(empty)
        words.setContentsMargins(3, SPACING, 10, 0)  # where the words of the link stand below the others
        self._nothing.setContentsMargins(7, 0, 0, 0)
        words.addWidget(self._nothing)
        words.addWidget(self._widen, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._chips)
        column.addWidget(self._unfinished)
        column.addWidget(self._pages, 1)

    def _ask(self) -> None:
        chosen = self._filters.chosen()
        self._chips.set_chosen(chosen)
        self._filter_button.set_icon("sliders", "accent" if chosen else "text_muted")
        self._widen.setVisible(bool(chosen))
        if self._text:
            self.asked.emit(self._filters.query(self._text))

    def _say(self) -> None:
        hits = self._hits or ()
        if len(hits) >= MOST_HITS:
            self._count.setText(
                self.tr("The first {count} results").format(count=QLocale().toString(MOST_HITS))
            )
        else:
            self._count.setText(self.tr("%n result(s)", "", len(hits)) if hits else "")
        self._nothing.setText(
            self.tr("Nothing is found for “{text}”.").format(text=apart(self._text.strip()))
        )

    def _choose(self, index: QModelIndex) -> None:
        row: HitRow | None = self._rows.row(index)
        if row is not None and row.hit is not None:
            self.hit_chosen.emit(row.hit, row.terms)
