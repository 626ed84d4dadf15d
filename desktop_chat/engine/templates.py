"""Choosing the chat template of a model: the user's choice, the file's own, or one of ours by family."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from desktop_chat.engine.families import FILE, Family, families, family
from desktop_chat.engine.prompt import ChatTemplate
from desktop_chat.engine.protocol import TemplateChoice
from desktop_chat.faults import FaultError

_CHAT_NAME: Final = re.compile(r"chat|instruct|assistant|(?<![a-z])it(?![a-z])|sft|dpo|rlhf|orca|wizard|tulu")
_TURN_MARKS: Final = {  # of templates whose turns are plain text: what a reply ends at
    "### Instruction:": "### Instruction:",
    "### 질문:": "### 질문:",
    "### User:": "### User:",
    "USER:": "USER:",
    "User: ": "\nUser:",  # Falcon
    "<response>": "</response>",  # Granite 3.3, when it thinks
}
_END_TOKENS: Final = ("<|stop|>",)  # end tokens llama.cpp does not know: HyperCLOVA X SEED

_Source = Literal["file", "family", "user"]


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
    """Give the template to use, compiled and tried; its `choice` says which it is and who chose it.

    `wanted`: the name of one of our families, "file" for the file's own, or "" for what fits best.
    `name`: what the model is called, best its `general.name` and its file's name together.
    `bos`, `eos`: the texts of its begin and end tokens.
    `has_token`: says whether a text is one token of the model's vocabulary.
    A file's template that does not work is no failure: `choice.problem` says why it is not used.
    """
    chosen = family(wanted)
    if chosen is not None:
        return _ours(chosen, bos, eos, "user")
    problems = [] if wanted in {"", FILE} else [f"there is no template “{wanted}”"]
    if file_template:
        try:
            source: _Source = "user" if wanted == FILE else "file"
            return _of_file(file_template, bos, eos, source, has_token, *problems)
        except FaultError as error:
            problems.append(error.fault.values["reason"])
    chosen, doubt = _fitting(name, architecture, has_token, is_chat=bool(file_template))
    return _ours(chosen, bos, eos, "family", *problems, doubt)


def _fitting(
    name: str, architecture: str, has_token: Callable[[str], bool], *, is_chat: bool
) -> tuple[Family, str]:
    """Give the family that fits best, and what is doubtful about it."""
    by_name = next((each for each in families() if each.fits(name, architecture, has_token)), None)
    if by_name is not None:
        return by_name, ""
    is_chat = is_chat or bool(_CHAT_NAME.search(name.lower()))
    possible = (each for each in families() if each.token and each.is_for(architecture))
    by_token = next((each for each in possible if has_token(each.token)), None)
    if by_token is not None and (is_chat or by_token.token_tells):
        return by_token, ""
    guess = "alpaca" if is_chat else "plain"
    kind = "no known chat model" if is_chat else "no chat model"
    return next(each for each in families() if each.name == guess), f"the file's name tells {kind}"


def _ours(chosen: Family, bos: str, eos: str, source: _Source, *problems: str) -> ChatTemplate:
    choice = TemplateChoice(
        chosen.name, source, chosen.is_plain_completion, problem="; ".join(filter(None, problems))
    )
    return ChatTemplate(chosen.source(), bos=bos, eos=eos, choice=choice, stop=chosen.stop)


def _of_file(
    template: str, bos: str, eos: str, source: _Source, has_token: Callable[[str], bool], *problems: str
) -> ChatTemplate:
    choice = TemplateChoice(FILE, source, problem="; ".join(problems))
    stop = (stop for mark, stop in _TURN_MARKS.items() if mark in template)
    return ChatTemplate(
        template, bos=bos, eos=eos, choice=choice, stop=(*stop, *filter(has_token, _END_TOKENS))
    )
