"""The form of one saved prompt; what is changed is told whenever typing pauses."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop_chat.chat.personas import NameProblem, SavedPrompt, clean_name, name_problem
from desktop_chat.ui.personas.form_parts import FormArea, Named
from desktop_chat.ui.personas.instructions_edit import InstructionsEdit
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.saved_line import SavedLine


class PromptForm(FormArea):
    """Lets the user change a prompt.

    Signals:
        edited(SavedPrompt): keep it so; its name is a good one.
        undo_requested: it should be as it was when it was shown first.
    """

    edited = Signal(object)
    undo_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompt = SavedPrompt(0, "", "")
        self._others: tuple[str, ...] = ()
        self.name = SavedLine()
        self.text = InstructionsEdit(theme_manager, lines=10, has_blanks=True)
        self.undo_button = QPushButton()
        self.undo_button.setProperty("kind", "quiet")
        self.undo_button.setAutoDefault(False)
        self._name, self._text = Named(self.name), Named(self.text)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.undo_button)
        self.column.addWidget(self._name)
        self.column.addWidget(self._text)
        self.column.addLayout(last)
        self.column.addStretch(1)
        self.name.edited.connect(self._change_name)
        self.text.edited.connect(lambda text: self._change(text=text))
        self.undo_button.clicked.connect(self.undo_requested)
        self.retranslate()

    @property
    def name_note(self) -> str:
        """What is said about the name."""
        return self._name.note.text()

    def show_prompt(
        self, prompt: SavedPrompt, others: Iterable[str], *, is_changed: bool, anew: bool = False
    ) -> None:
        """Show a prompt beside the names of the others; what is being typed in it stays, unless `anew`."""
        is_other = anew or prompt.id != self._prompt.id
        self._prompt, self._others = prompt, tuple(others)
        if is_other or not (self.name.hasFocus() or self.name.is_pending):
            self.name.show_text(prompt.name)
            self._say(None)
        if is_other or not (self.text.field.hasFocus() or self.text.is_pending):
            self.text.show_text(prompt.text)
        self.undo_button.setEnabled(is_changed)

    def flush(self) -> None:
        """Tell now what was typed last."""
        self.name.flush()
        self.text.flush()

    def begin(self) -> None:
        """Let the name be typed over."""
        self.name.setFocus()
        self.name.selectAll()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._name.name.setText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name"))
        self._text.name.setText(self.tr("Text"))
        self.text.describe(
            self.tr("Text"),
            self.tr("What is put into the field, such as: Explain {{topic}} to a child."),
        )
        self.undo_button.setText(self.tr("Undo changes"))
        self._say(None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _change_name(self, typed: str) -> None:
        name = clean_name(typed)
        problem = name_problem(name, self._others)
        self._say(problem)
        if problem is None:
            self._change(name=name)

    def _say(self, problem: NameProblem | None) -> None:
        match problem:
            case None:
                called = self.tr("Type /{name} in the empty message field to call it.")
                self._name.say(called.replace("{name}", self._prompt.name))
            case "empty":
                self._name.say(
                    self.tr("A prompt needs a name. Until it has one, the old one stays."), "danger"
                )
            case "spaces":
                self._name.say(self.tr("A name has no spaces: write “-” or “_” in their place."), "danger")
            case "taken":
                self._name.say(self.tr("Another prompt has this name. Choose a different one."), "danger")
        self.name.setProperty("invalid", problem is not None)
        self.name.style().polish(self.name)

    def _change(self, **fields: object) -> None:
        changed = replace(self._prompt, **fields)
        if changed != self._prompt:
            self._prompt = changed
            self.edited.emit(changed)
