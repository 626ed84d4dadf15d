"""Everything about getting and keeping models, built when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import Download
from desktop_chat.models.hub.protocol import Configure
from desktop_chat.models.library import KnownModel
from desktop_chat.paths import Paths
from desktop_chat.settings import Settings
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.downloads_controller import DownloadsController
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.first_model_controller import FirstModelController
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.hub_service import HubService
from desktop_chat.ui.models.advisor import Advisor
from desktop_chat.ui.models.consent import Consent
from desktop_chat.ui.models.download_flow import DownloadFlow
from desktop_chat.ui.models.folder_move import FolderMove
from desktop_chat.ui.models.models_controller import ModelsController
from desktop_chat.ui.services import ModelServices, Services
from desktop_chat.ui.window_controller import WindowController


class ModelManagement(QObject):
    """Builds the services of models and connects them with the windows; `front_window` gives the one in front.

    Signals:
        settings_requested: show the settings of the network.
        token_known: (has a token, it outlives the app).
        failed: (Fault).
    """

    settings_requested = Signal()
    token_known = Signal(bool, bool)
    failed = Signal(object)

    def __init__(
        self,
        services: Services,
        settings: Callable[[], Settings],
        front_window: Callable[[], WindowController],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._front_window = front_window
        self._services = services
        self._settings = settings
        self._controller: ModelsController | None = None
        self._has_begun = False
        library, engines = services.library, services.engines
        paths = services.paths
        self.hub = HubService(configuration(paths, settings()), log_file=paths.engine_log_file, parent=self)
        self._advisor = Advisor(
            paths.speed_file,
            devices=lambda: engines.machine.devices if engines.machine else (),
            settings=lambda: settings().engine,
            freeable=lambda: _resident_bytes(engines),
            parent=self,
        )
        self._flow = DownloadFlow(self.hub, paths.licences_file, self)
        self._models = ModelServices(self.hub, self._advisor, self._flow)
        self._consent = Consent(
            self._flow,
            self.hub,
            theme_manager=services.theme_manager,
            translations=services.translations,
            window=self.front,
            parent=self,
        )
        self._windows: list[_Window] = []
        self.folder_move = FolderMove(self.hub, library, engines, self)
        self._connect()

    def add_window(self, controller: WindowController) -> None:
        """Show downloads in a window, and offer a first model there."""
        window = controller.window
        parts = _Window(
            DownloadsController(self.hub, window),
            FirstModelController(window.empty_state.first_model, self._services, self._models),
        )
        parts.first.chat_requested.connect(controller.chat_with)
        parts.first.cancel_requested.connect(self._cancel)
        self._windows.append(parts)
        controller.destroyed.connect(lambda: self._windows.remove(parts))
        if self._has_begun:
            parts.first.begin()

    def show_window(self) -> None:
        """Show the Models window."""
        self._built_controller().show()

    def choose_found(self) -> None:
        """Let the user choose among the models of other apps."""
        self._built_controller().choose_found()

    def begin(self) -> None:
        """Go on with the downloads that are not done, and offer a model where there is none."""
        if self._services.paths.downloads_file.exists() and not self.hub.is_offline:
            self.hub.resume_downloads()
        self._has_begun = True
        self._begin_first()

    def use_settings(self) -> None:
        """Use other settings from now on."""
        was_offline = self.hub.is_offline
        self.hub.configure(configuration(self._services.paths, self._settings()))
        if was_offline != self.hub.is_offline:
            self._begin_first()
            if self._controller is not None:
                self._controller.set_offline(self.hub.is_offline)

    def ask_token(self) -> None:
        """Let the user enter an access token."""
        self._consent.ask_token()

    def close_window(self) -> None:
        """Close the Models window."""
        if self._controller is not None:
            self._controller.window.close()

    def close(self) -> None:
        """End what runs; downloads go on at the next start."""
        if self._controller is not None:
            self._controller.window.deleteLater()
        self.hub.close()
        self._flow.close()
        self._advisor.close()

    def _connect(self) -> None:
        services = self._services
        self._consent.link_requested.connect(lambda link: self._ask_to_open(QUrl(link)))
        self._flow.failed.connect(self._on_flow_failed)
        self._advisor.failed.connect(self._on_advice_failed)
        self.hub.noticed.connect(self.failed)
        self.hub.token_known.connect(lambda _call, *state: self.token_known.emit(*state))
        self.hub.downloaded.connect(self._on_downloaded)
        services.library.arrived.connect(self._on_arrived)
        services.turns.replies.ended.connect(self._on_reply_ended)

    def _built_controller(self) -> ModelsController:
        if self._controller is None:
            controller = ModelsController(
                self._services.theme_manager,
                self._services,
                self._models,
                lambda: self._front_window().window,
                self,
            )
            controller.chat_requested.connect(lambda path: self._front_window().chat_with(path))
            controller.template_requested.connect(
                lambda path: self._front_window().show_template(path, self.front())
            )
            controller.open_file_requested.connect(lambda: self._front_window().open_model_file())
            controller.settings_requested.connect(self.settings_requested)
            controller.link_requested.connect(self._ask_to_open)
            controller.cancel_requested.connect(self._cancel)
            controller.removed.connect(self._on_removed)
            controller.failed.connect(self.failed)
            self._services.places.follow(controller.window, "models")
            self._services.places.follow_splitter(controller.window.splitter, "models")
            self._controller = controller
        return self._controller

    def front(self) -> QWidget:
        """Give the window that dialogs belong above."""
        if dialog := QApplication.activeModalWidget():
            return dialog
        return self._controller.front if self._controller else self._front_window().window

    def _template_for(self, catalog_id: str) -> str:
        """Give the chat template of ours that a model of the catalog needs, or nothing."""
        catalog = self._advisor.catalog
        model = catalog.model(catalog_id) if catalog else None
        return model.template if model is not None and model.template != "file" else ""

    def _cancel(self, download_id: str) -> None:
        self._windows[0].downloads.cancel(download_id, self.front())

    def _on_flow_failed(self, _key: object, fault: Fault) -> None:
        if self._controller is None or not self._controller.window.isVisible():
            self.failed.emit(fault)

    def _on_advice_failed(self, key: object, fault: Fault) -> None:
        if key is None:
            self.failed.emit(fault)

    def _begin_first(self) -> None:
        for window in self._windows:
            window.first.begin()

    def _ask_to_open(self, url: QUrl) -> None:
        self._front_window().ask_to_open(url)

    def _on_downloaded(self, download: Download) -> None:
        self._services.library.add_download(download, self._template_for(download.request.catalog_id))

    def _on_arrived(self, model: KnownModel, download: Download) -> None:
        self.hub.cancel(download.id)  # it is on the list now: the queue need not remember it
        self._front_window().window.toast.show_message(
            self.tr("“{name}” is ready.").format(name=apart(model.title)),
            self.tr("Chat"),
            lambda: self._front_window().chat_with(model.path),
        )

    def _on_removed(self, model: KnownModel) -> None:
        self._front_window().window.toast.offer_undo(
            self.tr("“{name}” is off the list; its file stays.").format(name=apart(model.title)),
            lambda: self._services.library.put_back(model),
        )

    def _on_reply_ended(self, _reply: ActiveReply, message: Message) -> None:
        timings = message.timings
        if timings is not None and timings.reply_tokens >= MEASURED_TOKENS:
            self._services.library.set_reply_rate(message.model, timings.reply_rate)


class _Window(NamedTuple):
    """What of a window shows models that are on their way."""

    downloads: DownloadsController
    first: FirstModelController


MEASURED_TOKENS = 16
"""A shorter reply says little about a model's speed."""


def configuration(paths: Paths, settings: Settings) -> Configure:
    """Give what the hub process is told of the settings."""
    folder = settings.storage.models_folder or str(paths.models)
    return Configure(settings.network, settings.downloads, folder, str(paths.downloads_file))


def _resident_bytes(engines: EngineService) -> int:
    loaded = (engines.status(path).loaded for path in engines.resident())
    return sum(each.plan.total_bytes for each in loaded if each is not None)
