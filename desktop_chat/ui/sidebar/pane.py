"""What the sidebar shows of conversations: all of them, the archive, the bin, or what a search finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.chat.searching import Hit
from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.reply_marks import Marks
from desktop_chat.ui.sidebar.model import ConversationModel
from desktop_chat.ui.sidebar.place_header import PlaceHeader
from desktop_chat.ui.sidebar.requests import Place, Purge
from desktop_chat.ui.sidebar.view import ConversationList
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

if TYPE_CHECKING:
    from desktop_chat.ui.sidebar.search.page import SearchPage


class ConversationPane(QStackedWidget):
    """Shows what it is given and says what the user wants.

    Signals:
        chosen(int): open this conversation.
        requested(object): (Request) do this.
        undo_requested(): take the last change back.
        search_asked(object): (SearchQuery) look for this.
        hit_chosen(object, object): (Hit, tuple of texts) open this; the texts are what was found there.
        folded_changed(object): (tuple of ids) these folders do not show what is in them.
        import_requested(): bring in conversations from elsewhere.
    """

    chosen = Signal(int)
    requested = Signal(object)
    undo_requested = Signal()
    search_asked = Signal(object)
    hit_chosen = Signal(object, object)
    folded_changed = Signal(object)
    import_requested = Signal()

    def __init__(
        self, theme_manager: ThemeManager, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._today = today
        self._open_id: int | None = None
        self._waiting: Listing | None = None  # came while a title was being typed
        self._names: Mapping[str, str] = {}
        self._model = ConversationModel(today, self)
        self._list = ConversationList(theme_manager, self._model, today)
        self._header = PlaceHeader(theme_manager)
        self._empty = QLabel()
        self._import = QPushButton()
        self._search: SearchPage | None = None
        self._midnight = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._wait_for_midnight()

    @property
    def current_id(self) -> int | None:
        """The conversation that is marked as open."""
        return self._open_id

    @property
    def is_searching(self) -> bool:
        """Whether what is found is shown in the place of the list."""
        return self._search is not None and self.currentWidget() is self._search

    def set_listing(self, listing: Listing) -> None:
        """Show another listing; while a title is being typed it waits until that is done."""
        if self._list.is_editing:
            self._waiting = listing
            return
        self._waiting = None
        self._list.set_listing(listing)
        self._show_emptiness()
        if self._search is not None:
            self._offer_filters()

    def set_current(self, conversation_id: int | None) -> None:
        """Mark the conversation that is open; None where a new one is being started."""
        self._open_id = conversation_id
        self._list.set_open(conversation_id)

    def set_marks(self, marks: Marks) -> None:
        """Mark the conversations that are being answered, and those that were answered unseen."""
        self._model.set_marks(marks)

    def set_folded(self, folded: Sequence[int]) -> None:
        """Show what is in every folder but these."""
        self._model.set_folded(folded)

    def set_model_names(self, names: Mapping[str, str]) -> None:
        """Call models by these names (by path) where a search is narrowed."""
        self._names = names
        if self._search is not None:
            self._offer_filters()

    def rename(self, conversation_id: int) -> None:
        """Let a conversation be renamed in place, wherever it is listed."""
        found = (one for one in self._model.listing.conversations if one.id == conversation_id)
        one = next(found, None)
        if one is None:
            return
        self.show_place("list" if one.archived_at is None else "archive")
        if one.folder_id is not None:
            self._list.fold(one.folder_id, False)
        self._list.setFocus()
        self._list.rename(conversation_id)

    def edit_folder(self, folder_id: int) -> None:
        """Let a folder be named in place."""
        self.show_place("list")
        self._list.setFocus()
        self._list.rename_folder(folder_id)

    def show_place(self, place: Place) -> None:
        """List the conversations of another place."""
        self.setCurrentIndex(0)
        if place != self._model.place:
            self._list.show_place(place)
            self._list.set_open(self._open_id)
        self._show_emptiness()

    def search(self, text: str) -> None:
        """Look for a text; for an empty one, or the first letter of a syllable, show the list again."""
        text = text.strip()
        if not text or (len(text) == 1 and "\u3131" <= text <= "\u3163"):
            self.setCurrentIndex(0)
        else:
            self._search_page().set_text(text)

    def show_hits(self, hits: Sequence[Hit], left: int) -> None:
        """Show what is found, and that `left` messages cannot be found yet."""
        page = self._search_page()
        page.show_hits(hits, left)
        self.setCurrentWidget(page)

    def step(self, by: int) -> None:
        """Go so many lines further in what is found; in the list the keyboard goes there."""
        if self.is_searching:
            self._search_page().step(by)
        elif by > 0:
            self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def enter(self) -> None:
        """Open what is current in what is found."""
        if self.is_searching:
            self._search_page().enter()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._list.setAccessibleName(self.tr("Conversations"))
        self._list.regroup()
        self._show_emptiness()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._empty.setProperty("tone", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(7, SPACING * 2, 10, 0)
        self._list_or_nothing = QStackedWidget()
        self._list_or_nothing.addWidget(self._list)
        self._list_or_nothing.addWidget(self._nothing())
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._header)
        column.addWidget(self._list_or_nothing, 1)
        self.addWidget(page)

    def _nothing(self) -> QWidget:
        self._import.setProperty("kind", "link")
        self._import.clicked.connect(self.import_requested)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(3, 0, 0, 0)  # where the words of the link stand below the others
        column.setSpacing(SPACING // 2)
        column.addWidget(self._empty)
        column.addWidget(self._import, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self._header.back_requested.connect(lambda: self.show_place("list"))
        self._header.empty_requested.connect(self._ask_to_empty)
        self._list.chosen.connect(self.chosen)
        self._list.requested.connect(self.requested)
        self._list.place_chosen.connect(self.show_place)
        self._list.undo_requested.connect(self.undo_requested)
        self._list.edit_ended.connect(self._take_waiting)
        self._model.requested.connect(self.requested)
        self._model.folded_changed.connect(self.folded_changed)
        self._midnight.timeout.connect(self._start_day)

    def _search_page(self) -> SearchPage:
        if self._search is None:
            from desktop_chat.ui.sidebar.search.page import SearchPage  # noqa: PLC0415  not needed for a start

            self._search = SearchPage(self._theme_manager, self._today, self)
            self._search.asked.connect(self.search_asked)
            self._search.hit_chosen.connect(self.hit_chosen)
            self.addWidget(self._search)
            self._offer_filters()
        return self._search

    def _offer_filters(self) -> None:
        listing = self._model.listing
        paths = {one.model for one in listing.conversations if one.model}
        names = {path: self._names.get(path) or Path(path).stem for path in paths}
        by_name = dict(sorted(names.items(), key=lambda one: one[1].casefold()))
        self._search_page().set_choices(by_name, listing.folders)

    def _show_emptiness(self) -> None:
        """Say what will be where nothing is yet."""
        place, is_empty = self._model.place, not self._model.rowCount()
        self._header.show_place(place, is_empty=is_empty)
        sentences = {
            "list": self.tr("No conversations yet. Ask something, and it is kept here, on this PC only."),
            "archive": self.tr("The archive is empty."),
            "bin": self.tr("The bin is empty. What you delete is kept here for 30 days."),
        }
        self._empty.setText(sentences[place])
        self._import.setText(self.tr("Import conversations…"))
        self._import.setVisible(place == "list")
        self._list_or_nothing.setCurrentIndex(1 if is_empty else 0)

    def _ask_to_empty(self) -> None:
        self.requested.emit(Purge(tuple(one.id for one in self._model.listing.in_bin)))

    def _take_waiting(self) -> None:
        if self._waiting is not None:
            self.set_listing(self._waiting)

    def _wait_for_midnight(self) -> None:
        midnight = datetime.combine(date.today() + timedelta(days=1), datetime.min.time())
        seconds = (midnight - datetime.now()).total_seconds() + 1
        self._midnight.start(round(seconds * 1000))

    def _start_day(self) -> None:
        self._list.regroup()
        self._wait_for_midnight()
