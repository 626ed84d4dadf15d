"""Choosing tokens: every option works, grammars are kept, nothing a user can set kills the process."""

from __future__ import annotations

import json
from array import array
from contextlib import closing

import pytest

from desktop_chat.engine.llama import NO_TOKEN, Backend, Context, Model, SamplerChain
from desktop_chat.engine.protocol import LoadPlan, SamplerOptions
from desktop_chat.engine.sampling import Sampler
from desktop_chat.faults import FaultError
from tests.support.gguf_factory import tiny

PLAN = LoadPlan(512)
GREEDY = SamplerOptions(temperature=0.0)


@pytest.fixture(scope="module")
def model(backend: Backend, tmp_path_factory: pytest.TempPathFactory):
    path = tiny(tmp_path_factory.mktemp("models") / "m.gguf", extra={"tokenizer.ggml.suppress_tokens": [300]})
    with Model(str(path), PLAN) as model:
        yield model


@pytest.fixture
def context(model: Model):
    with Context(model, PLAN) as context:
        yield context


def write(
    model: Model, context: Context, options: SamplerOptions, count: int = 24, prompt: str = "Say"
) -> list[int]:
    """Choose and read so many tokens after a prompt; an end token only ends what keeps to a grammar."""
    context.clear()
    tokens = model.tokenize(prompt)
    context.decode(tokens)
    chosen: list[int] = []
    is_bound = bool(options.grammar or options.json_schema)
    with Sampler(model, context, options, tokens) as sampler:
        while len(chosen) < count:
            token = sampler.choose()
            if token == NO_TOKEN or (is_bound and model.piece(token) is None):
                break
            chosen.append(token)
            context.decode_one(token)
    return chosen


def text(model: Model, tokens: list[int]) -> str:
    return b"".join(model.piece(token) or b"" for token in tokens).decode(errors="replace")


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"temperature": 0.0},
        {"temperature": 5.0},
        {"top_k": 0},
        {"top_p": 0.1},
        {"top_p": 0.0},
        {"top_p": 1.0, "min_p": 0.0, "top_k": 0},
        {"min_p": 1.0},
        {"typical_p": 0.2},
        {"repeat_penalty": 1.5},
        {"repeat_penalty": 0.5},
        {"repeat_penalty": 1.3, "temperature": 0.0},
        {"repeat_penalty": 1.3, "penalty_tokens": 8192},
        {"repeat_penalty": 1.3, "penalty_tokens": 0},
        {"frequency_penalty": 2.0},
        {"presence_penalty": -2.0},
        {"dry_multiplier": 0.8},
        {"dry_multiplier": 5.0, "dry_base": 4.0, "dry_allowed_length": 0},
        {"dry_multiplier": 0.8, "repeat_penalty": 1.2, "mirostat": 2},
        {"xtc_probability": 1.0, "xtc_threshold": 0.0},
        {"mirostat": 1},
        {"mirostat": 2, "mirostat_tau": 0.0, "mirostat_eta": 1.0},
        {"mirostat": 2, "temperature": 0.0},
        {"seed": 0xFFFFFFFE},
        {"logit_bias": {5: 100.0, 6: -100.0, 1 << 30: 1.0, -7: 1.0}},
    ],
    ids=str,
)
def test_every_option_chooses_tokens_of_the_vocabulary(model: Model, context: Context, options) -> None:
    chosen = write(model, context, SamplerOptions(**options))
    assert len(chosen) == 24
    assert all(0 <= token < model.vocabulary for token in chosen)


@pytest.mark.parametrize("mirostat", [0, 1, 2])
def test_the_same_seed_gives_the_same_reply_and_another_one_another(
    model: Model, context: Context, mirostat
) -> None:
    def reply(seed: int) -> list[int]:
        options = SamplerOptions(temperature=2.0, top_k=0, min_p=0.0, seed=seed, mirostat=mirostat)
        return write(model, context, options)

    assert reply(7) == reply(7) != reply(8)
    assert reply(-1) != reply(-1)


def test_without_temperature_the_likeliest_token_is_chosen(model: Model, context: Context) -> None:
    context.decode(model.tokenize("Say"))
    scores = context.logits()
    with Sampler(model, context, GREEDY, array("i")) as sampler:
        assert scores[sampler.choose()] == max(scores)


def test_biases_add_to_the_scores(model: Model, context: Context) -> None:
    usual = write(model, context, GREEDY)
    assert write(model, context, SamplerOptions(temperature=0.0, logit_bias={9: 100.0})) == [9] * 24
    assert usual[0] not in write(
        model, context, SamplerOptions(temperature=0.0, logit_bias={usual[0]: -100.0}), count=1
    )


def test_a_token_the_file_suppresses_is_never_chosen(model: Model, context: Context) -> None:
    assert model.suppressed_tokens() == [300]
    assert 300 not in write(model, context, SamplerOptions(temperature=0.0, logit_bias={300: 100.0}))


@pytest.mark.parametrize("temperature", [0.0, 0.7])
def test_what_penalties_do_not_see_could_not_have_been_chosen(
    model: Model, context: Context, temperature: float
) -> None:
    options = SamplerOptions(temperature, top_k=5, repeat_penalty=1.8, penalty_tokens=20, seed=3)
    with closing(SamplerChain(model)) as full:
        full.add_penalties(20, 1.8, 0, 0)
        if temperature:
            full.add_top_k(5)
            full.add_top_p(options.top_p)
            full.add_min_p(options.min_p)
            full.add_temperature(temperature)
            full.add_random_choice(3)
        else:
            full.add_likeliest_choice()
        tokens = model.tokenize("Say the same thing again and again")
        context.decode(tokens)
        for token in tokens[-20:]:
            full.accept(token)
        expected = []
        for _ in range(40):
            expected.append(full.sample(context))
            context.decode_one(expected[-1])
    assert write(model, context, options, 40, "Say the same thing again and again") == expected


def test_penalties_count_what_the_prompt_says(model: Model, context: Context) -> None:
    (letter,) = model.tokenize("x")
    liked = SamplerOptions(temperature=0.0, logit_bias={letter: 30.0})
    tired = SamplerOptions(temperature=0.0, logit_bias={letter: 30.0}, frequency_penalty=2.0)
    assert write(model, context, liked, 1, "x" * 30) == [letter]
    assert write(model, context, tired, 1, "x" * 30) != [letter]


@pytest.mark.parametrize(
    "grammar",
    ["root ::= (", 'start ::= "a"', "root ::= other", 'root ::= root "a"', " ", "root ::= [a", "nonsense"],
)
def test_a_grammar_that_is_not_valid_is_refused(model: Model, context: Context, grammar: str) -> None:
    with pytest.raises(FaultError) as raised:
        Sampler(model, context, SamplerOptions(grammar=grammar), array("i"))
    assert raised.value.fault.code == "bad_grammar"


@pytest.mark.parametrize(
    "schema",
    [
        "{",
        "[]",
        '"x"',
        "true",
        '{"type": "strange"}',
        '{"$ref": "https://example.org/x"}',
        '{"properties": 3}',
    ],
)
def test_a_schema_that_cannot_be_used_is_refused_with_a_reason(
    model: Model, context: Context, schema: str
) -> None:
    with pytest.raises(FaultError) as raised:
        Sampler(model, context, SamplerOptions(json_schema=schema), array("i"))
    assert raised.value.fault.code == "bad_schema"
    assert raised.value.fault.values["reason"]


def test_a_grammar_and_a_schema_together_are_refused(model: Model, context: Context) -> None:
    with pytest.raises(FaultError, match="JSON schema"):
        Sampler(model, context, SamplerOptions(grammar='root ::= "a"', json_schema="{}"), array("i"))


@pytest.mark.parametrize("temperature", [0.0, 1.0])
@pytest.mark.parametrize("mirostat", [0, 2])
def test_a_reply_keeps_to_the_grammar(model: Model, context: Context, temperature: float, mirostat) -> None:
    grammar = 'root ::= ("안녕" | "the" [a-c]) "!" [0-9]'
    for seed in range(10):
        options = SamplerOptions(
            temperature, seed=seed, grammar=grammar, mirostat=mirostat, repeat_penalty=1.1
        )
        reply = text(model, write(model, context, options))
        assert reply[:-1] in {"안녕!", "thea!", "theb!", "thec!"}
        assert reply[-1].isdigit()


def test_a_reply_keeps_to_the_schema(model: Model, context: Context) -> None:
    schema = {
        "type": "object",
        "properties": {"good": {"type": "boolean"}, "kind": {"enum": ["a", "ㄱ"]}},
        "required": ["good", "kind"],
    }
    options = SamplerOptions(json_schema=json.dumps(schema))
    value = json.loads(text(model, write(model, context, options, 400)))
    assert isinstance(value["good"], bool)
    assert value["kind"] in {"a", "ㄱ"}


@pytest.mark.parametrize("mirostat", [0, 1, 2])
def test_a_grammar_that_allows_nothing_ends_the_reply(model: Model, context: Context, mirostat) -> None:
    nothing = SamplerOptions(grammar="root ::= <[999999]>", mirostat=mirostat)
    assert write(model, context, nothing) == []
