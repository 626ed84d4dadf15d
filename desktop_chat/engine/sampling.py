"""Choosing the next token: the sampler chain for a reply's options, and a grammar that the reply keeps to."""

from __future__ import annotations

import secrets
from array import array
from typing import Final, Self

from desktop_chat.engine.llama import (
    NO_TOKEN,
    Candidates,
    Context,
    Grammar,
    Model,
    SamplerChain,
    grammar_of_schema,
)
from desktop_chat.engine.protocol import SamplerOptions
from desktop_chat.faults import FaultError

_WORTH_CUTTING: Final = 1024
_MAX_SEED: Final = 0xFFFFFFFE  # one more stands for a random seed in llama.cpp


class Sampler:
    """Chooses the tokens of one reply, whose first `begun_tokens` may be the end of its prompt already.

    Raises `FaultError("bad_grammar" | "bad_schema")` when made.
    """

    def __init__(
        self,
        model: Model,
        context: Context,
        options: SamplerOptions,
        prompt: array[int],
        *,
        begun_tokens: int = 0,
    ) -> None:
        self._context = context
        self._grammar = _grammar(model, options)
        self._candidates = Candidates(model.vocabulary) if self._grammar else None
        self._chain = build_chain(model, options, context.size)
        for token in prompt[-_history(options, context.size) :] if _looks_back(options) else ():
            self._chain.accept(token)
        if self._grammar is not None:
            _follow(self._grammar, prompt[len(prompt) - begun_tokens :])

    def choose(self) -> int:
        """Give the token that follows what the context has read; `NO_TOKEN` ends the reply."""
        if self._grammar is None:
            return self._chain.sample(self._context)
        return self._choose_by_grammar(self._grammar)

    def _choose_by_grammar(self, grammar: Grammar) -> int:
        """Choose freely, and only look for another when the grammar refuses: to check them all takes long."""
        token = self._try(None)
        if token == NO_TOKEN or not grammar.allows(token):
            token = self._try(grammar)
            if token == NO_TOKEN or not grammar.allows(token):
                return NO_TOKEN
        self._chain.accept(token)
        grammar.accept(token)
        return token

    def _try(self, grammar: Grammar | None) -> int:
        assert self._candidates is not None
        self._candidates.fill(self._context.logits())
        if grammar is not None:
            grammar.restrict(self._candidates)
            if not self._candidates.is_any_left():
                return NO_TOKEN
        self._chain.apply(self._candidates)
        return self._candidates.chosen()

    def close(self) -> None:
        """Free the samplers."""
        self._chain.close()
        if self._grammar is not None:
            self._grammar.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def build_chain(model: Model, options: SamplerOptions, context_tokens: int) -> SamplerChain:
    """Make the samplers in llama.cpp's own order: biases, penalties, cuts, temperature, choice."""
    chain = SamplerChain(model)
    seed = options.seed if options.seed >= 0 else secrets.randbelow(_MAX_SEED)
    _add_biases(chain, model, options)
    _add_penalties(chain, options, context_tokens)
    if options.temperature == 0:
        chain.add_likeliest_choice()
    elif options.mirostat:
        chain.add_temperature(options.temperature)
        chain.add_mirostat(options.mirostat, options.mirostat_tau, options.mirostat_eta, seed)
    else:
        _add_cuts(chain, options, seed)
        chain.add_temperature(options.temperature)
        chain.add_random_choice(seed)
    return chain


def _add_biases(chain: SamplerChain, model: Model, options: SamplerOptions) -> None:
    biases = {token: bias for token, bias in options.logit_bias.items() if 0 <= token < model.vocabulary}
    biases |= dict.fromkeys(model.suppressed_tokens(), float("-inf"))
    if biases:
        chain.add_logit_bias(biases)


def _add_penalties(chain: SamplerChain, options: SamplerOptions, context_tokens: int) -> None:
    if _penalizes(options):
        if cut := _harmless_cut(options):
            chain.add_top_k(cut)
        frequency, presence = options.frequency_penalty, options.presence_penalty
        chain.add_penalties(options.penalty_tokens, options.repeat_penalty, frequency, presence)
    if options.dry_multiplier > 0:
        chain.add_dry(options.dry_multiplier, options.dry_base, options.dry_allowed_length, context_tokens)


def _add_cuts(chain: SamplerChain, options: SamplerOptions, seed: int) -> None:
    if options.top_k > 0:
        chain.add_top_k(options.top_k)
    if options.typical_p < 1:
        chain.add_typical(options.typical_p)
    if options.top_p < 1:
        chain.add_top_p(options.top_p)
    if options.min_p > 0:
        chain.add_min_p(options.min_p)
    if options.xtc_probability > 0:
        chain.add_xtc(options.xtc_probability, options.xtc_threshold, seed)


def _harmless_cut(options: SamplerOptions) -> int:
    """Give how many of the likeliest tokens are enough for the penalties to see, 0 for all.

    Looking up all 150,000 of a vocabulary takes five times as long as the rest of the chain. Penalties that
    only lower scores lower those of at most `penalty_tokens` tokens, so the `top_k` that are left afterwards
    are among the first `top_k + penalty_tokens` before; the likeliest, among the first `1 + penalty_tokens`.
    """
    lowers = options.repeat_penalty >= 1 and options.frequency_penalty >= 0 and options.presence_penalty >= 0
    kept = 1 if options.temperature == 0 else 0 if options.mirostat else options.top_k
    cut = kept + options.penalty_tokens
    return cut if lowers and kept and not options.dry_multiplier and cut <= _WORTH_CUTTING else 0


def _penalizes(options: SamplerOptions) -> bool:
    neutral = (options.repeat_penalty, options.frequency_penalty, options.presence_penalty) == (1, 0, 0)
    return options.penalty_tokens > 0 and not neutral


def _looks_back(options: SamplerOptions) -> bool:
    return _penalizes(options) or options.dry_multiplier > 0


def _history(options: SamplerOptions, context_tokens: int) -> int:
    return context_tokens if options.dry_multiplier > 0 else options.penalty_tokens


def _follow(grammar: Grammar, tokens: array[int]) -> None:
    """Let a grammar follow what is written already, as far as it allows that."""
    for token in tokens:
        if not grammar.allows(token):
            return
        grammar.accept(token)


def _grammar(model: Model, options: SamplerOptions) -> Grammar | None:
    if options.grammar and options.json_schema:
        raise FaultError("bad_schema", reason="a grammar is set as well")
    if options.json_schema:
        return Grammar(model, grammar_of_schema(options.json_schema))
    return Grammar(model, options.grammar) if options.grammar else None
