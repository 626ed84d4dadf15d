"""The Models window: what is on this PC, what suits it and what the hub has. It holds views and knows no service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.faults import Fault
from desktop_chat.models.catalog import CatalogModel, Licence, Unavailable
from desktop_chat.models.fit import Fit
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hub.download import Download, Progress
from desktop_chat.models.hub.listing import Repository, RepositorySummary, SearchQuery
from desktop_chat.models.library import KnownModel
from desktop_chat.models.recommend import Recommendation
from desktop_chat.ui.icons import app_icon
from desktop_chat.ui.models.details import DetailsView
from desktop_chat.ui.models.drop_sign import DropSign
from desktop_chat.ui.models.empty_page import EmptyPage
from desktop_chat.ui.models.entries import EntryKey, HubState, Shelf
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.models.list_pane import ListPane
from desktop_chat.ui.shortcuts import sequences
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.drops import TakesFiles
from desktop_chat.ui.widgets.lines import line

_SMALLEST = (640, 480)
_FIRST_SIZE = (1080, 760)
_PANE_WIDTH = 360
_SETTLED_MS = 120


class ModelsWindow(TakesFiles, QWidget):
    """Shows what it is given and says what the user wants; it changes nothing itself.

    Signals:
        entry_selected(EntryKey): its details are shown; its fits, header or repository are wanted.
        hub_search_requested(SearchQuery): search the hub.
        download_requested(EntryKey, str): download the choice with this name.
        pause_requested(str), resume_requested(str), cancel_requested(str): of a download, by its id; resume
            is asked of paused, waiting and failed ones.
        move_requested(str, int): put a download at another place of the queue, 0 is the first.
        chat_requested(str): start a conversation with the model at this path.
        show_in_folder_requested(str): show the file at this path in the system's file manager.
        remove_requested(str): put the file at this path into the bin, or take it off the list.
        template_requested(str): show the chat template of the model at this path.
        notes_changed(str, str): keep these notes of the model at this path.
        model_settings_changed(str, ModelSettings): keep these settings of the model at this path.
        open_file_requested(): choose a file to add.
        files_dropped(list[str]): these files were dropped on the window.
        import_requested(): choose among the models of other apps.
        link_requested(str): open this address in the browser.
        settings_requested(): show the settings of the network.
    """

    entry_selected = Signal(object)
    hub_search_requested = Signal(object)
    download_requested = Signal(object, str)
    pause_requested = Signal(str)
    resume_requested = Signal(str)
    cancel_requested = Signal(str)
    move_requested = Signal(str, int)
    chat_requested = Signal(str)
    show_in_folder_requested = Signal(str)
    remove_requested = Signal(str)
    template_requested = Signal(str)
    notes_changed = Signal(str, str)
    model_settings_changed = Signal(str, object)
    open_file_requested = Signal()
    files_dropped = Signal(list)
    import_requested = Signal()
    link_requested = Signal(str)
    settings_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme_manager = theme_manager
        self._shelf = Shelf()
        self._found_count = 0
        self._has_chosen = False
        self._asked = QTimer(self, singleShot=True, interval=_SETTLED_MS)  # while arrow keys run past entries
        self._asked.timeout.connect(self._tell_selected)
        self.setObjectName("ground")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self.setAcceptDrops(True)
        self._pane = ListPane(theme_manager, self._shelf)
        self._details = DetailsView(theme_manager, self._shelf)
        self._empty = EmptyPage(theme_manager)
        self._open, self._import = QPushButton(), QPushButton()
        self._lay_out()
        self._connect()
        self._tint()
        self.retranslate()
        self._pane.field.setFocus()

    @property
    def shown(self) -> EntryKey | None:
        """The entry whose details are shown."""
        return self._details.key if self._pages.currentWidget() is self._details else None

    # ---- what is on this PC and on offer

    def set_installed(self, models: list[KnownModel]) -> None:
        """Show these models of this PC, the most recently used first."""
        self._shelf.installed = models
        self._empty.set_has_models(bool(models))
        self._pane.entries.rebuild("installed", "recommended", "catalog")
        self._keep_or_leave()

    def set_resident(self, paths: Iterable[str]) -> None:
        """Mark the models that are in memory now."""
        resident = frozenset(paths)
        if resident == self._shelf.resident:
            return
        self._shelf.resident = resident
        self._pane.entries.rebuild("installed")
        self._details.refresh()

    def set_catalog(
        self,
        models: Iterable[CatalogModel],
        licences: Iterable[Licence],
        unavailable: Iterable[Unavailable] = (),
    ) -> None:
        """Show these models of the catalog; of those that cannot run here, say so where they are looked for."""
        self._shelf.catalog = {model.id: model for model in models}
        self._shelf.licences = {licence.id: licence for licence in licences}
        self._shelf.unavailable = tuple(unavailable)
        self._pane.entries.rebuild("recommended", "catalog")
        self._details.refresh()

    def set_recommended(self, offers: Iterable[Recommendation]) -> None:
        """Show these models first, the best first."""
        self._shelf.offers = list(offers)
        self._pane.entries.rebuild("recommended", "catalog")
        self._keep_or_leave()

    def set_accepted(self, ids: Iterable[str]) -> None:
        """Tell which terms were accepted: licences by their ids, gated repositories by OWNER/NAME."""
        self._shelf.accepted = frozenset(ids)
        self._details.refresh()

    def set_found_count(self, count: int) -> None:
        """Offer to use models of other apps; 0: there are none that are not used yet."""
        self._found_count = count
        self._name_import()

    # ---- downloads

    def set_downloads(self, downloads: tuple[Download, ...]) -> None:
        """Show the queue; finished ones are left out."""
        self._shelf.downloads = downloads
        known = {one.id for one in downloads}
        progress = self._shelf.progress
        self._shelf.progress = {one: progress[one] for one in progress if one in known}
        self._pane.entries.rebuild("downloading", "recommended", "catalog")
        self._keep_or_leave()

    def set_progress(self, download_id: str, progress: Progress) -> None:
        """Show how far a download is."""
        self._shelf.progress[download_id] = progress
        self._pane.entries.update_download(download_id)
        self._details.refresh_progress()

    # ---- the hub

    def set_offline(self, is_offline: bool) -> None:
        """Say that the hub is not to be asked."""
        self._shelf.is_offline = is_offline
        self._pane.entries.rebuild("hub")
        self._details.refresh()

    def set_hub_state(self, state: HubState, fault: Fault | None = None) -> None:
        """Say what the search is doing; with `failed`, why."""
        self._shelf.hub_state, self._shelf.hub_fault = state, fault
        self._pane.entries.rebuild("hub")

    def set_hub_results(self, found: tuple[RepositorySummary, ...]) -> None:
        """Show what the search found."""
        self._shelf.hub_found, self._shelf.hub_state = found, "found"
        self._pane.entries.rebuild("hub")

    def set_repository(self, repository: Repository) -> None:
        """Show the files of a repository."""
        key = EntryKey("hub", repository.summary.id)
        self._shelf.repositories[key.id] = repository
        self._shelf.faults.pop(key, None)
        self._refresh(key)

    # ---- details

    def set_fits(self, key: EntryKey, fits: Mapping[str, Fit]) -> None:
        """Show how the choices of an entry fit, by their names; of a file on this PC or a download by ""."""
        self._shelf.fits[key] = dict(fits)
        if key.kind == "catalog":
            self._pane.entries.update_catalog(key)
        self._refresh(key)

    def set_header_facts(self, path: str, header: GgufHeader) -> None:
        """Show what the file at a path says of itself."""
        self._shelf.headers[path] = header
        self._refresh(EntryKey("installed", path))

    def set_details_fault(self, key: EntryKey, fault: Fault) -> None:
        """Say why the details of an entry could not be found out, or its download could not begin."""
        self._shelf.faults[key] = fault
        self._refresh(key)

    def show_entry(self, key: EntryKey) -> None:
        """Select an entry and show its details."""
        self._pane.view.set_current(key)
        self._choose(key)

    def search(self, text: str) -> None:
        """Show what matches a text, as if it was typed."""
        self._pane.field.setText(text)
        self._pane.focus_field()

    # ---- the window

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self.setWindowTitle(self.tr("Models"))
        self._open.setText("  " + self.tr("Open a file…"))
        self._name_import()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what was typed last be kept."""
        self._details.flush()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the search field on Esc, and to it on a slash that nobody wanted."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Slash):
            self._pane.focus_field()
        else:
            super().keyPressEvent(event)

    def show_as_target(self, is_target: bool) -> None:
        """Say over everything that files can be dropped."""
        self._drop_sign.setGeometry(self.rect())
        self._drop_sign.setVisible(is_target)
        self._drop_sign.raise_()

    def take_dropped(self, paths: list[str]) -> None:
        """Tell of the files that were dropped."""
        self.files_dropped.emit(paths)

    def _lay_out(self) -> None:
        for button in (self._open, self._import):
            button.setProperty("kind", "quiet")
        self._bar = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._bar.setSizePolicy(policy)
        flow = FlowLayout(self._bar, spacing=SPACING // 2, aligned_right=True)
        flow.setContentsMargins(SPACING, SPACING, SPACING + SPACING // 2, SPACING)
        flow.addWidget(self._import)
        flow.addWidget(self._open)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._details)
        right = QWidget()
        right.setObjectName("ground")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(line())
        column.addWidget(self._pages, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._pane)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_PANE_WIDTH, _FIRST_SIZE[0] - _PANE_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self._drop_sign = DropSign(self._theme_manager, self)

    def _connect(self) -> None:
        view, details, card = self._pane.view, self._details, self._details.download_card
        view.chosen.connect(self._choose)
        view.main_requested.connect(self._do_main)
        view.remove_requested.connect(self._remove)
        view.pause_requested.connect(self._do_main)
        details.download_requested.connect(self._download)
        details.again_requested.connect(self._ask_again)
        self._pane.search_requested.connect(self._search_hub)
        self._pane.settings_requested.connect(self.settings_requested)
        self._pane.left.connect(self.close)
        for ours, theirs in (
            (self.chat_requested, details.chat_requested),
            (self.show_in_folder_requested, details.folder_requested),
            (self.remove_requested, details.remove_requested),
            (self.template_requested, details.template_requested),
            (self.notes_changed, details.notes_changed),
            (self.model_settings_changed, details.settings_changed),
            (self.link_requested, details.link_chosen),
            (self.settings_requested, details.settings_requested),
            (self.pause_requested, card.pause_requested),
            (self.resume_requested, card.resume_requested),
            (self.cancel_requested, card.cancel_requested),
            (self.move_requested, card.move_requested),
            (self.open_file_requested, self._open.clicked),
            (self.open_file_requested, self._empty.open_file_requested),
            (self.import_requested, self._import.clicked),
        ):
            theirs.connect(ours)
        for shortcut_id, call in (("find-model", self._pane.focus_field), ("close", self.close)):
            for keys in sequences(shortcut_id):
                QShortcut(keys, self, call)
        self._theme_manager.changed.connect(self._tint)

    def _choose(self, key: EntryKey) -> None:
        self._has_chosen = True
        self._show(key)

    def _choose_first(self) -> None:
        """Show the model that matters most until the user chooses one: that used last, else the best offer."""
        shelf = self._shelf
        keys = [EntryKey("installed", model.path) for model in shelf.installed[:1]]
        keys += [EntryKey("download", one.id) for one in shelf.unfinished()[:1]]
        keys += [EntryKey("catalog", offer.model.id) for offer in shelf.offers[:1]]
        if keys and not self._has_chosen and keys[0] != self.shown:
            self._pane.view.set_current(keys[0])
            self._show(keys[0])

    def _show(self, key: EntryKey) -> None:
        if not self._shelf.has(key):
            return
        self._details.show_entry(key)
        self._pages.setCurrentWidget(self._details)
        self._asked.start()

    def _tell_selected(self) -> None:
        if self.shown is not None:
            self.entry_selected.emit(self.shown)

    def _download(self, key: EntryKey, choice: str) -> None:
        self._forget_fault(key)
        self.download_requested.emit(key, choice)

    def _ask_again(self, key: EntryKey) -> None:
        self._forget_fault(key)
        self.entry_selected.emit(key)

    def _forget_fault(self, key: EntryKey) -> None:
        self._shelf.faults.pop(key, None)
        self._refresh(key)

    def _refresh(self, key: EntryKey) -> None:
        if key == self._details.key:
            self._details.refresh()

    def _keep_or_leave(self) -> None:
        """Go on showing the entry; a download that is done has become a file, what is gone shows nothing."""
        key = self.shown
        self._choose_first()
        if key is None or key != self.shown:
            return
        finished = self._shelf.download(key.id) if key.kind == "download" else None
        if self._shelf.has(key):
            self._details.refresh()
        elif finished is not None and self._shelf.known_model(finished.path):
            self.show_entry(EntryKey("installed", finished.path))
        elif finished is None:
            self._pages.setCurrentWidget(self._empty)
            self._has_chosen = False
            self._choose_first()

    def _do_main(self, key: EntryKey) -> None:
        if key == self.shown:
            self._details.do_main()

    def _remove(self, key: EntryKey) -> None:
        if key.kind == "installed":
            self.remove_requested.emit(key.id)
        elif (download := self._shelf.download_of(key)) is not None:
            self.cancel_requested.emit(download.id)

    def _search_hub(self, query: SearchQuery) -> None:
        self._shelf.hub_query = query
        self._shelf.hub_found = ()
        self.set_hub_state("searching")
        self.hub_search_requested.emit(query)

    def _name_import(self) -> None:
        self._import.setText("  " + self.tr("Use models of other apps (%n found)", "", self._found_count))
        self._import.setVisible(self._found_count > 0)

    def _tint(self) -> None:
        self._open.setIcon(self._theme_manager.icon("folder"))
        self._import.setIcon(self._theme_manager.icon("drop"))
