"""Splitting a reply, as it streams, into the model's reasoning and its answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desktop_chat.engine.protocol import Channel


@dataclass(frozen=True)
class _Format:
    """How one family of models marks its reasoning."""

    opening: str
    closing: str
    answer: tuple[
        str, ...
    ] = ()  # markers that may stand between the reasoning and the answer, or open the reply
    again: tuple[str, ...] = ()  # markers that open another stretch of reasoning after one was closed


_FORMATS: Final = (
    _Format(
        "<think>", "</think>", answer=("<response>",)
    ),  # DeepSeek R1, Qwen3, GLM, …; <response>: Granite 3.3
    _Format("<thinking>", "</thinking>"),
    _Format("<thought>", "</thought>"),  # EXAONE Deep
    _Format("[THINK]", "[/THINK]"),  # Magistral, Ministral 3
    _Format("<seed:think>", "</seed:think>"),
    _Format("<mm:think>", "</mm:think>"),  # MiniMax M3
    _Format("<|inner_prefix|>", "<|inner_suffix|>"),  # Apertus
    _Format("<|begin_of_thought|>", "<|end_of_thought|>", answer=("<|begin_of_solution|>",)),  # OpenThinker
    _Format(
        "<|START_THINKING|>", "<|END_THINKING|>", answer=("<|START_RESPONSE|>", "<|START_TEXT|>")
    ),  # Command R7B, A
    _Format("<|channel>thought\n", "<channel|>"),  # Gemma 4
    _Format(  # gpt-oss: https://github.com/openai/harmony/blob/main/docs/format.md
        "<|channel|>analysis<|message|>",
        "<|end|>",
        answer=("<|start|>assistant<|channel|>final<|message|>", "<|channel|>final<|message|>"),
        again=(
            "<|start|>assistant<|channel|>analysis<|message|>",
            "<|start|>assistant<|channel|>commentary<|message|>",
        ),
    ),
    _Format(  # Solar Open
        "<|think|>", "<|end|>", answer=("<|begin|>assistant<|content|>", "<|content|>")
    ),
)

VISIBLE_CONTROL_TOKENS: Final = frozenset(
    """
    <think> </think> <response> <thinking> </thinking> <thought> </thought> [THINK] [/THINK] <seed:think> </seed:think>
    <mm:think> </mm:think> <|inner_prefix|> <|inner_suffix|> <|begin_of_thought|> <|end_of_thought|>
    <|begin_of_solution|> <|START_THINKING|> <|END_THINKING|> <|START_RESPONSE|> <|START_TEXT|> <|channel> <channel|>
    <|channel|> <|message|> <|start|> <|begin|> <|end|> <|think|> <|content|>
    """.split()
)
"""Texts of the control tokens the splitter reads: the token loop gives these as text, and no other control token."""


class ReasoningSplitter:
    """Splits one reply: `feed(text) -> [(channel, text), …]` for each piece, `finish()` at the end.

    Reasoning is only looked for at the start of the reply (after white space), or right away when the prompt
    already opened it: pass the rendered `prompt` for that. Markers later in the answer are plain text. A marker cut
    into pieces never shows; an unfinished one is given as text at the end. White space around the reasoning is
    dropped, and an answer without reasoning is passed on exactly.
    """

    def __init__(self, prompt: str = "") -> None:
        opened = _opened_by(prompt)
        self._formats = _FORMATS if opened is None else (opened,)
        self._state = self._before if opened is None else self._reasoning
        self._held = ""
        self._gap = ""  # white space in the reasoning that is only kept when more of it follows
        self._has_reasoned = False

    def feed(self, text: str) -> list[tuple[Channel, str]]:
        """Take the next piece; give what can be shown by now, in order."""
        self._held += text
        parts: list[tuple[Channel, str]] = []
        state = None
        while self._held and state != self._state:
            state = self._state
            state(parts)
        return [part for part in parts if part[1]]

    def finish(self) -> list[tuple[Channel, str]]:
        """Give the text that was held back; call once, when the reply ended."""
        held, self._held = self._held, ""
        channel: Channel = "reasoning" if self._state == self._reasoning else "answer"
        if channel == "reasoning":
            held = (self._gap + held).rstrip() if self._has_reasoned else held.strip()
        return [(channel, held)] if held else []

    # ---- the states; each takes from `_held` what it can and may set the next one

    def _before(self, parts: list[tuple[Channel, str]]) -> None:
        """At the start of the reply: is it reasoning, the answer, or too early to say?"""
        start = self._held.lstrip()
        for form in self._formats:
            if start.startswith(form.opening):
                self._formats = (form,)
                self._enter(self._reasoning, start[len(form.opening) :])
                return
            if marker := _leading(form.answer, start):
                self._enter(self._answer, start[len(marker) :])
                return
        markers = (marker for form in self._formats for marker in (form.opening, *form.answer))
        if start and not _may_become(start, markers):
            self._enter(self._answer, self._held)

    def _reasoning(self, parts: list[tuple[Channel, str]]) -> None:
        """Inside the reasoning: pass it on up to the closing marker."""
        form = self._formats[0]
        if not self._has_reasoned and self._held.lstrip().startswith(form.opening):
            self._held = self._held.lstrip()[len(form.opening) :]  # opened by the prompt and by the model
        text, marker, rest = self._held.partition(form.closing)
        if marker:
            self._reason(parts, text)
            self._enter(self._between, rest)
            return
        if not self._has_reasoned and _may_become(text.lstrip(), (form.opening,)):
            return
        kept = len(text) - _overlap(text, form.closing)
        self._reason(parts, text[:kept])
        self._held = text[kept:]

    def _between(self, parts: list[tuple[Channel, str]]) -> None:
        """After the reasoning: drop white space and markers, then the answer begins."""
        form = self._formats[0]
        self._held = self._held.lstrip()
        if marker := _leading(form.again, self._held):
            self._gap = "\n\n" if self._has_reasoned else ""
            self._enter(self._reasoning, self._held[len(marker) :])
        elif marker := _leading(form.answer, self._held):
            self._enter(self._answer, self._held[len(marker) :].lstrip())
        elif self._held and not _may_become(self._held, (*form.again, *form.answer)):
            self._enter(self._answer, self._held)

    def _answer(self, parts: list[tuple[Channel, str]]) -> None:
        """The answer is passed on as it is."""
        parts.append(("answer", self._held))
        self._held = ""

    def _enter(self, state: object, held: str) -> None:
        self._state = state  # type: ignore[assignment]
        self._held = held

    def _reason(self, parts: list[tuple[Channel, str]], text: str) -> None:
        """Pass reasoning on, holding back white space that may turn out to be the last."""
        text = self._gap + text if self._has_reasoned else text.lstrip()
        body = text.rstrip()
        self._gap = text[len(body) :]
        self._has_reasoned = self._has_reasoned or bool(body)
        parts.append(("reasoning", body))


def _opened_by(prompt: str) -> _Format | None:
    """Give the format whose reasoning the prompt's last words open."""
    end = prompt[-200:].rstrip()
    return next((form for form in _FORMATS if end.endswith(form.opening.rstrip())), None)


def _leading(markers: Iterable[str], text: str) -> str:
    return next((marker for marker in markers if text.startswith(marker)), "")


def _may_become(text: str, markers: Iterable[str]) -> bool:
    """Say whether `text` is the beginning of one of `markers`."""
    return any(marker.startswith(text) for marker in markers)


def _overlap(text: str, marker: str) -> int:
    """Give the length of the longest end of `text` that is a beginning of `marker`."""
    return next(
        (size for size in range(min(len(text), len(marker) - 1), 0, -1) if text.endswith(marker[:size])), 0
    )
