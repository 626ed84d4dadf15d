"""What the user set for a model of this PC: its settings, chat template and notes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.models.library import KnownModel
from desktop_chat.ui.models.model_settings import ModelSettingsForm
from desktop_chat.ui.models.parts import heading, part
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.saved_text import SavedText


class OwnPart(QWidget):
    """Settings and notes of one model.

    Signals:
        notes_changed(str, str): keep these notes of the model at this path.
        settings_changed(str, ModelSettings): keep these settings of it.
        template_requested(str): show its chat template.
    """

    notes_changed = Signal(str, str)
    settings_changed = Signal(str, object)
    template_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._settings_title, self._notes_title = heading(), heading()
        self._settings = ModelSettingsForm()
        self._settings.changed.connect(lambda one: self.settings_changed.emit(self._path, one))
        self._template = QPushButton()
        self._template.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._template.clicked.connect(lambda: self.template_requested.emit(self._path))
        self._notes = SavedText(lines=3)
        self._notes.edited.connect(lambda text: self.notes_changed.emit(self._path, text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACING)
        column.addWidget(part(self._notes_title, self._notes))
        column.addWidget(part(self._settings_title, self._settings, self._template))
        self.retranslate()

    def show_model(self, model: KnownModel, layers: int) -> None:
        """Show a model; `layers` is 0 while its header is not read."""
        if model.path != self._path:
            self.flush()
            self._path = model.path
            self._notes.show_text(model.notes)
        elif not self._notes.hasFocus():
            self._notes.show_text(model.notes)
        self._settings.show_settings(model.settings, model.context_length, layers)

    def flush(self) -> None:
        """Tell now what was typed last."""
        self._notes.flush()
        self._settings.flush()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._settings_title.setText(self.tr("Settings of this model"))
        self._template.setText(self.tr("Chat template…"))
        self._notes_title.setText(self.tr("Notes"))
        self._notes.setAccessibleName(self.tr("Notes"))
        self._notes.setPlaceholderText(self.tr("What is it good at? Only you see this."))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language or text size."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._notes.fit_lines()
            self._settings.fit_lines()
        super().changeEvent(event)
