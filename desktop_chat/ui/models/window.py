"""The Models window: what is on this PC, what suits it and what the hub has. It holds views and knows no service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.faults import Fault
from desktop_chat.models.catalog import CatalogModel, Licence
from desktop_chat.models.fit import Fit
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hub.download import Download, Progress
from desktop_chat.models.hub.listing import Repository, RepositorySummary
from desktop_chat.models.library import KnownModel
from desktop_chat.ui.models.entries import EntryKey, HubState, Offer, Shelf
from desktop_chat.ui.style import ThemeManager


class ModelsWindow(QWidget):
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

    # ---- what is on this PC and on offer

    def set_installed(self, models: list[KnownModel]) -> None:
        """Show these models of this PC, the most recently used first."""
        self._shelf.installed = models

    def set_resident(self, paths: Iterable[str]) -> None:
        """Mark the models that are in memory now."""
        self._shelf.resident = frozenset(paths)

    def set_catalog(self, models: Iterable[CatalogModel], licences: Iterable[Licence]) -> None:
        """Show these models of the catalog."""
        self._shelf.catalog = {model.id: model for model in models}
        self._shelf.licences = {licence.id: licence for licence in licences}

    def set_recommended(self, offers: list[Offer]) -> None:
        """Show these models first, the best first."""
        self._shelf.offers = offers

    def set_found_count(self, count: int) -> None:
        """Offer to use models of other apps; 0: there are none that are not used yet."""
        self._found_count = count

    # ---- downloads

    def set_downloads(self, downloads: tuple[Download, ...]) -> None:
        """Show the queue; finished ones are left out."""
        self._shelf.downloads = downloads

    def set_progress(self, download_id: str, progress: Progress) -> None:
        """Show how far a download is."""
        self._shelf.progress[download_id] = progress

    # ---- the hub

    def set_offline(self, is_offline: bool) -> None:
        """Say that the hub is not to be asked."""
        self._shelf.is_offline = is_offline

    def set_hub_state(self, state: HubState, fault: Fault | None = None) -> None:
        """Say what the search is doing; with `failed`, why."""
        self._shelf.hub_state, self._shelf.hub_fault = state, fault

    def set_hub_results(self, found: tuple[RepositorySummary, ...]) -> None:
        """Show what the search found."""
        self._shelf.hub_found, self._shelf.hub_state = found, "found"

    def set_repository(self, repository: Repository) -> None:
        """Show the files of a repository."""
        self._shelf.repositories[repository.summary.id] = repository

    # ---- details

    def set_fits(self, key: EntryKey, fits: Mapping[str, Fit]) -> None:
        """Show how the choices of an entry fit, by their names; of a file on this PC by ""."""
        self._shelf.fits[key] = dict(fits)

    def set_header_facts(self, path: str, header: GgufHeader) -> None:
        """Show what the file at a path says of itself."""
        self._shelf.headers[path] = header

    def set_details_fault(self, key: EntryKey, fault: Fault) -> None:
        """Say why the details of an entry could not be found out."""
        self._shelf.faults[key] = fault

    def show_entry(self, key: EntryKey) -> None:
        """Select an entry and show its details."""
