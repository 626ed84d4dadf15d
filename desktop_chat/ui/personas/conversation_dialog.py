"""What holds in one conversation: its instructions and settings, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.settings import GenerationOverrides
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.levels import Levels
from desktop_chat.ui.personas.form_parts import FormArea
from desktop_chat.ui.personas.instructions_edit import InstructionsEdit
from desktop_chat.ui.personas.override_fields import OverrideFields
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import resize_within
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.lines import line

_SIZE = QSize(600, 620)


class ConversationDialog(QDialog):
    """Lets the user change the settings of the open conversation; they hold from the next reply on.

    `persona_name` names the persona of a key, or gives nothing.
    """

    def __init__(
        self,
        theme_manager: ThemeManager,
        conversation: ConversationController,
        persona_name: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._persona_name = persona_name
        self._levels = conversation.levels
        self._sent: list[GenerationOverrides] = []  # on their way to the store and back
        self._title, self._origin = QLabel(), QLabel()
        self._title.setProperty("textSize", "lead")
        self._origin.setTextFormat(Qt.TextFormat.PlainText)
        self._origin.setProperty("textSize", "caption")
        self._origin.setProperty("tone", "muted")
        self.reset_button = IconButton(theme_manager, "undo", size=16)
        self.instructions = InstructionsEdit(theme_manager, lines=9, has_blanks=False)
        self.settings = OverrideFields(theme_manager, is_of_persona=False)
        self._settings_title = QLabel()
        self._settings_title.setProperty("textSize", "lead")
        self._hint, self._done = QLabel(), QPushButton()
        self._lay_out()
        self._connect()
        resize_within(self, _SIZE)
        self._retranslate()
        self._show(anew=True)

    @property
    def origin(self) -> str:
        """What is said about where the instructions come from."""
        return self._origin.text()

    def done(self, result: int) -> None:
        """Close, once what was typed last is kept, a syllable being composed among it."""
        QGuiApplication.inputMethod().commit()
        self.instructions.flush()
        self.settings.flush()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        area = FormArea()
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self._title)
        texts.addWidget(self._origin)
        head = QHBoxLayout()
        head.addLayout(texts, 1)
        head.addWidget(self.reset_button)
        area.column.addLayout(head)
        area.column.setSpacing(SPACING)
        area.column.addWidget(self.instructions)
        area.column.addSpacing(2 * SPACING)
        area.column.addWidget(self._settings_title)
        area.column.addSpacing(SPACING // 2)
        area.column.addWidget(self.settings)
        area.column.addStretch(1)
        self._hint.setProperty("textSize", "caption")
        self._hint.setProperty("tone", "muted")
        self._hint.setWordWrap(True)
        self._done.setProperty("kind", "primary")
        self._done.setAutoDefault(False)  # Enter belongs to the field being edited
        buttons = QHBoxLayout()
        buttons.setContentsMargins(3 * SPACING, SPACING + 4, 3 * SPACING, SPACING + 4)
        buttons.addWidget(self._hint, 1)
        buttons.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(line())
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.instructions.edited.connect(self._change_instructions)
        self.settings.changed.connect(
            lambda here: self._change(replace(here, system_prompt=self._levels.here.system_prompt))
        )
        self.reset_button.clicked.connect(self._reset)
        self._done.clicked.connect(self.accept)
        self._conversation.overrides_changed.connect(self._on_overrides)
        self._conversation.persona_changed.connect(self._on_persona)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("This conversation"))
        self._title.setText(self.tr("Instructions"))
        self.instructions.describe(
            self.tr("Instructions for this conversation"),
            self.tr(
                "What the model always keeps in mind here: who it is, how it answers, in which language."
            ),
        )
        self.reset_button.set_label(self.tr("Reset the instructions"))
        self._settings_title.setText(self.tr("How it answers"))
        self._hint.setText(self.tr("Changes hold from the next reply on."))
        self._done.setText(self.tr("Done"))

    def _show(self, *, anew: bool = False) -> None:
        name = self._persona_name(self._conversation.persona)
        origin = self._levels.origin("system_prompt")
        self._origin.setText(self.settings.origin_text(origin, name))
        self.instructions.field.setAccessibleDescription(self._origin.text())
        self.reset_button.setVisible(origin == "here")
        if anew or not self.instructions.is_pending:
            self.instructions.show_text(self._levels.in_force().system_prompt)
        self.settings.show_levels(self._levels, name)

    def _on_overrides(self, here: GenerationOverrides) -> None:
        """Take what another window set; what was set here comes back and is known already."""
        if here in self._sent:
            del self._sent[: self._sent.index(here) + 1]
        elif not self._sent:
            self._take(self._conversation.levels)

    def _on_persona(self) -> None:
        self._take(self._conversation.levels)

    def _take(self, levels: Levels) -> None:
        self._levels = levels if not self._sent else replace(levels, here=self._levels.here)
        self._show()

    def _change_instructions(self, typed: str) -> None:
        text = typed.strip()
        is_inherited = text == self._levels.inherited().system_prompt.strip()
        self._change(replace(self._levels.here, system_prompt=None if is_inherited else text))

    def _reset(self) -> None:
        self.instructions.flush()
        self.instructions.field.replace_text(self._levels.inherited().system_prompt)
        self._change(replace(self._levels.here, system_prompt=None))
        self.instructions.field.setFocus()

    def _change(self, here: GenerationOverrides) -> None:
        if here != self._levels.here:
            self._levels = replace(self._levels, here=here)
            self._sent.append(here)
            self._conversation.set_settings(here)
            self._show()
