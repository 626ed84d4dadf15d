"""The form of one persona; what is changed is told whenever typing pauses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_chat.chat.builtin_personas import is_builtin
from desktop_chat.chat.personas import Persona
from desktop_chat.ui.levels import Levels
from desktop_chat.ui.palette.actions import ModelChoice
from desktop_chat.ui.personas.form_parts import FormArea, Named
from desktop_chat.ui.personas.instructions_edit import InstructionsEdit
from desktop_chat.ui.personas.override_fields import OverrideFields
from desktop_chat.ui.personas.sign import sign_of
from desktop_chat.ui.personas.sign_field import SignField
from desktop_chat.ui.personas.starters_edit import StartersEdit
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.fields import ComboBox
from desktop_chat.ui.widgets.saved_line import SavedLine


class PersonaForm(FormArea):
    """Lets the user read or change a persona.

    Signals:
        edited(Persona): keep it so.
        undo_requested: it should be as it was when it was shown first.
        duplicate_requested: one of the user's own should be made out of it.
        default_toggled(bool): new chats are to begin with it, or no more.
    """

    edited = Signal(object)
    undo_requested = Signal()
    duplicate_requested = Signal()
    default_toggled = Signal(bool)

    def __init__(
        self, theme_manager: ThemeManager, models: Sequence[ModelChoice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._persona = Persona("", "")
        self._levels: Levels | None = None
        self._models = list(models)
        self.sign = SignField(theme_manager)
        self.name, self.about, self.greeting = SavedLine(), SavedLine(), SavedLine()
        self.instructions = InstructionsEdit(theme_manager, lines=9, has_blanks=False)
        self.settings = OverrideFields(theme_manager, is_of_persona=True)
        self.model = ComboBox()
        self.starters = StartersEdit()
        self.default = QCheckBox()
        self.undo_button = QPushButton()
        self._hint, self.duplicate_button = QLabel(), QPushButton()
        self._named = [
            Named(field)
            for field in (self.name, self.about, self.greeting, self.instructions, self.starters, self.model)
        ]
        self._settings_title = QLabel()
        self._settings_title.setProperty("textSize", "lead")
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def name_note(self) -> str:
        """What is said about the name."""
        return self._named[0].note.text()

    def show_persona(
        self, persona: Persona, levels: Levels, *, is_default: bool, is_changed: bool, anew: bool = False
    ) -> None:
        """Show a persona; where it is the one that is shown, what is being typed stays, unless `anew`.

        `levels` has the persona's settings as the last level; `is_changed` says whether it can be undone.
        """
        is_other = anew or persona.key != self._persona.key
        if persona.key != self._persona.key:
            self.verticalScrollBar().setValue(0)
        self._persona, self._levels = persona, levels
        self._show_texts(is_other)
        self.settings.show_levels(levels)
        self._show_model()
        self.default.setChecked(is_default)
        self.undo_button.setEnabled(is_changed)
        self._set_read_only(is_builtin(persona.key))

    def flush(self) -> None:
        """Tell now what was typed last."""
        for field in (self.name, self.about, self.greeting, self.instructions, self.settings, self.starters):
            field.flush()

    def begin(self) -> None:
        """Let the name be typed over."""
        self.name.setFocus()
        self.name.selectAll()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        texts = (
            self.tr("Name"),
            self.tr("Description"),
            self.tr("Greeting"),
            self.tr("Instructions"),
            self.tr("First questions"),
            self.tr("Model"),
        )
        for named, text in zip(self._named, texts, strict=True):
            named.name.setText(text)
            named.name.buddy().setAccessibleName(text)
        self.about.setPlaceholderText(self.tr("What it is for, in a few words"))
        self.greeting.setPlaceholderText(self.tr("What stands over an empty chat"))
        self.instructions.describe(
            texts[3],
            self.tr("Who the model is, how it answers, in which language. Empty: as in the settings."),
        )
        self.starters.describe(self.tr("First question {number}"))
        self.sign.setAccessibleName(self.tr("Sign"))
        self.sign.setToolTip(self.tr("Choose a sign"))
        self._settings_title.setText(self.tr("How it answers"))
        self.default.setText(self.tr("Begin new chats with this persona"))
        self.undo_button.setText(self.tr("Undo changes"))
        self._hint.setText(self.tr("This persona comes with the app. Duplicate it to make it your own."))
        self.duplicate_button.setText(self.tr("Duplicate"))
        self._fill_models()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._banner = QFrame()
        self._banner.setProperty("role", "banner")
        self._hint.setWordWrap(True)
        banner = QHBoxLayout(self._banner)
        banner.addWidget(self._hint, 1)
        banner.addWidget(self.duplicate_button)
        name, about, greeting, instructions, starters, model = self._named
        head = QHBoxLayout()
        head.setSpacing(2 * SPACING)
        head.addWidget(self.sign)
        head.addWidget(name, 1)
        last = QHBoxLayout()
        last.addWidget(self.default, 1)
        last.addWidget(self.undo_button)
        self.column.addWidget(self._banner)
        self.column.addLayout(head)
        for widget in (about, instructions, greeting, starters, self._settings_title, self.settings, model):
            self.column.addWidget(widget)
        self.column.addLayout(last)
        self.column.addStretch(1)
        self.undo_button.setProperty("kind", "quiet")
        for button in (self.undo_button, self.duplicate_button):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.sign.edited.connect(lambda sign: self._change(sign=sign))
        self.name.edited.connect(self._change_name)
        self.about.edited.connect(lambda text: self._change(about=text.strip()))
        self.greeting.edited.connect(lambda text: self._change(greeting=text.strip()))
        self.instructions.edited.connect(self._change_instructions)
        self.settings.changed.connect(
            lambda one: self._change(
                settings=replace(one, system_prompt=self._persona.settings.system_prompt)
            )
        )
        self.model.activated.connect(lambda _at: self._change(model=self.model.currentData()))
        self.starters.edited.connect(lambda starters: self._change(starters=starters))
        self.default.clicked.connect(self.default_toggled)
        self.undo_button.clicked.connect(self.undo_requested)
        self.duplicate_button.clicked.connect(self.duplicate_requested)

    def _show_texts(self, is_other: bool) -> None:
        persona = self._persona
        self.sign.show_sign(persona.sign, sign_of(persona.sign, persona.name))
        texts = (
            (self.name, persona.name),
            (self.about, persona.about),
            (self.greeting, persona.greeting),
            (self.instructions, persona.settings.system_prompt or ""),
        )
        for field, text in texts:
            if is_other or not _is_being_edited(field):
                field.show_text(text)
        if is_other or not _is_being_edited(self.starters):
            self.starters.show_starters(persona.starters)
        if is_other:
            self._say_name()

    def _show_model(self) -> None:
        at = self.model.findData(self._persona.model)
        if at < 0:
            name = PurePath(self._persona.model.replace("\\", "/")).name
            self.model.addItem(
                self.tr("{name} (not on this PC)").replace("{name}", name), self._persona.model
            )
            at = self.model.count() - 1
        self.model.setCurrentIndex(at)

    def _fill_models(self) -> None:
        self.model.clear()
        self.model.addItem(self.tr("Whichever is chosen"), "")
        for choice in self._models:
            self.model.addItem(choice.title, choice.path)
        self._show_model()

    def _set_read_only(self, read_only: bool) -> None:
        self._banner.setVisible(read_only)
        for line in (self.name, self.about, self.greeting):
            line.setReadOnly(read_only)
        self.instructions.set_read_only(read_only)
        self.settings.set_read_only(read_only)
        self.starters.set_read_only(read_only)
        self.model.setEnabled(not read_only)
        self.sign.setEnabled(not read_only)
        self.undo_button.setVisible(not read_only)

    def _say_name(self) -> None:
        is_missing = not self.name.text().strip()
        problem = self.tr("A persona needs a name. Until it has one, the old one stays.")
        self._named[0].say(problem if is_missing else "", "danger")
        self.name.setProperty("invalid", is_missing)
        self.name.style().polish(self.name)

    def _change_name(self, text: str) -> None:
        self._say_name()
        if text.strip():
            self._change(name=text.strip())

    def _change_instructions(self, text: str) -> None:
        prompt = text.strip() or None
        self._change(settings=replace(self._persona.settings, system_prompt=prompt))

    def _change(self, **fields: object) -> None:
        changed = replace(self._persona, **fields)
        if changed != self._persona:
            self._persona = changed
            self.edited.emit(changed)


def _is_being_edited(field: SavedLine | InstructionsEdit | StartersEdit) -> bool:
    focused = QApplication.focusWidget()
    has_focus = focused is not None and (focused is field or field.isAncestorOf(focused))
    return has_focus or field.is_pending
