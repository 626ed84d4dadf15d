"""Which messages the model reads: whole oldest turns drop until the prompt fits, and its tokens."""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, takewhile
from typing import Final

from msgspec import Struct

from desktop_chat.engine.cache import common_length
from desktop_chat.engine.llama import NO_TOKEN, Model
from desktop_chat.engine.prompt import ChatTemplate, Prompt
from desktop_chat.engine.protocol import NOT_BEGUN, Begun, ChatMessage, GenerateOptions
from desktop_chat.engine.reasoning_formats import ReasoningFormat
from desktop_chat.faults import FaultError

ROOM: Final = 64
"""Tokens a reply must at least find room for, in contexts that are not tiny."""

_KEPT_CHARACTERS: Final = 4_000_000
_PROBE: Final = "Qw"  # what a later message might begin with


class FittedPrompt(Struct, frozen=True):
    """The prompt of a reply: the text, its tokens, and how many of the oldest messages it leaves out."""

    text: str
    tokens: array[int]
    stop: tuple[str, ...]
    dropped: int
    messages: tuple[ChatMessage, ...]  # those it holds
    begun_tokens: int = 0  # how many of the tokens are a reply that goes on
    form: ReasoningFormat | None = None  # how that reply marks its reasoning; None: nothing is written of it


class Tokenizer:
    """Makes tokens of prompts; the parts prompts have in common are cut once. For any thread."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._marker = _turn_marker(model)
        self._known: OrderedDict[str, array[int]] = OrderedDict()
        self._characters = 0
        self._lock = threading.Lock()

    def tokens(self, text: str, *, add_special: bool) -> array[int]:
        """Give the tokens of a prompt; `add_special` puts the BOS token first where the model wants one."""
        tokens = array("i", [self._model.bos] if add_special and self._model.adds_bos else ())
        for part in self._parts(text):
            tokens.extend(self._part_tokens(part))
        if not tokens:  # a model cannot go on from nothing
            tokens.append(self._model.bos if self._model.bos >= 0 else self._model.eos)
        return tokens

    def _parts(self, text: str) -> list[str]:
        """Cut before each end of a turn; a tokenizer never joins what is around such a token."""
        if not self._marker:
            return [text]
        first, *rest = text.split(self._marker)
        return [first, *(self._marker + part for part in rest)]

    def _part_tokens(self, part: str) -> array[int]:
        with self._lock:
            known = self._known.get(part)
            if known is not None:
                self._known.move_to_end(part)
                return known
        tokens = self._model.tokenize(part)
        self._remember(part, tokens)
        return tokens

    def _remember(self, part: str, tokens: array[int]) -> None:
        with self._lock:
            if part not in self._known and len(part) <= _KEPT_CHARACTERS // 4:
                self._known[part] = tokens
                self._characters += len(part)
            while self._characters > _KEPT_CHARACTERS:
                self._characters -= len(self._known.popitem(last=False)[0])


class Fitter:
    """Makes the prompt of a conversation for one model and context. For any thread."""

    def __init__(self, tokenizer: Tokenizer, template: ChatTemplate, context_tokens: int) -> None:
        self._tokenizer = tokenizer
        self._template = template
        self._context_tokens = context_tokens

    def fit(
        self, messages: Sequence[ChatMessage], options: GenerateOptions, begun: Begun = NOT_BEGUN
    ) -> FittedPrompt:
        """Give the prompt, which leaves room for a reply, or for more of one that is `begun`.

        When it is longer, turns drop until the dropped tokens reach a multiple of a quarter of the context:
        so the next turns drop the same ones, and what the context has read of the rest stays usable.
        Raises `FaultError("prompt_too_long" | "bad_template")`.
        """
        size = self._context_tokens
        step = max(size // 4, 1)
        head, turns = split_turns(messages)

        @cache
        def prompt(drop: int) -> FittedPrompt:
            return self._prompt([*head, *chain(*turns[drop:])], options, begun, chain(*turns[:drop]))

        whole = prompt(0)
        total, limit = len(whole.tokens), size - min(options.max_tokens or step, step)
        if total <= limit:
            return whole
        needed = -(-(total - limit) // step) * step
        drops = range(max(len(turns) - 1, 0))  # the last turn stays
        drop = bisect_left(drops, needed, key=lambda drop: total - len(prompt(drop).tokens))
        fitted = prompt(drop)
        if len(fitted.tokens) > size - min(ROOM, size // 8):
            raise FaultError("prompt_too_long", tokens=str(len(fitted.tokens)), context=str(size))
        return fitted

    def shared_lengths(self, prompt: FittedPrompt, options: GenerateOptions) -> list[int]:
        """Give how many of its tokens later prompts share: with another last message, with a turn more."""
        if not prompt.messages:
            return []
        *before, last = prompt.messages
        later = [
            [*before, ChatMessage(last.role, _PROBE)],
            [*prompt.messages, ChatMessage("assistant", _PROBE), ChatMessage("user", _PROBE)],
        ]
        tokens = (self._prompt(messages, options).tokens for messages in later)
        return sorted({common_length(prompt.tokens, each) for each in tokens})

    def _prompt(
        self,
        messages: Sequence[ChatMessage],
        options: GenerateOptions,
        begun: Begun = NOT_BEGUN,
        dropped: Iterable[ChatMessage] = (),
    ) -> FittedPrompt:
        prompt = self._template.render(messages, options.thinking, begun)
        tokens = self._tokenizer.tokens(prompt.text, add_special=prompt.add_special)
        begun_tokens = len(tokens) - self._tokens_before(prompt, tokens) if prompt.written else 0
        count = sum(each.role != "system" for each in dropped)
        return FittedPrompt(
            prompt.text, tokens, prompt.stop, count, tuple(messages), begun_tokens, prompt.form
        )

    def _tokens_before(self, prompt: Prompt, tokens: array[int]) -> int:
        """Give how many of the tokens are not of the reply that goes on."""
        before = prompt.text.removesuffix(prompt.written)
        return common_length(self._tokenizer.tokens(before, add_special=prompt.add_special), tokens)


def split_turns(messages: Sequence[ChatMessage]) -> tuple[list[ChatMessage], list[list[ChatMessage]]]:
    """Give the system messages at the beginning, and the turns: a user message and what follows it each."""
    head = list(takewhile(lambda each: each.role == "system", messages))
    turns: list[list[ChatMessage]] = []
    for message in messages[len(head) :]:
        if message.role == "user" or not turns:
            turns.append([])
        turns[-1].append(message)
    return head, turns


def _turn_marker(model: Model) -> str:
    """Give the text of a token that ends turns and that text may be cut before; empty when there is none."""
    ends = (token for token in (model.eot, model.eos) if model.stands_alone(token))
    return model.token_text(next(ends, NO_TOKEN))
