"""Every family of models: its file loads, its prompt is the documented one, its reply ends where it should."""

from __future__ import annotations

import codecs
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.engine.fitting import FittedPrompt
from desktop_chat.engine.generation import Reply, StopFlag
from desktop_chat.engine.protocol import (
    ChatMessage,
    Delta,
    Event,
    Failed,
    Finished,
    Generate,
    GenerateOptions,
    Load,
    LoadPlan,
    Render,
    Rendered,
    SamplerOptions,
)
from desktop_chat.engine.session import Session
from desktop_chat.faults import FaultError
from tests.engine.conftest import OpenSession, StartEngine
from tests.support.chat_families import ANSWER, FAMILIES, QUESTION, TALK, ChatFamily, family_named
from tests.support.engines import text_of
from tests.support.gguf_factory import tiny
from tests.support.gguf_faults import unknown_architecture
from tests.support.gguf_layouts import LAYOUTS
from tests.support.gguf_vocab import vocabulary_of

CONTEXT = 4096
ANY_TEXT = "반갑네요, 뷁! 🙂👩‍👩‍👧‍👦 naïve 漢字\n\t끝"
_DATE = r"(?:\d{4}-\d\d-\d\d|\d\d \w{3} \d{4}|\w+ \d\d, \d{4})"
each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda each: each.id)


def prompt(session: Session, *messages: ChatMessage, thinking: bool | None = None) -> FittedPrompt:
    return session.fitter.fit(messages, GenerateOptions(thinking=thinking))


def write(session: Session, *, thinking: bool | None = None) -> list[Event]:
    events: list[Event] = []
    options = GenerateOptions(SamplerOptions(temperature=0.0), thinking=thinking)
    Reply(session, Generate(1, (QUESTION,), options), events.append, StopFlag(), time.monotonic()).write()
    return events


def assert_is(text: str, expected: str) -> None:
    """Compare to the letter, but for dates."""
    dates = iter(re.findall(_DATE, text))
    expected = re.sub("DATE", lambda _: next(dates, "DATE"), expected)
    if expected.startswith("…"):
        text, expected = text[1 - len(expected) :], expected[1:]
    assert text == expected


def test_each_family_names_a_public_source() -> None:
    assert all(each.source for each in FAMILIES)
    assert len({each.id for each in FAMILIES}) == len(FAMILIES)


@each_family
def test_the_right_template_is_chosen(open_session: OpenSession, tmp_path: Path, family: ChatFamily) -> None:
    choice = open_session(family.write(tmp_path), CONTEXT).template
    assert (choice.name, choice.source) == (
        family.chosen,
        "file" if family.chosen == "file" else "family",
    )
    assert choice.is_plain_completion is family.is_plain_completion
    assert choice.problem == ""


@each_family
def test_the_prompt_is_the_documented_one(
    open_session: OpenSession, tmp_path: Path, family: ChatFamily
) -> None:
    session = open_session(family.write(tmp_path), CONTEXT)
    assert_is(prompt(session, QUESTION).text, family.alone)
    assert_is(prompt(session, *TALK).text, family.talk)


@each_family
def test_a_prompt_begins_with_one_bos_token_or_none(
    open_session: OpenSession, tmp_path: Path, family: ChatFamily
) -> None:
    session = open_session(family.write(tmp_path), CONTEXT)
    bos = session.model.control_token(family.bos) if family.bos else None
    for messages in ((QUESTION,), TALK):
        first, second = prompt(session, *messages).tokens[:2]
        assert (first == bos) is bool(family.bos)
        assert second != bos


@each_family
def test_a_reply_streams_and_ends_at_its_end_marker(
    open_session: OpenSession, tmp_path: Path, family: ChatFamily
) -> None:
    events = write(open_session(family.write(tmp_path), CONTEXT))
    assert text_of(events) == "".join(ANSWER)
    assert text_of(events, "reasoning") == ""
    assert len([each for each in events if isinstance(each, Delta)]) >= len(ANSWER)
    assert isinstance(events[-1], Finished)
    assert events[-1].reason in {"end", "stop_string"}
    assert events[-1].timings.reply_tokens <= len(ANSWER) + 1


@pytest.mark.parametrize("end", ["<|endoftext|>", "\nUser:", "\n사용자:", "\n### Instruction:"])
def test_a_base_model_ends_at_the_end_of_its_text_or_at_a_turn_that_is_not_its_own(
    open_session: OpenSession, tmp_path: Path, end: str
) -> None:
    base = replace(family_named("polyglot-ko"), end=end)
    session = open_session(base.write(tmp_path))
    assert text_of(write(session)) == "".join(ANSWER)


THOUGHT = "먼저 생각하자."
REASONING = [
    # family, thinking, end of the prompt, reply
    ("qwen3", True, "<|im_start|>assistant\n", ("<think>", f"\n{THOUGHT}\n", "</think>", "\n\n반가워")),
    ("qwen3", None, "<|im_start|>assistant\n", ("<think>", f"\n{THOUGHT}\n", "</think>", "\n\n반가워")),
    ("smollm3", True, "<|im_start|>assistant\n", ("<think>", f"\n{THOUGHT}\n", "</think>", "\n반가워")),
    ("exaone 4", True, "[|assistant|]\n<think>\n", (f"{THOUGHT}\n", "</think>", "\n\n반가워")),
    ("exaone 4 without template", True, "[|assistant|]\n<think>\n", (f"{THOUGHT}\n</think>\n\n반가워",)),
    ("granite 3.3", True, "<|end_of_role|>", ("<think>", THOUGHT, "</think><response>반가워", "</response>")),
    (
        "gpt-oss",
        None,
        "<|start|>assistant",
        (
            "<|channel|>",
            "analysis",
            "<|message|>",
            THOUGHT,
            "<|end|>",
            "<|start|>",
            "assistant<|channel|>final<|message|>",
            "반가워",
        ),
    ),
]
NO_REASONING = [
    ("qwen3", "<|im_start|>assistant\n<think>\n\n</think>\n\n"),
    ("smollm3", "<|im_start|>assistant\n<think>\n\n</think>\n"),
    ("exaone 4", "[|assistant|]\n<think>\n\n</think>\n\n"),
    ("exaone 4 without template", "[|assistant|]\n<think>\n\n</think>\n\n"),
    ("granite 3.3", "<|start_of_role|>assistant<|end_of_role|>"),
]


@pytest.mark.parametrize("case", REASONING, ids=lambda case: f"{case[0]}, {case[1]}")
def test_what_a_model_thinks_is_told_apart_from_its_answer(
    open_session: OpenSession, tmp_path: Path, case: tuple[str, bool | None, str, tuple[str, ...]]
) -> None:
    name, thinking, tail, reply = case
    session = open_session(family_named(name).write(tmp_path, reply), CONTEXT)
    events = write(session, thinking=thinking)
    assert session.template.can_think
    assert prompt(session, QUESTION, thinking=thinking).text.endswith(tail)
    assert text_of(events, "reasoning") == THOUGHT
    assert text_of(events) == "반가워"


@pytest.mark.parametrize(("name", "tail"), NO_REASONING)
def test_a_model_that_shall_not_think_answers_at_once(
    open_session: OpenSession, tmp_path: Path, name: str, tail: str
) -> None:
    session = open_session(family_named(name).write(tmp_path))
    events = write(session, thinking=False)
    assert prompt(session, QUESTION, thinking=False).text.endswith(tail)
    assert text_of(events) == "".join(ANSWER)
    assert text_of(events, "reasoning") == ""


def test_the_tokens_of_mistrals_first_prompts_are_the_documented_ones(
    open_session: OpenSession, tmp_path: Path
) -> None:
    """Its documentation shows blanks that the tokenizer puts there."""
    model = (session := open_session(family_named("mistral v0.1").write(tmp_path))).model
    tokens = prompt(session, *TALK).tokens
    ends = {model.bos: b"<s>", model.eos: b"</s>"}
    shown = b"".join(ends.get(token) or model.piece(token) or b"" for token in tokens).decode()
    assert shown == "<s> [INST] 너는 친절해.\n\n안녕? 😀 [/INST] 네, 반가워요!</s> [INST] Why? [/INST]"


@pytest.mark.parametrize(
    "tokenizer", sorted({layout.tokenizer for layout in LAYOUTS.values()} | {"tekken", "smollm"})
)
def test_any_text_survives_each_kind_of_tokenizer_also_byte_by_byte(
    open_session: OpenSession, tmp_path: Path, tokenizer: str
) -> None:
    model = open_session(tiny(tmp_path / "m.gguf", vocabulary=vocabulary_of(tokenizer))).model
    pieces = [model.piece(token) or b"" for token in model.tokenize(ANY_TEXT)]
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    assert "".join(decoder.decode(piece) for piece in pieces) + decoder.decode(b"", final=True) == ANY_TEXT
    assert min(map(len, pieces)) == 1 < len(pieces)


@pytest.mark.parametrize(
    "name", ["llama2", "polyglot-ko", "falcon instruct", "mpt chat", "exaone 3.5", "qwen3"]
)
def test_a_reply_cut_inside_its_characters_is_shown_whole(
    open_session: OpenSession, tmp_path: Path, name: str
) -> None:
    family = family_named(name)
    session = open_session(family.write(tmp_path, (ANY_TEXT,), split_bytes=True))
    events = write(session)
    assert text_of(events) == ANY_TEXT
    assert all("�" not in each.text for each in events if isinstance(each, Delta))


def test_a_process_of_its_own_serves_one_family_after_the_other(
    start_engine: StartEngine, tmp_path: Path
) -> None:
    engine = start_engine()
    for number, name in enumerate(("koalpaca polyglot 12.8b", "gemma 2", "gpt-oss"), start=1):
        family = family_named(name)
        loaded = engine.load(family.write(tmp_path), 2048)
        assert loaded.info.architecture == family.architecture
        engine.send(Render(number, TALK), Generate(number, (QUESTION,)))
        assert_is(engine.log.wait_for(Rendered, nth=number).text, family.talk)
        assert engine.log.wait_for(Finished, nth=number).reason == "end"
    assert text_of(engine.log.events) == "".join(ANSWER) * 3


def test_a_gpt_j_file_is_refused_by_name(open_session: OpenSession, tmp_path: Path) -> None:
    with pytest.raises(FaultError) as caught:
        open_session(unknown_architecture(tmp_path / "dolly-v1-6b.Q4_0.gguf"))
    assert caught.value.fault.code == "unsupported_architecture"
    assert caught.value.fault.values == {"architecture": "gptj"}


def test_a_process_outlives_a_gpt_j_file(start_engine: StartEngine, tmp_path: Path) -> None:
    engine = start_engine()
    engine.send(Load(str(unknown_architecture(tmp_path / "kogpt-6b.gguf")), LoadPlan(512)))
    assert engine.log.wait_for(Failed).fault.values == {"architecture": "gptj"}
    assert engine.load(family_named("alpaca").write(tmp_path)).info.template.name == "alpaca"
