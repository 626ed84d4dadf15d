"""A chat template: the conversation as the one text the model goes on with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Final

import jinja2
from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.engine.metering import TIME_LIMIT, OutOfBoundsError, TemplateRefusedError, metered
from desktop_chat.engine.protocol import NOT_BEGUN, Begun, ChatMessage, Role, TemplateChoice
from desktop_chat.engine.reasoning_formats import ReasoningFormat, format_of, names_reasoning, opened_by
from desktop_chat.engine.sandbox import Sandbox
from desktop_chat.faults import FaultError

_TIME_PER_MESSAGE: Final = 0.002  # seconds more; some templates look at all pairs of messages
_TRIAL_TIME: Final = TIME_LIMIT / 4


class Prompt(Struct, frozen=True):
    """What the model goes on with; its control tokens are written as text (`parse_special`)."""

    text: str
    stop: tuple[str, ...]  # texts that end the reply, beside the model's own end tokens
    add_special: bool  # whether the tokenizer may add its BOS token: not when the text has it already
    written: str = ""  # what of the text is a reply that goes on
    form: ReasoningFormat | None = None  # how that reply marks its reasoning; None: nothing is written of it


class _Shape(Struct, frozen=True):
    """What is done to a conversation so that a template takes it."""

    as_parts: bool = False  # content becomes a list of typed parts, for templates that read nothing else
    fold_system: bool = False  # the system prompt goes into the first question
    merge: bool = False  # neighbours of the same role become one message
    ask_first: bool = False  # a reply that comes first gets an empty question before it


class ChatTemplate:
    """A chat template, compiled and tried once; it may then be rendered by several threads at a time.

    `source` is Jinja as transformers reads it; `bos` and `eos` are the texts of the model's begin and end
    tokens, `stop` the texts that end a reply. `choice` says which template it is and who chose it; whether it
    can think is found here. Raises `FaultError("bad_template", reason=…)` when it does not compile, or fails
    on a plain conversation.
    """

    def __init__(
        self, source: str, *, bos: str, eos: str, choice: TemplateChoice, stop: tuple[str, ...] = ()
    ) -> None:
        self._source = source
        self._bos, self._eos = bos, eos
        self._stop = stop
        self._template = _compiled(source)
        self._shape = self._find_shape()
        self.choice = replace(choice, can_think=names_reasoning(source) or self._has_thinking_switch())

    def render(
        self, messages: Sequence[ChatMessage], thinking: bool | None = None, begun: Begun = NOT_BEGUN
    ) -> Prompt:
        """Give the prompt for a reply to `messages`; `thinking` sets the template's switch, None leaves it.

        A reply that is `begun` follows as the model wrote it: no template is asked to write a reply that is
        not done, for many refuse or end it. Raises `FaultError("bad_template", reason=…)`.
        """
        seconds = TIME_LIMIT + _TIME_PER_MESSAGE * len(messages)
        text = self._rendered(messages, self._shape, thinking, seconds)
        adds_special = not (self._bos and text.startswith(self._bos))
        if not begun:
            return Prompt(text, self._stop, adds_special)
        form = format_of(text, self._source)
        written = form.written(begun, text)
        return Prompt(text + written, self._stop, adds_special, written, form)

    def _rendered(
        self,
        messages: Sequence[ChatMessage],
        shape: _Shape,
        thinking: bool | None = None,
        seconds: float = _TRIAL_TIME,
    ) -> str:
        values: dict[str, Any] = {"bos_token": self._bos, "eos_token": self._eos}
        values |= {"tools": None, "documents": None, "add_generation_prompt": True}
        if thinking is not None:
            values |= {"enable_thinking": thinking, "thinking": thinking}  # the two names that are in use
        try:
            with metered(sum(len(each.content) for each in messages), seconds):
                return self._template.render(messages=_arranged(messages, shape), **values)
        except Exception as error:
            raise FaultError("bad_template", reason=_reason(error)) from error

    def _find_shape(self) -> _Shape:
        """Try which conversations the template takes as they are; raises `FaultError` when it takes none."""
        plain = self._first_taken([_Shape(), _Shape(as_parts=True)], _trial("user", "assistant", "user"))
        merged = self._taken_or_last([plain, replace(plain, merge=True)], _trial("user", "user"))
        folded = self._taken_or_last(
            [merged, replace(merged, fold_system=True)], _trial("system", "user", "assistant", "user")
        )
        return self._taken_or_last([folded, replace(folded, ask_first=True)], _trial("assistant", "user"))

    def _taken_or_last(self, shapes: Sequence[_Shape], messages: Sequence[ChatMessage]) -> _Shape:
        """Give the first shape in which the template takes the messages, else the last."""
        with suppress(FaultError):
            return self._first_taken(shapes, messages)
        return shapes[-1]

    def _first_taken(self, shapes: Iterable[_Shape], messages: Sequence[ChatMessage]) -> _Shape:
        """Give the first shape in which all that the messages say is in the prompt; raises `FaultError`."""
        fault = FaultError("bad_template", reason="it leaves out what the messages say")
        for shape in shapes:
            try:
                text = self._rendered(messages, shape)
            except FaultError as error:
                fault = error
                if isinstance(error.__cause__, OutOfBoundsError):
                    break
            else:
                if all(each.content in text for each in messages):
                    return shape
        raise fault

    def _has_thinking_switch(self) -> bool:
        """Say whether the reasoning can be switched, or is opened by the prompt."""
        with suppress(FaultError):
            on, off = (
                self._rendered(_trial("user"), self._shape, thinking, _TRIAL_TIME)
                for thinking in (True, False)
            )
            return on != off or opened_by(on) is not None
        return False


def _trial(*roles: Role) -> list[ChatMessage]:
    """Give a conversation of words that no template holds."""
    return [ChatMessage(role, f"Qw{role}{number}") for number, role in enumerate(roles)]


def _compiled(source: str) -> jinja2.Template:
    try:
        return Sandbox().compiled(source)
    except Exception as error:
        raise FaultError("bad_template", reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """Say in a few words what is wrong with a template."""
    match error:
        case jinja2.TemplateSyntaxError():
            return f"line {error.lineno}: {error.message}"
        case RecursionError():
            return "it is nested too deeply"
        case TemplateRefusedError():
            return str(error)
    return " ".join(str(error).split())[:200] or type(error).__name__


def _arranged(messages: Sequence[ChatMessage], shape: _Shape) -> list[dict[str, Any]]:
    """Give the messages as the template takes them."""
    arranged = _asked_first(messages) if shape.ask_first else messages
    arranged = _folded(arranged) if shape.fold_system else arranged
    arranged = _merged(arranged) if shape.merge else arranged
    return [{"role": each.role, "content": _content(each, shape)} for each in arranged]


def _content(message: ChatMessage, shape: _Shape) -> str | list[dict[str, str]]:
    return [{"type": "text", "text": message.content}] if shape.as_parts else message.content


def _folded(messages: Sequence[ChatMessage]) -> list[ChatMessage]:
    """Put the system prompt above the first question."""
    system = [each.content for each in messages if each.role == "system" and each.content]
    folded = [each for each in messages if each.role != "system"]
    if not system:
        return folded
    first = next((index for index, each in enumerate(folded) if each.role == "user"), None)
    question = [] if first is None else [folded.pop(first).content]
    folded.insert(first or 0, ChatMessage("user", "\n\n".join(filter(None, [*system, *question]))))
    return folded


def _asked_first(messages: Sequence[ChatMessage]) -> list[ChatMessage]:
    """Put an empty question before a reply that comes first, its own having been deleted."""
    arranged = list(messages)
    first = next((index for index, each in enumerate(arranged) if each.role != "system"), None)
    if first is not None and arranged[first].role == "assistant":
        arranged.insert(first, ChatMessage("user", ""))
    return arranged


def _merged(messages: Sequence[ChatMessage]) -> list[ChatMessage]:
    """Make one message of neighbours that have the same role."""
    merged: list[ChatMessage] = []
    for each in messages:
        if merged and merged[-1].role == each.role:
            merged[-1] = ChatMessage(each.role, f"{merged[-1].content}\n\n{each.content}")
        else:
            merged.append(each)
    return merged
