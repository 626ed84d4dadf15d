"""How families of models mark their reasoning, and how what is written of a reply reads in their marks."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from desktop_chat.engine.protocol import Begun


class ReasoningFormat(Struct, frozen=True):
    """How a family of models marks its reasoning."""

    opening: str
    closing: str
    again: tuple[str, ...] = ()  # other markers that open reasoning, also after some of it was closed
    answer: tuple[str, ...] = ()  # markers that may open the answer, with or without reasoning before it
    inset: str = ""  # white space between the reasoning and its marks
    gap: str = ""  # between the closing mark and the answer
    alone: str = ""  # what an answer without reasoning begins with

    def written(self, begun: Begun, prompt: str) -> str:
        """Give what is written of a reply as the model wrote it after the rendered `prompt`."""
        if not begun.reasoning:
            return self._closed(prompt) + begun.text
        written = self._opened(prompt) + begun.reasoning
        return written + self.inset + self.closing + self.gap + begun.text if begun.text else written

    def _opened(self, prompt: str) -> str:
        """Give what opens the reasoning, as far as the prompt has not done it."""
        if not self.is_opened_by(prompt):
            return self.opening + self.inset
        return "" if prompt != prompt.rstrip() else self.inset

    def _closed(self, prompt: str) -> str:
        """Give what an answer without reasoning begins with, as far as the prompt has not written it."""
        if self.is_opened_by(prompt):
            return self.inset + self.closing + self.gap
        return "" if prompt.endswith(self.alone) else self.alone

    def is_opened_by(self, prompt: str) -> bool:
        """Say whether a rendered prompt ends inside such reasoning."""
        return prompt[-200:].rstrip().endswith(self.opening.rstrip())

    def is_named_in(self, source: str) -> bool:
        """Say whether a template's source has the marks that a reply in this format is written with."""
        return all(mark.strip() in source for mark in (self.opening, self.gap))


FORMATS: Final = (
    ReasoningFormat(  # DeepSeek, Qwen, GLM …; <response>: Granite 3.3
        "<think>", "</think>", answer=("<response>",), inset="\n", gap="\n\n"
    ),
    ReasoningFormat(
        "<think>", "</think>", gap="<response>"
    ),  # Granite 3.3, to be told from the above by its template
    ReasoningFormat("<thinking>", "</thinking>", inset="\n", gap="\n\n"),
    ReasoningFormat("<thought>", "</thought>", inset="\n", gap="\n\n"),  # EXAONE Deep
    ReasoningFormat("[THINK]", "[/THINK]"),  # Magistral, Ministral 3
    ReasoningFormat("<seed:think>", "</seed:think>"),  # Seed-OSS
    ReasoningFormat("<mm:think>", "</mm:think>"),  # MiniMax M3
    ReasoningFormat("<|inner_prefix|>", "<|inner_suffix|>"),  # Apertus
    ReasoningFormat(  # OpenThinker
        "<|begin_of_thought|>",
        "<|end_of_thought|>",
        answer=("<|begin_of_solution|>",),
        inset="\n\n",
        gap="\n\n<|begin_of_solution|>\n\n",
    ),
    ReasoningFormat(  # Command
        "<|START_THINKING|>",
        "<|END_THINKING|>",
        answer=("<|START_RESPONSE|>", "<|START_TEXT|>"),
        gap="<|START_RESPONSE|>",
        alone="<|START_RESPONSE|>",
    ),
    ReasoningFormat("<|channel>thought\n", "<channel|>"),  # Gemma 4
    ReasoningFormat(
        "Here are my reasoning steps:\n", "[BEGIN FINAL RESPONSE]", inset="\n", gap="\n"
    ),  # Apriel 1.6
    ReasoningFormat(  # Solar Open
        "<|think|>",
        "<|end|>",
        answer=("<|begin|>assistant<|content|>", "<|content|>"),
        gap="<|begin|>assistant<|content|>",
        alone="<|content|>",
    ),
    ReasoningFormat(  # gpt-oss: https://github.com/openai/harmony/blob/main/docs/format.md
        "<|channel|>analysis<|message|>",
        "<|end|>",
        again=(
            "<|start|>assistant<|channel|>analysis<|message|>",
            "<|start|>assistant<|channel|>commentary<|message|>",
            "<|channel|>commentary<|message|>",
        ),
        answer=("<|start|>assistant<|channel|>final<|message|>", "<|channel|>final<|message|>"),
        gap="<|start|>assistant<|channel|>final<|message|>",
        alone="<|channel|>final<|message|>",
    ),
)

VISIBLE_CONTROL_TOKENS: Final = frozenset(
    token
    for form in FORMATS
    for marker in (form.opening, form.closing, *form.again, *form.answer)
    for token in re.findall(r"<[^<>\s]+>|\[[^\]]+\]", marker)
)
"""Texts of the control tokens a splitter reads: the token loop passes these on as text, others as nothing."""

_PLAIN_OPENING: Final = (
    "<think>"  # also in templates of models that do not reason, which drop it from old replies
)


def format_of(prompt: str, source: str) -> ReasoningFormat:
    """Give how a model marks its reasoning, by a rendered prompt and its template's source."""
    named = [form for form in FORMATS if form.is_named_in(source)]
    marked = [form for form in named if form.gap.strip()]
    opened = [form for form in (*marked, *named, *FORMATS) if form.is_opened_by(prompt)]
    return next(iter([*opened, *marked, *named, FORMATS[0]]))


def opened_by(prompt: str) -> ReasoningFormat | None:
    """Give the format whose opening marker the prompt ends with."""
    return next((form for form in FORMATS if form.is_opened_by(prompt)), None)


def names_reasoning(source: str) -> bool:
    """Say whether a template's source has a marker that only models that reason use."""
    return any(form.opening in source for form in FORMATS if form.opening != _PLAIN_OPENING)
