"""Splitting a reply, as it streams, into the model's reasoning and its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from desktop_chat.engine.protocol import Channel
from desktop_chat.engine.reasoning_formats import FORMATS, ReasoningFormat, opened_by

Part = tuple[Channel, str]


class ReasoningSplitter:
    """Splits one reply: `feed(text) -> [(channel, text), …]` for each piece, `finish()` at its end.

    Reasoning is looked for at the start of the reply only (after white space), or right away when the
    rendered `prompt` opened it already; the same markers later in the answer are plain text. A marker that
    arrives in pieces never shows, and an unfinished one is given as text at the end. White space around the
    reasoning is dropped; an answer without reasoning is passed on exactly.
    """

    def __init__(self, prompt: str = "") -> None:
        opened = opened_by(prompt)
        self._format = opened or FORMATS[0]
        self._stage: Literal["start", "reasoning", "between", "answer"] = "reasoning" if opened else "start"
        self._held = ""
        self._space = ""  # after the reasoning so far: kept back, since it may be the last of it
        self._has_reasoned = False

    @classmethod
    def going_on(cls, channel: Channel, form: ReasoningFormat) -> ReasoningSplitter:
        """Give one for what follows text of a channel: a reply that is continued."""
        splitter = cls()
        splitter._format = form
        splitter._stage = channel
        splitter._has_reasoned = True
        return splitter

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
        for form in FORMATS:
            if marker := _leading((form.opening, *form.again), text):
                self._format = form
                return self._enter("reasoning", text[len(marker) :])
            if marker := _leading(form.answer, text):
                return self._enter("answer", text[len(marker) :])
        markers = (marker for form in FORMATS for marker in (form.opening, *form.again, *form.answer))
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


def _leading(markers: Iterable[str], text: str) -> str:
    return next((marker for marker in markers if text.startswith(marker)), "")


def _may_become(text: str, markers: Iterable[str]) -> bool:
    """Say whether more text could make `text` one of the markers."""
    return any(marker.startswith(text) and marker != text for marker in markers)


def _overlap(text: str, closing: str) -> int:
    """Give the length of the longest end of `text` that is a beginning of `closing`."""
    longest = min(len(text), len(closing) - 1)
    return next((size for size in range(longest, 0, -1) if text.endswith(closing[:size])), 0)
