"""Personas and saved prompts: what a conversation begins with, and texts to use again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import chain, count
from typing import Literal

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
    greeting: str = ""  # what stands over an empty conversation
    position: float = 0.0  # the user's own with a lower one come first


class SavedPrompt(Struct, frozen=True, omit_defaults=True):
    """A text that is called by its name after `/`."""

    id: int  # 0: not kept yet
    name: str  # without spaces
    text: str  # may hold variables


NameProblem = Literal["empty", "spaces", "taken"]
"""Why a prompt cannot be called so."""


def clean_name(typed: str) -> str:
    """Give the name of a prompt as it is kept: composed, without the `/` and spaces around it."""
    return unicodedata.normalize("NFC", typed).strip().lstrip("/").strip()


def name_problem(name: str, others: Iterable[str]) -> NameProblem | None:
    """Say what is wrong with a cleaned name beside the names of the other prompts; None: nothing is."""
    if not name:
        return "empty"
    if any(map(str.isspace, name)):
        return "spaces"
    return "taken" if name.casefold() in {each.casefold() for each in others} else None


def free_name(wanted: str, others: Iterable[str], between: str) -> str:
    """Give a name, with a number behind it where another has it: `Tutor` and a space give `Tutor 2`."""
    taken = {each.casefold() for each in others}
    numbered = (f"{wanted}{between}{number}" for number in count(2))
    return next(each for each in chain((wanted,), numbered) if each.casefold() not in taken)
