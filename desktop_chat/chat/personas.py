"""Personas and saved prompts: what a conversation begins with, and texts to use again."""

from __future__ import annotations

from msgspec import Struct

from desktop_chat.settings import GenerationOverrides


class Persona(Struct, frozen=True, omit_defaults=True):
    """Who the model is in a conversation, with which settings and model, and what one may ask first."""

    key: str  # "builtin:translator", or "own:12" for one of the user's; "": not kept yet
    name: str
    sign: str = ""  # an emoji or a letter
    about: str = ""  # one line
    settings: GenerationOverrides = GenerationOverrides()  # its system prompt among them; may hold variables
    model: str = ""  # path of a model file; "": whichever is chosen
    starters: tuple[str, ...] = ()


class SavedPrompt(Struct, frozen=True, omit_defaults=True):
    """A text that is called by its name after `/`."""

    id: int  # 0: not kept yet
    name: str  # without spaces
    text: str  # may hold variables
