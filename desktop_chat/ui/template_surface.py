"""The dialog with a model's chat template: which is in use, and what it makes of a conversation."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.engine.families import families
from desktop_chat.engine.protocol import ChatMessage, GenerateOptions, Rendered
from desktop_chat.ui.engine_service import ModelStatus
from desktop_chat.ui.models.template_dialog import TemplateDialog
from desktop_chat.ui.services import Services
from desktop_chat.ui.widgets.dialogs import show_dialog


class TemplateSurface(QObject):
    """Shows one dialog at a time, for one model."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._theme_manager = services.theme_manager
        self._translations = services.translations
        self._library = services.library
        self._engines = services.engines
        self._path = ""
        self._dialog: TemplateDialog | None = None
        self._engines.rendered.connect(self._on_rendered)
        self._engines.status_changed.connect(self._on_status)

    def show(self, path: str, above: QWidget) -> None:
        """Show the template of a model."""
        self._path = path
        self._dialog = TemplateDialog(self._theme_manager, families(), self._translations.language, above)
        self._dialog.template_chosen.connect(self._on_chosen)
        self._dialog.finished.connect(self._forget)
        self._dialog.set_wanted(self._library.template(path))
        self._refresh()
        show_dialog(self._dialog)

    def _on_chosen(self, name: str) -> None:
        self._library.set_template(self._path, name)
        self._engines.set_template(self._path, name)
        self._refresh()

    def _on_status(self, path: str, _status: ModelStatus) -> None:
        if path == self._path:
            self._refresh()

    def _refresh(self) -> None:
        if self._dialog is None:
            return
        loaded = self._engines.status(self._path).loaded
        self._dialog.set_in_use(loaded.info.template if loaded else None)
        if loaded is not None:
            example = (
                ChatMessage("system", self.tr("You are helpful.")),
                ChatMessage("user", self.tr("Hello!")),
            )
            self._engines.render(self._path, example, GenerateOptions())

    def _on_rendered(self, path: str, rendered: Rendered) -> None:
        if self._dialog is not None and path == self._path:
            self._dialog.set_preview(rendered.text)

    def _forget(self) -> None:
        self._dialog = None
