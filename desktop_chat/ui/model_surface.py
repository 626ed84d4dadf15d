"""The models of one window: the button in the top bar, the list below it, and files that are opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.faults import Fault
from desktop_chat.models.library import KnownModel
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.engine_service import ModelStatus
from desktop_chat.ui.fault_surface import FaultSurface
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.models.model_rows import ModelRows
from desktop_chat.ui.services import Services
from desktop_chat.ui.widgets.dialogs import show_dialog

if TYPE_CHECKING:
    from desktop_chat.ui.models.switcher import ModelSwitcher
    from desktop_chat.ui.template_surface import TemplateSurface


class ModelSurface(QObject):
    """Connects what shows models in a window with the services and the window's conversation.

    Signals:
        folder_chosen: (path) where a model file was opened.
    """

    folder_chosen = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        rows: ModelRows,
        conversation: ConversationController,
        services: Services,
        faults: FaultSurface,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._rows = rows
        self._conversation = conversation
        self._services = services
        self._library = services.library
        self._engines = services.engines
        self._faults = faults
        self._has_asked = False  # the library looks at a file that this window gave it
        self._template: TemplateSurface | None = None
        self._unloadable = ""  # the model whose load ended badly: typing alone does not try it again
        self._connect()
        self._show_models(self._library.models)
        for path in self._engines.resident():
            rows.set_status(path, self._engines.status(path))
        self._show()

    def is_unloadable(self, path: str) -> bool:
        """Whether the last load of a model ended badly."""
        return path == self._unloadable

    def note_crashed(self, path: str) -> None:
        """Take it that a model's load ended the last run of the app."""
        self._unloadable = path
        self._faults.show(Fault("crashed_last_time", {"name": Path(path).name}))

    def open_file(self, folder: str) -> None:
        """Let the user choose a model file on disk, first in a folder."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  not needed for a start

        dialog = QFileDialog(self._window, self.tr("Open a model file"), folder)
        dialog.setNameFilters([self.tr("Models (*.gguf)"), self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_selected)
        show_dialog(dialog)

    def add(self, path: str) -> None:
        """Take a model file the user gave, and use it."""
        if path:
            self._has_asked = True
            self._library.add(path)

    def show_template(self, path: str, above: QWidget | None = None) -> None:
        """Show the chat template of a model, above this window or another."""
        if self._template is None:
            from desktop_chat.ui.template_surface import TemplateSurface  # noqa: PLC0415  not needed for a start

            self._template = TemplateSurface(self._services, self)
        self._template.show(path, above or self._window)

    def _connect(self) -> None:
        window, conversation = self._window, self._conversation
        window.top_bar.cancel_requested.connect(lambda: self._engines.cancel_load(conversation.model))
        window.top_bar.models_requested.connect(self._show_list)
        window.later_switcher.when_made(self._connect_switcher)
        window.later_empty_state.when_made(lambda page: page.set_has_model(bool(conversation.model)))
        window.composer.model_dropped.connect(self.add)
        conversation.model_changed.connect(self._on_model_changed)
        self._library.changed.connect(self._on_library_changed)
        self._library.added.connect(self._on_added)
        self._library.refused.connect(self._on_refused)
        self._engines.status_changed.connect(self._on_status)
        self._engines.load_failed.connect(self._on_load_failed)

    def _connect_switcher(self, switcher: ModelSwitcher) -> None:
        switcher.model_chosen.connect(self._conversation.choose_model)
        switcher.unload_requested.connect(self._engines.unload)
        switcher.template_requested.connect(self.show_template)
        switcher.remove_requested.connect(self._remove)

    def _remove(self, path: str) -> None:
        """Take a model off the list; its file stays."""
        model = self._library.find(path)
        if model is not None:
            self._library.forget(path)
            words = self.tr("“{name}” is off the list; its file stays.").replace("{name}", apart(model.title))
            self._window.toast.offer_undo(words, lambda: self._library.put_back(model))

    def _on_file_selected(self, path: str) -> None:
        self.folder_chosen.emit(str(Path(path).parent))
        self.add(path)

    def _on_added(self, model: KnownModel) -> None:
        if self._has_asked:
            self._has_asked = False
            self._conversation.choose_model(model.path)

    def _on_refused(self, _fault: Fault) -> None:
        self._has_asked = False

    def _on_library_changed(self, models: list[KnownModel]) -> None:
        self._show_models(models)
        if models:  # nothing is offered beside them
            self._window.later_empty_state.if_made(lambda page: page.first_model.set_offer(None))
        self._show()

    def _show_models(self, models: list[KnownModel]) -> None:
        self._rows.set_models(models)
        titles = {model.path: model.title for model in models}
        self._window.sidebar.set_model_names(titles)
        self._window.transcript.set_model_titles(titles)

    def _on_model_changed(self, path: str) -> None:
        self._faults.note_chosen()
        self._rows.set_chosen(path)
        self._show()

    def _on_status(self, path: str, status: ModelStatus) -> None:
        self._rows.set_status(path, status)
        if path == self._conversation.model:
            self._show()
        if status.state == "ready":
            self._unloadable = ""
            self._faults.note_ready()
            if status.loaded is not None and status.loaded.notice is not None:
                self._faults.show(status.loaded.notice)

    def _on_load_failed(self, path: str, _fault: Fault) -> None:
        self._unloadable = path

    def _show_list(self) -> None:
        self._window.switcher.show_below(self._window.top_bar.model_button, self._conversation.model)

    def _show(self) -> None:
        path = self._conversation.model
        row = self._rows.row(path)
        name = row.title if row else Path(path).stem
        self._window.top_bar.set_model(name, self._engines.status(path))
        self._window.later_empty_state.if_made(lambda page: page.set_has_model(bool(path)))
        self._window.composer.set_model_name(name)
