"""Choosing the chat template of a model: the user's choice, the file's own, or one of ours by family."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from desktop_chat.engine.families import Family, families, family
from desktop_chat.engine.prompt import ChatTemplate
from desktop_chat.engine.protocol import TemplateChoice
from desktop_chat.faults import FaultError

FILE: Final = "file"
"""The name that stands for the file's own template, in `TemplateChoice` and as a user's choice."""

_CHAT_SIGNS: Final = re.compile(r"chat|instruct|assistant|\bit\b|sft|dpo|rlhf|orca|wizard|tulu|bot")


def choose_template(
    *,
    wanted: str,
    file_template: str | None,
    name: str,
    architecture: str,
    bos: str,
    eos: str,
    has_token: Callable[[str], bool],
) -> ChatTemplate:
    """Give the template to use, tried and ready; `choice` says which it is and who chose it.

    `wanted`: the name of one of our families, "file" for the file's own, or "" for the best by itself.
    `name`: what the model is called, best its `general.name` and its file's name together.
    `bos`, `eos`: the texts of its begin and end tokens. `has_token` says whether a text is one control token of it.
    Never fails because of the file: when the file's own template does not work, `choice.problem` says why.
    """
    chosen = family(wanted)
    if chosen is not None:
        return _ours(chosen, bos, eos, source="user")
    problem = f"there is no template “{wanted}”" if wanted not in {"", FILE} else ""
    if file_template:
        try:
            return _of_file(
                file_template, bos, eos, source="user" if wanted == FILE else "file", problem=problem
            )
        except FaultError as error:
            problem = error.fault.values["reason"]
    fitting, guess = _fitting(name, architecture, has_token)
    return _ours(fitting, bos, eos, source="family", problem="; ".join(filter(None, (problem, guess))))


def _fitting(name: str, architecture: str, has_token: Callable[[str], bool]) -> tuple[Family, str]:
    """Give the family that fits best, and why it is only a guess (empty when it is not)."""
    known = next((each for each in families() if each.fits(name, architecture)), None)
    if known is not None:
        return known, ""
    if has_token("<|im_start|>"):
        return _named("chatml"), ""
    if _CHAT_SIGNS.search(name.lower()):
        return _named("alpaca"), "the file has no template and its name tells no family"
    return _named("plain"), "the file has no template and its name tells no chat model"


def _named(name: str) -> Family:
    found = family(name)
    if found is None:
        raise LookupError(name)
    return found


def _ours(chosen: Family, bos: str, eos: str, *, source: str, problem: str = "") -> ChatTemplate:
    choice = TemplateChoice(chosen.name, source, chosen.is_plain_completion, problem=problem)  # type: ignore[arg-type]
    return ChatTemplate(chosen.source(), bos=bos, eos=eos, choice=choice, stop=chosen.stop)


def _of_file(template: str, bos: str, eos: str, *, source: str, problem: str) -> ChatTemplate:
    """Use the file's own template, with the stop strings of ours whose turns look the same."""
    choice = TemplateChoice(FILE, source, problem=problem)  # type: ignore[arg-type]
    stop = tuple(mark for mark in ("### Instruction:", "### 질문", "### User:", "USER:") if mark in template)
    return ChatTemplate(template, bos=bos, eos=eos, choice=choice, stop=stop)
