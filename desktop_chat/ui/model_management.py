"""Everything about getting and keeping models, built when it is first needed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import Download
from desktop_chat.models.hub.protocol import Configure
from desktop_chat.models.library import KnownModel
from desktop_chat.paths import Paths
from desktop_chat.settings import Settings
from desktop_chat.ui.downloads_controller import DownloadsController
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.first_model_controller import FirstModelController
from desktop_chat.ui.hub_service import HubService
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.models.advisor import Advisor
from desktop_chat.ui.models.consent import Consent
from desktop_chat.ui.models.download_flow import DownloadFlow
from desktop_chat.ui.models.folder_move import FolderMove
from desktop_chat.ui.models.models_controller import ModelsController
from desktop_chat.ui.services import ModelServices, Services


class ModelManagement(QObject):
    """Builds the services of models and connects them with the windows.

    Signals:
        chat_requested: (path) begin a conversation with this model.
        template_requested: (path) show its chat template.
        open_file_requested: let the user choose a model file.
        settings_requested: show the settings of the network.
        link_requested: (QUrl) open an address, after the user was asked.
        token_known: (has a token, it outlives the app).
        failed: (Fault).
    """

    chat_requested = Signal(str)
    template_requested = Signal(str)
    open_file_requested = Signal()
    settings_requested = Signal()
    link_requested = Signal(QUrl)
    token_known = Signal(bool, bool)
    failed = Signal(object)

    def __init__(self, window: MainWindow, services: Services, settings: Callable[[], Settings]) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._settings = settings
        self._controller: ModelsController | None = None
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
            theme_manager=window.theme_manager,
            translations=services.translations,
            window=self.front,
            parent=self,
        )
        self._downloads = DownloadsController(self.hub, library, window, self._template_for)
        self._first = FirstModelController(window.empty_state.first_model, services, self._models)
        self.folder_move = FolderMove(self.hub, library, engines, self)
        self._connect()

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
        self._first.begin()

    def use_settings(self) -> None:
        """Use other settings from now on."""
        was_offline = self.hub.is_offline
        self.hub.configure(configuration(self._services.paths, self._settings()))
        if was_offline != self.hub.is_offline:
            self._first.begin()
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
        self._consent.link_requested.connect(lambda link: self.link_requested.emit(QUrl(link)))
        self._first.chat_requested.connect(self.chat_requested)
        self._first.cancel_requested.connect(self._cancel)
        self._flow.failed.connect(self._on_flow_failed)
        self._advisor.failed.connect(self._on_advice_failed)
        self.hub.noticed.connect(self.failed)
        self.hub.token_known.connect(lambda _call, *state: self.token_known.emit(*state))
        services.library.arrived.connect(self._on_arrived)
        services.conversation.reply_ended.connect(self._on_reply_ended)

    def _built_controller(self) -> ModelsController:
        if self._controller is None:
            theme_manager = self._window.theme_manager
            controller = ModelsController(theme_manager, self._services, self._models, self._window)
            controller.chat_requested.connect(self.chat_requested)
            controller.template_requested.connect(self.template_requested)
            controller.open_file_requested.connect(self.open_file_requested)
            controller.settings_requested.connect(self.settings_requested)
            controller.link_requested.connect(self.link_requested)
            controller.cancel_requested.connect(self._cancel)
            controller.removed.connect(self._on_removed)
            controller.failed.connect(self.failed)
            self._controller = controller
        return self._controller

    def front(self) -> QWidget:
        """Give the window that dialogs belong above."""
        if dialog := QApplication.activeModalWidget():
            return dialog
        return self._controller.front if self._controller else self._window

    def _template_for(self, catalog_id: str) -> str:
        """Give the chat template of ours that a model of the catalog needs, or nothing."""
        catalog = self._advisor.catalog
        model = catalog.model(catalog_id) if catalog else None
        return model.template if model is not None and model.template != "file" else ""

    def _cancel(self, download_id: str) -> None:
        self._downloads.cancel(download_id, self.front())

    def _on_flow_failed(self, _key: object, fault: Fault) -> None:
        if self._controller is None or not self._controller.window.isVisible():
            self.failed.emit(fault)

    def _on_advice_failed(self, key: object, fault: Fault) -> None:
        if key is None:
            self.failed.emit(fault)

    def _on_arrived(self, model: KnownModel, _download: Download) -> None:
        self._window.toast.show_message(
            self.tr("“{name}” is ready.").format(name=model.name),
            self.tr("Chat"),
            lambda: self.chat_requested.emit(model.path),
        )

    def _on_removed(self, model: KnownModel) -> None:
        self._window.toast.show_message(
            self.tr("“{name}” is off the list; its file stays.").format(name=model.name),
            self.tr("Undo"),
            lambda: self._services.library.put_back(model),
        )

    def _on_reply_ended(self, message: Message) -> None:
        timings = message.timings
        if timings is not None and timings.reply_tokens >= MEASURED_TOKENS:
            self._services.library.set_reply_rate(message.model, timings.reply_rate)


MEASURED_TOKENS = 16
"""A shorter reply says little about a model's speed."""


def configuration(paths: Paths, settings: Settings) -> Configure:
    """Give what the hub process is told of the settings."""
    folder = settings.storage.models_folder or str(paths.models)
    return Configure(settings.network, settings.downloads, folder, str(paths.downloads_file))


def _resident_bytes(engines: EngineService) -> int:
    loaded = (engines.status(path).loaded for path in engines.resident())
    return sum(each.plan.total_bytes for each in loaded if each is not None)
