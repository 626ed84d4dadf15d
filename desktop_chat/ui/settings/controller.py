"""The settings dialog above the window in front, and what is asked for in it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from desktop_chat.faults import Fault
from desktop_chat.settings import Settings
from desktop_chat.ui.model_management import ModelManagement
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.services import Services
from desktop_chat.ui.settings.dialog import Page, SettingsDialog
from desktop_chat.ui.widgets.dialogs import show_dialog
from desktop_chat.ui.window_controller import WindowController


class SettingsController(QObject):
    """One dialog at a time; who made this uses the settings.

    Signals:
        changed: (Settings) the user wants these.
        backups_requested: the user wants to see the backups.
    """

    changed = Signal(object)
    backups_requested = Signal()

    def __init__(
        self,
        services: Services,
        models: ModelManagement,
        settings: Callable[[], Settings],
        front_window: Callable[[], WindowController],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._models = models
        self._settings = settings
        self._front_window = front_window
        self._dialog: SettingsDialog | None = None
        models.folder_move.ended.connect(self._on_models_moved)

    def show(self, page: Page | None = None) -> None:
        """Show the settings, at this page if one is named."""
        if self._dialog is None:
            dialog = self._dialog = self._made()
            dialog.finished.connect(lambda: self._forget(dialog))
            dialog.destroyed.connect(lambda: self._forget(dialog))  # with its window
            self._services.places.follow(dialog, "settings")
            show_dialog(dialog)
        self._dialog.raise_()
        if page is not None:
            self._dialog.show_page(page)

    def show_fault(self, fault: Fault) -> None:
        """Say why settings were not kept: in the dialog, or in the window where it is closed."""
        if self._dialog is not None:
            self._dialog.show_refusal(sentence(fault))
        else:
            self._front_window().show_fault(fault)

    def _made(self) -> SettingsDialog:
        services, models, front = self._services, self._models, self._front_window()
        dialog = SettingsDialog(
            self._settings(),
            services.paths,
            [model.path for model in services.library.models],
            machine=services.engines.machine,
            has_resident=bool(services.engines.resident()),
            parent=front.window,
        )
        dialog.settings_changed.connect(self.changed)
        dialog.reload_requested.connect(self._reload_models)
        dialog.export_requested.connect(lambda: front.exchange.export(None))
        dialog.import_requested.connect(front.exchange.import_from)
        dialog.backups_requested.connect(self.backups_requested)
        dialog.move_requested.connect(models.folder_move.begin)
        dialog.move_cancelled.connect(models.folder_move.stop)
        dialog.token_state_requested.connect(models.hub.ask_token)
        dialog.token_entry_requested.connect(models.ask_token)
        dialog.token_forgotten.connect(lambda: models.hub.set_token(""))
        models.folder_move.progressed.connect(dialog.set_move_progress)
        models.token_known.connect(dialog.set_token)
        return dialog

    def _forget(self, dialog: SettingsDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None

    def _on_models_moved(self, folder: str, fault: Fault | None) -> None:
        """Keep where the models are now, and say it."""
        settings = self._settings()
        models_folder = "" if folder == str(self._services.paths.models) else folder
        self.changed.emit(replace(settings, storage=replace(settings.storage, models_folder=models_folder)))
        if self._dialog is not None:
            self._dialog.end_move(self._settings(), fault)
        elif fault is not None:
            self._front_window().show_fault(fault)

    def _reload_models(self) -> None:
        """Load the model in use again; end the others, which have the old settings too."""
        engines = self._services.engines
        in_use = self._front_window().conversation.model
        for path in engines.resident():
            if path == in_use:
                engines.reload(path, self._services.library.template(path))
            else:
                engines.unload(path)
