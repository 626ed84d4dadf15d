"""A chat template: the conversation as the one text the model goes on with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import jinja2
from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.engine.protocol import ChatMessage, TemplateChoice
from desktop_chat.engine.metering import TemplateRefusedError, metered
from desktop_chat.engine.sandbox import Sandbox
from desktop_chat.faults import FaultError

_THINKING_SIGNS: Final = (
    "enable_thinking",
    "<think>",
    "[THINK]",
    "<|channel|>analysis",
    "<|channel>thought",
    "<seed:think>",
    "<mm:think>",
    "<|START_THINKING|>",
    "<|think|>",
    "<|inner_prefix|>",
    "<thinking>",
    "<thought>",
)
_SYSTEM, _QUESTION, _REPLY, _NEXT = "Qwsystem", "Qwfirst", "Qwreply", "Qwsecond"  # words no template holds


class Prompt(Struct, frozen=True):
    """What the model goes on with."""

    text: str
    stop: tuple[str, ...]  # texts that end the reply, beside the model's own end tokens
    add_special: bool  # whether the tokenizer may add its BOS token: not when the text has it already


class _Shape(Struct, frozen=True):
    """What a template needs done to a conversation before it takes it."""

    as_parts: bool = False  # content as a list of typed parts, for templates that read nothing else
    fold_system: bool = False  # the system prompt goes into the first user message
    merge: bool = False  # neighbours of one role become one message


class ChatTemplate:
    """A chat template, compiled once and tried once.

    `source` is Jinja; `bos` and `eos` are the texts of the model's begin and end tokens; `choice` says which
    template it is and who chose it (`can_think` is filled in here); `stop` are the texts that end a reply.
    Raises `FaultError("bad_template", reason=…)` when it does not compile or fails on a plain conversation.
    It may be rendered by several threads at once.
    """

    def __init__(
        self, source: str, *, bos: str, eos: str, choice: TemplateChoice, stop: tuple[str, ...] = ()
    ) -> None:
        self._values = {"bos_token": bos, "eos_token": eos}
        self._bos = bos
        self._stop = stop
        self._template = _compiled(source)
        self._shape = self._find_shape()
        self.choice = replace(choice, can_think=any(sign in source for sign in _THINKING_SIGNS))

    def render(self, messages: Sequence[ChatMessage], thinking: bool | None = None) -> Prompt:
        """Give the prompt for a reply to `messages`; `thinking`: the template's switch, None for its default.

        Raises `FaultError("bad_template", reason=…)`.
        """
        text = self._rendered(_arranged(messages, self._shape), thinking)
        return Prompt(text, self._stop, add_special=not (self._bos and text.startswith(self._bos)))

    def _rendered(self, messages: Sequence[dict[str, Any]], thinking: bool | None = None) -> str:
        values: dict[str, Any] = {
            **self._values,
            "tools": None,
            "documents": None,
            "add_generation_prompt": True,
        }
        if thinking is not None:
            values |= {"enable_thinking": thinking, "thinking": thinking}
        try:
            with metered(sum(len(message["content"]) for message in messages)):
                return self._template.render(messages=messages, **values)
        except Exception as error:
            raise FaultError("bad_template", reason=_reason(error)) from error

    def _find_shape(self) -> _Shape:
        """Try what conversations the template takes; raises `FaultError` when it takes none."""
        shape = self._first_taken(
            (_Shape(as_parts=parts) for parts in (False, True)),
            _trial("user", "assistant", "user"),
            must=True,
        )
        shape = self._first_taken(
            (replace(shape, fold_system=fold) for fold in (False, True)),
            _trial("system", "user", "assistant", "user"),
        )
        return self._first_taken(
            (replace(shape, merge=merge) for merge in (False, True)), _trial("user", "user")
        )

    def _first_taken(
        self, shapes: Iterable[_Shape], messages: Sequence[ChatMessage], must: bool = False
    ) -> _Shape:
        """Give the first shape with which the output holds what the messages say, else the last."""
        fault: FaultError | None = None
        for shape in shapes:
            try:
                text = self._rendered(_arranged(messages, shape))
            except FaultError as error:
                fault = fault or error
                continue
            if all(message.content in text for message in messages):
                return shape
        if must:
            raise fault or FaultError("bad_template", reason="it leaves out what the messages say")
        return shape


def _trial(*roles: str) -> list[ChatMessage]:
    words = {"system": [_SYSTEM], "user": [_NEXT, _QUESTION], "assistant": [_REPLY]}
    return [ChatMessage(role, words[role].pop()) for role in roles]  # type: ignore[arg-type]


def _compiled(source: str) -> jinja2.Template:
    try:
        return Sandbox().compiled(source)
    except Exception as error:
        raise FaultError("bad_template", reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """Say in a few words what is wrong with the template."""
    match error:
        case TemplateRefusedError():
            return str(error)
        case jinja2.TemplateSyntaxError():
            return f"line {error.lineno}: {error.message}"
        case RecursionError():
            return "it is nested too deeply"
        case _:
            return " ".join(str(error).split())[:200] or type(error).__name__


def _arranged(messages: Sequence[ChatMessage], shape: _Shape) -> list[dict[str, Any]]:
    """Give the messages in the form the template takes."""
    arranged = list(messages)
    if shape.fold_system:
        arranged = _folded(arranged)
    if shape.merge:
        arranged = _merged(arranged)
    return [{"role": each.role, "content": _content(each, shape)} for each in arranged]


def _content(message: ChatMessage, shape: _Shape) -> str | list[dict[str, str]]:
    return [{"type": "text", "text": message.content}] if shape.as_parts else message.content


def _folded(messages: list[ChatMessage]) -> list[ChatMessage]:
    """Put the system prompt before the first user message's own text."""
    system = "\n\n".join(each.content for each in messages if each.role == "system" and each.content)
    rest = [each for each in messages if each.role != "system"]
    if not system:
        return rest
    first = next((index for index, each in enumerate(rest) if each.role == "user"), None)
    if first is None:
        return [ChatMessage("user", system), *rest]
    rest[first] = ChatMessage("user", f"{system}\n\n{rest[first].content}")
    return rest


def _merged(messages: list[ChatMessage]) -> list[ChatMessage]:
    """Make one message of neighbours that have the same role."""
    merged: list[ChatMessage] = []
    for each in messages:
        if merged and merged[-1].role == each.role:
            merged[-1] = ChatMessage(each.role, f"{merged[-1].content}\n\n{each.content}")
        else:
            merged.append(each)
    return merged
