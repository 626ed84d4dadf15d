"""Splitting a reply, as it streams, into the model's reasoning and its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from desktop_chat.engine.protocol import Channel

Part = tuple[Channel, str]


class _Format(Struct, frozen=True):
    """How a family of models marks its reasoning."""

    opening: str
    closing: str
    again: tuple[str, ...] = ()  # other markers that open reasoning, also after some of it was closed
    answer: tuple[str, ...] = ()  # markers that may open the answer, with or without reasoning before it


_FORMATS: Final = (
    _Format("<think>", "</think>", answer=("<response>",)),  # DeepSeek, Qwen, GLM …; <response>: Granite 3.3
    _Format("<thinking>", "</thinking>"),
    _Format("<thought>", "</thought>"),  # EXAONE Deep
    _Format("[THINK]", "[/THINK]"),  # Magistral, Ministral 3
    _Format("<seed:think>", "</seed:think>"),  # Seed-OSS
    _Format("<mm:think>", "</mm:think>"),  # MiniMax M3
    _Format("<|inner_prefix|>", "<|inner_suffix|>"),  # Apertus
    _Format("<|begin_of_thought|>", "<|end_of_thought|>", answer=("<|begin_of_solution|>",)),  # OpenThinker
    _Format(
        "<|START_THINKING|>", "<|END_THINKING|>", answer=("<|START_RESPONSE|>", "<|START_TEXT|>")
    ),  # Command
    _Format("<|channel>thought\n", "<channel|>"),  # Gemma 4
    _Format("Here are my reasoning steps:\n", "[BEGIN FINAL RESPONSE]"),  # Apriel 1.6
    _Format("<|think|>", "<|end|>", answer=("<|begin|>assistant<|content|>", "<|content|>")),  # Solar Open
    _Format(  # gpt-oss: https://github.com/openai/harmony/blob/main/docs/format.md
        "<|channel|>analysis<|message|>",
        "<|end|>",
        again=(
            "<|start|>assistant<|channel|>analysis<|message|>",
            "<|start|>assistant<|channel|>commentary<|message|>",
            "<|channel|>commentary<|message|>",
        ),
        answer=("<|start|>assistant<|channel|>final<|message|>", "<|channel|>final<|message|>"),
    ),
)

VISIBLE_CONTROL_TOKENS: Final = frozenset(
    token
    for form in _FORMATS
    for marker in (form.opening, form.closing, *form.again, *form.answer)
    for token in re.findall(r"<[^<>\s]+>|\[[^\]]+\]", marker)
)
"""Texts of the control tokens a splitter reads: the token loop passes these on as text, others as nothing."""

_PLAIN_OPENING: Final = (
    "<think>"  # also in templates of models that do not reason, which drop it from old replies
)


def opens_reasoning(prompt: str) -> bool:
    """Say whether a reply to the rendered `prompt` starts inside the reasoning."""
    return _opened_by(prompt) is not None


def names_reasoning(source: str) -> bool:
    """Say whether a template's source has a marker that only models that reason use."""
    return any(form.opening in source for form in _FORMATS if form.opening != _PLAIN_OPENING)


class ReasoningSplitter:
    """Splits one reply: `feed(text) -> [(channel, text), …]` for each piece, `finish()` at its end.

    Reasoning is looked for at the start of the reply only (after white space), or right away when the
    rendered `prompt` opened it already; the same markers later in the answer are plain text. A marker that
    arrives in pieces never shows, and an unfinished one is given as text at the end. White space around the
    reasoning is dropped; an answer without reasoning is passed on exactly.
    """

    def __init__(self, prompt: str = "") -> None:
        opened = _opened_by(prompt)
        self._format = opened or _FORMATS[0]
        self._stage: Literal["start", "reasoning", "between", "answer"] = "reasoning" if opened else "start"
        self._held = ""
        self._space = ""  # after the reasoning so far: kept back, since it may be the last of it
        self._has_reasoned = False

    def feed(self, text: str) -> list[Part]:
        """Take the next piece; give what can be shown by now, in order."""
        self._held += text
        parts: list[Part] = []
        while self._held and self._advance(parts):
            pass
        return parts

    def finish(self) -> list[Part]:
        """Give the text that was held back; call it once, when the reply ended."""
        held, self._held = self._held, ""
        if self._stage == "reasoning":
            return self._reasoned(held)
        return [("answer", held)] if held else []

    def _advance(self, parts: list[Part]) -> bool:
        """Take from the held text what can be told by now; say whether another stage goes on."""
        match self._stage:
            case "start":
                return self._start()
            case "reasoning":
                return self._reason(parts)
            case "between":
                return self._begin_answer()
        parts.append(("answer", self._held))
        self._held = ""
        return False

    def _start(self) -> bool:
        text = self._held.lstrip()
        for form in _FORMATS:
            if marker := _leading((form.opening, *form.again), text):
                self._format = form
                return self._enter("reasoning", text[len(marker) :])
            if marker := _leading(form.answer, text):
                return self._enter("answer", text[len(marker) :])
        markers = (marker for form in _FORMATS for marker in (form.opening, *form.again, *form.answer))
        return not _may_become(text, markers) and self._enter("answer", self._held)

    def _reason(self, parts: list[Part]) -> bool:
        if not self._has_reasoned:
            self._held = self._held.lstrip()
            if _may_become(self._held, [self._format.opening]):
                return False
            self._held = self._held.removeprefix(
                self._format.opening
            )  # opened by the prompt and by the reply
        text, closing, rest = self._held.partition(self._format.closing)
        if closing:
            parts += self._reasoned(text)
            return self._enter("between", rest)
        shown = len(text) - _overlap(text, closing=self._format.closing)
        parts += self._reasoned(text[:shown])
        self._held = text[shown:]
        return False

    def _begin_answer(self) -> bool:
        self._held = text = self._held.lstrip()
        if marker := _leading(self._format.again, text):
            self._space = "\n\n"
            return self._enter("reasoning", text[len(marker) :])
        if marker := _leading(self._format.answer, text):
            return self._enter("answer", text[len(marker) :].lstrip())
        is_open = not text or _may_become(text, (*self._format.again, *self._format.answer))
        return not is_open and self._enter("answer", text)

    def _enter(self, stage: Literal["reasoning", "between", "answer"], rest: str) -> bool:
        self._stage, self._held = stage, rest
        return True

    def _reasoned(self, text: str) -> list[Part]:
        """Give reasoning without the white space before and after all of it."""
        text = self._space + text if self._has_reasoned else text.lstrip()
        shown = text.rstrip()
        self._space = text[len(shown) :]
        self._has_reasoned = self._has_reasoned or bool(shown)
        return [("reasoning", shown)] if shown else []


def _opened_by(prompt: str) -> _Format | None:
    """Give the format whose opening marker the prompt ends with."""
    end = prompt[-200:].rstrip()
    return next((form for form in _FORMATS if end.endswith(form.opening.rstrip())), None)


def _leading(markers: Iterable[str], text: str) -> str:
    return next((marker for marker in markers if text.startswith(marker)), "")


def _may_become(text: str, markers: Iterable[str]) -> bool:
    """Say whether more text could make `text` one of the markers."""
    return any(marker.startswith(text) and marker != text for marker in markers)


def _overlap(text: str, closing: str) -> int:
    """Give the length of the longest end of `text` that is a beginning of `closing`."""
    longest = min(len(text), len(closing) - 1)
    return next((size for size in range(longest, 0, -1) if text.endswith(closing[:size])), 0)
