"""The page of the dialog with all saved prompts: a list, and the form of the one that is current."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.chat.personas import SavedPrompt
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.persona_service import PersonaService
from desktop_chat.ui.personas.list_pane import ListPane
from desktop_chat.ui.personas.prompt_form import PromptForm
from desktop_chat.ui.personas.rows import Row
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.lines import upright_line

Tell = Callable[[str, Callable[[], None]], None]
"""Says what was done, with a way to undo it."""


class PromptPage(QWidget):
    """Lets the user change prompts; every change is kept by itself."""

    def __init__(
        self, theme_manager: ThemeManager, service: PersonaService, tell: Tell, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._tell = tell
        self._before: dict[int, SavedPrompt] = {}  # as they were when they were shown first
        self._untouched = 0  # the one that was just added, and has nothing of the user's yet
        self.pane = ListPane(theme_manager, is_ordered=False)
        self.form = PromptForm(theme_manager)
        self._empty_text, self.first_button = QLabel(), QPushButton()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.form)
        self._pages.addWidget(self._build_empty())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane)
        row.addWidget(upright_line())
        row.addWidget(self._pages, 1)
        self._connect()
        self._retranslate()

    def add(self) -> None:
        """Make a new prompt, and let the user name it."""
        self.flush()
        self._service.add_prompt(SavedPrompt(0, self.tr("new-prompt"), ""), self._on_added)

    def flush(self) -> None:
        """Keep what was typed last; one that was added and left as it was goes."""
        self.form.flush()
        added, self._untouched = self._service.prompt(self._untouched), 0
        if added is not None and added == self._before.get(added.id):
            self._service.delete_prompt(added.id)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _build_empty(self) -> QWidget:
        empty = QWidget()
        empty.setObjectName("ground")
        self._empty_text.setWordWrap(True)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_text.setProperty("tone", "muted")
        self.first_button.setAutoDefault(False)
        column = QVBoxLayout(empty)
        column.setContentsMargins(6 * SPACING, 0, 6 * SPACING, 0)
        column.setSpacing(2 * SPACING)
        column.addStretch(2)
        column.addWidget(self._empty_text)
        column.addWidget(self.first_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return empty

    def _connect(self) -> None:
        pane, form = self.pane, self.form
        pane.current_changed.connect(self._on_current)
        pane.add_requested.connect(self.add)
        pane.duplicate_requested.connect(self._duplicate)
        pane.delete_requested.connect(self._delete)
        form.edited.connect(self._save)
        form.undo_requested.connect(self._undo)
        self.first_button.clicked.connect(self.add)
        self._service.prompts_changed.connect(self._refill)

    def _retranslate(self) -> None:
        self._empty_text.setText(
            self.tr(
                "Texts you use again and again. Type / in the empty message field to call one by its name."
            )
        )
        self.first_button.setText(self.tr("Write the first prompt"))
        self._refill()

    def _refill(self) -> None:
        empty = self.tr("Empty")
        self.pane.set_rows(
            [
                Row(str(one.id), one.name, " ".join(one.text.split())[:120] or empty, "/")
                for one in self._service.prompts
            ]
        )
        self._show()

    def _current(self) -> SavedPrompt | None:
        return self._service.prompt(int(self.pane.current or 0))

    def _show(self, *, anew: bool = False) -> None:
        prompt = self._current()
        self._pages.setCurrentIndex(0 if prompt is not None else 1)
        self.pane.set_changeable(prompt is not None)
        if prompt is not None:
            others = [one.name for one in self._service.prompts if one.id != prompt.id]
            before = self._before.setdefault(prompt.id, prompt)
            self.form.show_prompt(prompt, others, is_changed=before != prompt, anew=anew)

    def _on_current(self, key: str) -> None:
        if int(key or 0) != self._untouched:
            self.flush()
        self._show()

    def _save(self, edited: SavedPrompt) -> None:
        self._service.save_prompt(edited)
        self._show()

    def _undo(self) -> None:
        self.form.flush()
        prompt = self._current()
        if prompt is not None:
            taken = {one.name for one in self._service.prompts if one.id != prompt.id}
            before = self._before[prompt.id]
            name = before.name if before.name not in taken else prompt.name
            self._service.save_prompt(replace(before, name=name))
            self._show(anew=True)

    def _duplicate(self, _key: str) -> None:
        self.flush()
        prompt = self._current()
        if prompt is not None:
            self._service.add_prompt(prompt, self._on_made)

    def _delete(self, _key: str) -> None:
        self.form.flush()
        self._untouched = 0
        prompt = self._current()
        if prompt is not None:
            undo = self._service.delete_prompt(prompt.id)
            self._tell(self.tr("“{name}” is deleted.").replace("{name}", apart(prompt.name)), undo)

    def _on_added(self, added: SavedPrompt) -> None:
        self._untouched = added.id
        self._on_made(added)

    def _on_made(self, made: SavedPrompt) -> None:
        self._before[made.id] = made
        self.pane.choose(str(made.id))
        self._show()
        self.form.begin()
