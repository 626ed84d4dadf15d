"""The levels that settings of a conversation come from, each over the one before it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.settings import GenerationOverrides, GenerationSettings

Origin = Literal["app", "model", "start", "persona", "here"]
"""The settings of the app, of the model, those the conversation began with, the persona's, its own."""


class Levels(Struct, frozen=True):
    """The settings of all levels."""

    app: GenerationSettings
    model: GenerationSettings  # the app's with the model's in their place
    start: str  # the instructions the conversation began with
    persona: GenerationOverrides
    here: GenerationOverrides

    def inherited(self) -> GenerationSettings:
        """Give what is in force where the conversation sets nothing itself."""
        return self.persona.over(replace(self.model, system_prompt=self.start))

    def in_force(self) -> GenerationSettings:
        """Give what a reply is made with."""
        return self.here.over(self.inherited())

    def origin(self, name: str) -> Origin:
        """Say which level the value of a field of `GenerationOverrides` comes from."""
        if getattr(self.here, name) is not None:
            return "here"
        if getattr(self.persona, name) is not None:
            return "persona"
        value = value_of(self.inherited(), name)
        if value == value_of(self.app, name):
            return "app"
        return "model" if value == value_of(self.model, name) else "start"


def value_of(settings: GenerationSettings, name: str) -> object:
    """Give the value that a field of `GenerationOverrides` sets."""
    return getattr(settings, name) if hasattr(settings, name) else getattr(settings.sampler, name)
