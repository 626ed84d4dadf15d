"""The first start: offers a model that suits this PC, gets it, and begins a conversation with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_chat.models.hub.download import Download, Progress
from desktop_chat.models.library import KnownModel
from desktop_chat.models.recommend import Recommendation
from desktop_chat.ui.chat.first_model import FirstModel
from desktop_chat.ui.models.offer import FirstOffer
from desktop_chat.ui.services import ModelServices, Services


class FirstModelController(QObject):
    """Runs the offer in the empty window, while there is no model.

    Signals:
        chat_requested: (path) the model that was offered is there.
        cancel_requested: (id of a download) give it up.
    """

    chat_requested = Signal(str)
    cancel_requested = Signal(str)

    def __init__(self, view: FirstModel, services: Services, models: ModelServices) -> None:
        super().__init__(view)
        self._view = view
        self._translations = services.translations
        self._library = services.library
        self._hub = models.hub
        self._flow = models.flow
        self._advisor = models.advisor
        self._chosen: Recommendation | None = None
        self._download: Download | None = None
        view.download_requested.connect(self._get)
        view.pause_requested.connect(self._hub.pause)
        view.resume_requested.connect(self._hub.resume)
        view.cancel_requested.connect(self.cancel_requested)
        self._advisor.first_chosen.connect(self._on_chosen)
        self._advisor.catalog_read.connect(self._show_offer)
        self._library.found.connect(view.set_found)
        self._library.arrived.connect(self._on_arrived)
        self._hub.downloads_changed.connect(self._on_downloads)
        self._hub.download_progressed.connect(self._on_progress)
        self._translations.changed.connect(self.begin)

    def begin(self) -> None:
        """Look for what can be offered, unless there is a model already."""
        self._view.set_offline(self._hub.is_offline)
        if self._library.models:
            return
        if self._advisor.catalog is None:
            self._advisor.read_catalog()
        self._advisor.choose_first(self._translations.language)
        self._library.find_in_apps()

    def _on_chosen(self, chosen: Recommendation | None) -> None:
        if self._download is None:  # what is being downloaded stays on offer
            self._chosen = chosen
        self._show_offer()

    def _show_offer(self) -> None:
        chosen, catalog = self._chosen, self._advisor.catalog
        if catalog is None:
            return
        if chosen is None:
            self._view.set_offer(None)
            return
        model = chosen.model
        licence = catalog.licence(model.licence)
        is_korean = self._translations.language == "ko"
        self._view.set_offer(
            FirstOffer(
                key=model.id,
                title=model.name,
                about=model.about_ko if is_korean else model.about,
                size_bytes=chosen.file.size,
                needed_bytes=chosen.fit.needed_bytes,
                licence=licence.name if licence else model.licence,
            )
        )

    def _get(self, _key: str) -> None:
        if self._chosen is not None and self._advisor.catalog is not None:
            self._flow.want_catalog(self._advisor.catalog, self._chosen.model, self._chosen.file)

    def _on_downloads(self, downloads: tuple[Download, ...]) -> None:
        chosen = self._chosen.model.id if self._chosen else ""
        ours = (each for each in downloads if each.request.catalog_id == chosen)
        self._download = next(ours, None) if chosen else None
        self._view.set_offer_progress(self._download)

    def _on_progress(self, download_id: str, progress: Progress) -> None:
        if self._download is not None and self._download.id == download_id:
            self._view.set_offer_progress(self._download, progress)

    def _on_arrived(self, model: KnownModel, download: Download) -> None:
        if self._chosen is not None and download.request.catalog_id == self._chosen.model.id:
            self._chosen = None
            self.chat_requested.emit(model.path)
