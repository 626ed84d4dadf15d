"""Personas and saved prompts in one window: what is in use is shown, others are chosen, all are edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.variables import expand
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.palette.actions import Action, ModelChoice
from desktop_chat.ui.services import Services
from desktop_chat.ui.shortcuts import keys_of
from desktop_chat.ui.widgets.dialogs import show_dialog

if TYPE_CHECKING:
    from desktop_chat.ui.chat.empty_state import EmptyState
    from desktop_chat.ui.personas.dialog import PersonaDialog
    from desktop_chat.ui.personas.picker import PersonaPicker


class PersonaSurface(QObject):
    """Connects the personas with a window and its conversation."""

    def __init__(self, window: MainWindow, conversation: ConversationController, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._conversation = conversation
        self._services = services
        self._personas = services.personas
        self._picker: PersonaPicker | None = None
        self._connect()
        self._show()
        self._show_prompts()

    def pick(self) -> None:
        """Let the user choose a persona, below the button that shows which one is in use."""
        self._pick_below(self._window.top_bar.persona_button)

    def edit(self, key: str = "") -> None:
        """Let the user change personas, beginning with one of them."""
        dialog = self._dialog()
        dialog.personas.choose(key)
        show_dialog(dialog)

    def add(self) -> None:
        """Let the user make a persona."""
        dialog = self._dialog()
        show_dialog(dialog)
        dialog.personas.add()

    def edit_prompts(self) -> None:
        """Let the user change saved prompts."""
        dialog = self._dialog()
        dialog.show_page("prompts")
        show_dialog(dialog)

    def edit_conversation(self) -> None:
        """Let the user change what holds in the open conversation."""
        from desktop_chat.ui.personas.conversation_dialog import (  # noqa: PLC0415  not needed for a start
            ConversationDialog,
        )

        dialog = ConversationDialog(
            self._window.theme_manager, self._conversation, self._name_of, self._window
        )
        self._services.places.follow(dialog, "conversation")
        show_dialog(dialog)

    def actions(self) -> list[Action]:
        """Give what can be done here, for the palette."""
        in_use = self._conversation.persona
        personas = [("", self.tr("Just chat")), *((one.key, one.name) for one in self._personas.personas)]
        chosen = self.tr("Persona: {name}")
        return [
            Action(
                "pick-persona", self.tr("Choose a persona…"), self.pick, keys_of("pick-persona"), "persona"
            ),
            Action(
                "this-conversation",
                self.tr("Instructions and settings of this conversation…"),
                self.edit_conversation,
                keys_of("this-conversation"),
                "sliders",
            ),
            Action("edit-personas", self.tr("Edit personas…"), self.edit, icon="pencil"),
            Action("edit-prompts", self.tr("Edit prompts…"), self.edit_prompts, icon="pencil"),
            *(
                Action(
                    f"persona-{key or 'none'}",
                    chosen.replace("{name}", name),
                    lambda key=key: self._conversation.set_persona(key),
                    icon="persona",
                )
                for key, name in personas
                if key != in_use
            ),
        ]

    # ---- connections

    def _connect(self) -> None:
        window, conversation = self._window, self._conversation
        window.later_empty_state.when_made(self._connect_empty_state)
        window.top_bar.personas_requested.connect(self.pick)
        window.composer.prompts.edit_requested.connect(self.edit_prompts)
        conversation.persona_changed.connect(self._show)
        self._personas.changed.connect(self._on_personas)
        self._personas.prompts_changed.connect(self._show_prompts)
        self._personas.conversations_left.connect(self._on_left)
        for shortcut_id, call in (("pick-persona", self.pick), ("this-conversation", self.edit_conversation)):
            window.add_shortcut(shortcut_id).triggered.connect(lambda _=False, call=call: call())

    def _connect_empty_state(self, empty_state: EmptyState) -> None:
        empty_state.persona_chosen.connect(self._conversation.set_persona)
        empty_state.more_personas_requested.connect(self._pick_more)
        self._offer_in(empty_state)

    def _on_personas(self) -> None:
        """Let a new conversation begin without a persona that is gone; the others keep its settings."""
        is_new = self._conversation.conversation is None
        if is_new and self._conversation.persona and not self._name_of(self._conversation.persona):
            self._conversation.set_persona("")
        self._show()

    def _on_left(self, ids: Sequence[int]) -> None:
        conversation = self._conversation.conversation
        if conversation is not None and conversation.id in ids:
            self._services.turns.change(conversation.id, lambda _store: None, self)

    # ---- what is shown

    def _show(self) -> None:
        persona = self._personas.persona(self._conversation.persona)
        if persona is None:
            self._window.top_bar.set_persona("", "")
        else:
            from desktop_chat.ui.personas.sign import can_draw  # noqa: PLC0415  looks for fonts

            sign = persona.sign if can_draw(persona.sign) else ""
            self._window.top_bar.set_persona(sign, persona.name)
        self._window.later_empty_state.if_made(self._offer_in)

    def _offer_in(self, empty_state: EmptyState) -> None:
        if self._personas.personas and self._conversation.conversation is None:
            empty_state.set_personas(self._personas.personas, self._conversation.persona)

    def _show_prompts(self) -> None:
        self._window.composer.prompts.set_prompts(self._personas.prompts, self._fill)

    def _fill(self, text: str) -> str:
        from desktop_chat.ui.variable_values import values_now  # noqa: PLC0415  not needed for a start

        model = self._services.library.find(self._conversation.model)
        return expand(text, values_now(model.name if model is not None else ""))

    def _name_of(self, key: str) -> str:
        persona = self._personas.persona(key)
        return persona.name if persona is not None else ""

    # ---- popups and dialogs

    def _pick_more(self) -> None:
        chips = self._window.empty_state.chips
        if chips is not None:
            self._pick_below(chips.more_button)

    def _pick_below(self, button: QWidget) -> None:
        if self._picker is None:
            from desktop_chat.ui.personas.picker import PersonaPicker  # noqa: PLC0415  not needed for a start

            self._picker = PersonaPicker(self._window.theme_manager, self._window)
            self._picker.persona_chosen.connect(self._conversation.set_persona)
            self._picker.add_requested.connect(self.add)
            self._picker.edit_requested.connect(self.edit)
        self._picker.show_near(button, self._personas.personas, self._conversation.persona)

    def _dialog(self) -> PersonaDialog:
        from desktop_chat.ui.personas.dialog import PersonaDialog  # noqa: PLC0415  not needed for a start

        dialog = PersonaDialog(
            self._window.theme_manager,
            self._personas,
            self._services.turns.setups,
            self._models(),
            self._window,
        )
        self._services.places.follow(dialog, "personas")
        return dialog

    def _models(self) -> list[ModelChoice]:
        known = self._services.library.models
        return [ModelChoice(one.path, one.title) for one in known if one.exists]
