"""Runs the Models window: what the services know goes into it, what the user wants goes to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_chat.faults import Fault
from desktop_chat.models.catalog import Catalog, CatalogModel
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hub.download import Download, DownloadRequest
from desktop_chat.models.hub.listing import Repository, SearchQuery
from desktop_chat.models.library import KnownModel
from desktop_chat.models.places.found import FoundModel
from desktop_chat.ui.engine_service import ModelStatus
from desktop_chat.ui.models.entries import EntryKey
from desktop_chat.ui.models.found_dialog import FoundDialog
from desktop_chat.ui.models.remove_dialog import RemoveDialog, asks_first
from desktop_chat.ui.models.window import ModelsWindow
from desktop_chat.ui.services import ModelServices, Services
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.dialogs import show_dialog


class ModelsController(QObject):
    """One Models window and what happens in it.

    Signals:
        chat_requested: (path) begin a conversation with this model.
        template_requested: (path) show its chat template.
        open_file_requested: let the user choose a model file.
        settings_requested: show the settings of the network.
        link_requested: (QUrl) open an address, after the user was asked.
        cancel_requested: (id of a download) give it up.
        removed: (KnownModel) it is off the list, and its files are where they were.
        failed: (Fault).
    """

    chat_requested = Signal(str)
    template_requested = Signal(str)
    open_file_requested = Signal()
    settings_requested = Signal()
    link_requested = Signal(QUrl)
    cancel_requested = Signal(str)
    removed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        theme_manager: ThemeManager,
        services: Services,
        models: ModelServices,
        main_window: Callable[[], QWidget],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._main_window = main_window
        self._theme_manager = theme_manager
        self._translations = services.translations
        self._library = services.library
        self._engines = services.engines
        self._hub = models.hub
        self._advisor = models.advisor
        self._flow = models.flow
        self._found: list[FoundModel] = []
        self._found_dialog: FoundDialog | None = None
        self._search = 0
        self._repositories: dict[str, Repository] = {}
        self._listing: dict[int, str] = {}  # calls for a repository's files
        self._reading: dict[int, Repository] = {}  # calls for the header of one of them
        self._opened: set[str] = set()  # repositories that let the user in
        self._removing = ""  # the model that goes to the bin once its process is gone
        self.window = ModelsWindow(theme_manager)
        self._connect_window()
        self._connect_services()
        self._fill()

    def show(self) -> None:
        """Show the window, in front of others."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        self._library.scan(self._hub.models_folder)
        self._library.find_in_apps()
        self._recommend()

    def choose_found(self) -> None:
        """Let the user choose among the models of other apps."""
        dialog = FoundDialog(self._theme_manager, self.front)
        dialog.add_requested.connect(self._library.add_found)
        dialog.finished.connect(self._on_found_dialog_closed)
        self._found_dialog = dialog
        self._library.find_in_apps()
        show_dialog(dialog)

    @property
    def front(self) -> QWidget:
        """The window the user works in: this one while it is shown, else the main window."""
        return self.window if self.window.isVisible() else self._main_window()

    def set_offline(self, is_offline: bool) -> None:
        """Say whether the settings forbid every request."""
        self.window.set_offline(is_offline)

    # ---- connections

    def _connect_window(self) -> None:
        window = self.window
        window.entry_selected.connect(self._on_selected)
        window.hub_search_requested.connect(self._on_search)
        window.download_requested.connect(self._on_download)
        window.pause_requested.connect(self._hub.pause)
        window.resume_requested.connect(self._hub.resume)
        window.cancel_requested.connect(self.cancel_requested)
        window.move_requested.connect(self._hub.move)
        window.chat_requested.connect(self.chat_requested)
        window.template_requested.connect(self.template_requested)
        window.show_in_folder_requested.connect(_show_folder)
        window.remove_requested.connect(self._on_remove)
        window.notes_changed.connect(self._library.set_notes)
        window.model_settings_changed.connect(self._on_model_settings)
        window.open_file_requested.connect(self.open_file_requested)
        window.files_dropped.connect(self._on_files)
        window.import_requested.connect(self.choose_found)
        window.link_requested.connect(lambda link: self.link_requested.emit(QUrl(link)))
        window.settings_requested.connect(self.settings_requested)

    def _connect_services(self) -> None:
        self._library.changed.connect(self._on_library)
        self._library.found.connect(self._on_found)
        self._engines.status_changed.connect(self._on_status)
        self._engines.ended.connect(self._on_engine_ended)
        self._advisor.catalog_read.connect(self._on_catalog)
        self._advisor.recommended.connect(self.window.set_recommended)
        self._advisor.weighed.connect(self.window.set_fits)
        self._advisor.header_read.connect(self.window.set_header_facts)
        self._advisor.failed.connect(self._on_failed)
        self._hub.downloads_changed.connect(self.window.set_downloads)
        self._hub.download_progressed.connect(self.window.set_progress)
        self._hub.found.connect(self._on_hub_found)
        self._hub.repository_shown.connect(self._on_repository)
        self._hub.header_read.connect(self._on_hub_header)
        self._hub.failed.connect(self._on_hub_failed)
        self._flow.failed.connect(self._on_failed)
        self._flow.accepted.connect(self._on_accepted)
        self._flow.began.connect(self._on_download_began)
        self._library.arrived.connect(self._on_arrived)
        self._translations.changed.connect(self._recommend)

    def _fill(self) -> None:
        self.window.set_installed(self._library.models)
        self.window.set_resident(self._engines.resident())
        self.window.set_downloads(self._hub.downloads)
        self.window.set_offline(self._hub.is_offline)
        if self._advisor.catalog is not None:
            self._on_catalog(self._advisor.catalog)

    # ---- what there is

    def _on_catalog(self, catalog: Catalog) -> None:
        self.window.set_catalog(catalog.models, catalog.licences, catalog.unavailable)
        self._flow.tell_accepted(catalog)

    def _recommend(self) -> None:
        if self._advisor.catalog is None:
            self._advisor.read_catalog()
        self._advisor.recommend(self._translations.language, self._library.models)

    def _on_library(self, models: list[KnownModel]) -> None:
        self.window.set_installed(models)

    def _on_status(self, _path: str, _status: ModelStatus) -> None:
        self.window.set_resident(self._engines.resident())

    def _on_found(self, found: list[FoundModel]) -> None:
        self._found = found
        self.window.set_found_count(len(found))
        if self._found_dialog is not None:
            self._found_dialog.set_found(found)

    def _on_found_dialog_closed(self) -> None:
        self._found_dialog = None
        self._library.find_in_apps()

    # ---- details

    def _on_selected(self, key: EntryKey) -> None:
        match key.kind:
            case "installed":
                model = self._library.find(key.id)
                if model is not None and model.exists:
                    self._advisor.weigh_file(model)
                if model is not None and model.has_changed:
                    self._library.mark_seen(model.path)
            case "catalog":
                model = self._catalog_model(key.id)
                if model is not None:
                    self._advisor.weigh_catalog(model)
            case "download":
                download = next((each for each in self._hub.downloads if each.id == key.id), None)
                model = self._catalog_model(download.request.catalog_id) if download else None
                if download is not None and model is not None:
                    self._advisor.weigh_download(key, model, download.request.quantization)
            case "hub" if key.id not in self._repositories and key.id not in self._listing.values():
                self._listing[self._hub.show_repository(key.id)] = key.id

    def _on_repository(self, call: int, repository: Repository) -> None:
        if self._listing.pop(call, None) is None:
            return
        self._repositories[repository.summary.id] = repository
        self.window.set_repository(repository)
        if repository.choices and repository.summary.gate == "open":
            first = repository.choices[0].name
            command = self._hub.read_header(repository.summary.id, repository.revision, first)
            self._reading[command] = repository

    def _on_hub_header(self, call: int, header: GgufHeader) -> None:
        repository = self._reading.pop(call, None)
        if repository is not None:
            self._advisor.weigh_repository(repository, header)

    # ---- the hub

    def _on_search(self, query: SearchQuery) -> None:
        self.window.set_hub_state("searching")
        self._search = self._hub.search(query)

    def _on_hub_found(self, call: int, found: tuple) -> None:
        if call == self._search:
            self.window.set_hub_results(found)

    def _on_hub_failed(self, call: int, fault: Fault) -> None:
        if call in (0, self._search) and self._search:
            self._search = 0
            self.window.set_hub_state("failed", fault)
        calls = [call] if call else [*self._listing, *self._reading]
        for one in calls:
            repository = self._listing.pop(one, "")
            read = self._reading.pop(one, None)
            if repository or read is not None:
                key = EntryKey("hub", repository or read.summary.id)
                self.window.set_details_fault(key, fault)

    def _on_failed(self, key: EntryKey | None, fault: Fault) -> None:
        if key is not None and self.window.isVisible():
            self.window.set_details_fault(key, fault)
            self._offer_search(key, fault)
        else:
            self.failed.emit(fault)

    def _catalog_model(self, catalog_id: str) -> CatalogModel | None:
        return self._advisor.catalog.model(catalog_id) if self._advisor.catalog else None

    def _offer_search(self, key: EntryKey, fault: Fault) -> None:
        """Where a model of the catalog has moved, put its name into the search field."""
        model = self._catalog_model(key.id) if key.kind == "catalog" else None
        if model is not None and fault.code in ("hub_missing", "hub_file_missing"):
            self.window.search(model.name)

    # ---- what the user does

    def _on_download(self, key: EntryKey, choice: str) -> None:
        catalog = self._advisor.catalog
        if key.kind == "catalog" and catalog is not None:
            model = catalog.model(key.id)
            file = next((each for each in model.files if each.pattern == choice), None) if model else None
            if model is not None and file is not None:
                self._flow.want_catalog(catalog, model, file)
        repository = self._repositories.get(key.id)
        if key.kind == "hub" and repository is not None:
            self._flow.want_repository(catalog, repository, choice)

    def _on_accepted(self, licences: frozenset[str]) -> None:
        self.window.set_accepted(licences | self._opened)

    def _on_download_began(self, _key: EntryKey, request: DownloadRequest) -> None:
        self._opened.add(request.repository)  # what it asked for is given
        if self._advisor.catalog is not None:
            self._flow.tell_accepted(self._advisor.catalog)

    def _on_arrived(self, model: KnownModel, download: Download) -> None:
        """Show the finished model where its download was shown."""
        shown = self.window.shown
        ids = {EntryKey("download", download.id), EntryKey("catalog", download.request.catalog_id)}
        if shown in ids:
            self.window.show_entry(EntryKey("installed", model.path))
        self._recommend()

    def _on_files(self, paths: list[str]) -> None:
        for path in paths:
            self._library.add(path)

    def _on_model_settings(self, path: str, settings: object) -> None:
        self._library.set_settings(path, settings)
        model = self._library.find(path)
        if model is not None and model.exists:
            self._advisor.weigh_file(replace(model, settings=settings))

    def _on_remove(self, path: str) -> None:
        model = self._library.find(path)
        if model is None:
            return
        if not model.exists or not asks_first(model):
            self._engines.unload(path)
            self._library.forget(path)
            self.removed.emit(model)
            return
        dialog = RemoveDialog(model, parent=self.window)
        dialog.removal_confirmed.connect(self._remove_files)
        show_dialog(dialog)

    def _remove_files(self, path: str) -> None:
        """Move the files to the bin, once nothing holds them open any more."""
        if self._engines.status(path).state == "cold":
            self._library.move_to_bin(path, self._hub.models_folder)
        else:
            self._removing = path
            self._engines.unload(path)

    def _on_engine_ended(self, path: str, _fault: Fault | None) -> None:
        if path == self._removing:
            self._removing = ""
            self._library.move_to_bin(path, self._hub.models_folder)


def _show_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
