"""How a reply is made: the app's settings, the model's, the persona's and the conversation's, one over the other."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.messages import Conversation
from desktop_chat.chat.personas import Persona
from desktop_chat.chat.turns import NewConversation
from desktop_chat.chat.variables import expand
from desktop_chat.engine.protocol import GenerateOptions
from desktop_chat.settings import GenerationOverrides, GenerationSettings, Settings
from desktop_chat.ui.levels import Levels

SettingsFor = Callable[[str, GenerationSettings], GenerationSettings]
"""Puts a model's own settings in place of the app's."""

PersonaFor = Callable[[str], Persona | None]
"""Gives the persona of a key; None: there is none any more."""


class ReplySetup(Struct, frozen=True):
    """What a model is told for one reply beside the messages."""

    system_prompt: str
    options: GenerateOptions


class ReplySetups(QObject):
    """Knows the settings of all levels.

    Signals:
        changed: settings of the app, of a model or a persona are others now.
    """

    changed = Signal()

    def __init__(
        self,
        settings: Settings,
        *,
        settings_for: SettingsFor,
        persona_for: PersonaFor,
        model_name: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.app = settings
        self._settings_for = settings_for
        self._persona_for = persona_for
        self._model_name = model_name

    def use(self, settings: Settings) -> None:
        """Use other settings of the app from the next reply on."""
        self.app = settings
        self.changed.emit()

    def persona(self, key: str) -> Persona | None:
        """Give the persona of a key; None: there is none, or no more."""
        return self._persona_for(key) if key else None

    def new_conversation(self, model: str) -> NewConversation:
        """Give what a conversation begins with as long as the user chooses nothing else."""
        usual = self.app.chat.persona
        persona = usual if self.persona(usual) is not None else ""
        return NewConversation(model, self.with_model(model).system_prompt, persona)

    def levels(self, of: Conversation | NewConversation, model: str) -> Levels:
        """Give the settings of a conversation with a model, level by level."""
        persona = self.persona(of.persona)
        return Levels(
            self.app.generation,
            self.with_model(model),
            of.system_prompt,
            persona.settings if persona is not None else GenerationOverrides(),
            of.settings,
        )

    def with_model(self, model: str) -> GenerationSettings:
        """Give the settings of the app with those of a model in their place."""
        return self._settings_for(model, self.app.generation)

    def setup(self, of: Conversation | NewConversation, model: str) -> ReplySetup:
        """Give what a model is told for a reply now."""
        from desktop_chat.ui.variable_values import values_now  # noqa: PLC0415  not needed for a start

        settings = self.levels(of, model).in_force()
        values = values_now(self._model_name(model)) if "{{" in settings.system_prompt else {}
        return ReplySetup(expand(settings.system_prompt, values), settings.options())
