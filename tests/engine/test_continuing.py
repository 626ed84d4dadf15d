"""Going on with a reply that is cut: what the model reads, what is reused, and how the text joins."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_chat.engine.generation import Reply, StopFlag
from desktop_chat.engine.protocol import (
    NOT_BEGUN,
    Begun,
    ChatMessage,
    Delta,
    Event,
    Finished,
    GenerateOptions,
    SamplerOptions,
    Started,
)
from desktop_chat.engine.session import Session
from desktop_chat.faults import FaultError
from tests.engine.conftest import OpenSession
from tests.support.chat_families import FAMILIES, QUESTION, TALK, ChatFamily, family_named
from tests.support.engines import generate, text_of
from tests.support.gguf_factory import CHATML, endless, scripted, tiny

GREEDY = SamplerOptions(temperature=0.0)
LONG = "Once upon a time there was a small model that liked long stories. " * 8
REAL_MODEL = os.environ.get("DESKTOP_CHAT_TEST_MODEL", "")
THINKING = (
    CHATML + "{% if add_generation_prompt %}<think>\n{% endif %}"
    "{% if messages[-1].role == 'assistant' %}{{ raise_exception('a question must be last') }}{% endif %}"
)


def write(
    session: Session,
    *texts: str,
    begun: Begun = NOT_BEGUN,
    on_event: Callable[[Event, StopFlag], None] = lambda _event, _stop: None,
    **options: Any,
) -> list[Event]:
    """Let it write a reply, or go on with one, and give all it told; `on_event` may stop it."""
    events: list[Event] = []
    stop = StopFlag()

    def emit(event: Event) -> None:
        events.append(event)
        on_event(event, stop)

    command = generate(3, *(texts or ("Hi",)), begun=begun, **options)
    Reply(session, command, emit, stop, time.monotonic()).write()
    return events


def stop_after(tokens: int) -> Callable[[Event, StopFlag], None]:
    """Stop the reply once so many pieces of it were told."""
    told: list[Delta] = []

    def on_event(event: Event, stop: StopFlag) -> None:
        if isinstance(event, Delta):
            told.append(event)
            if len(told) == tokens:
                stop.set()

    return on_event


def started(events: list[Event]) -> Started:
    assert isinstance(events[0], Started)
    return events[0]


def read_anew(events: list[Event]) -> int:
    """Give how many tokens of the prompt were evaluated."""
    assert isinstance(events[-1], Finished)
    return events[-1].timings.prompt_tokens


@pytest.mark.parametrize("family", FAMILIES, ids=lambda each: each.id)
@pytest.mark.parametrize("messages", [(QUESTION,), TALK], ids=["question", "talk"])
def test_the_model_reads_the_conversation_and_then_what_is_written(
    open_session: OpenSession, tmp_path: Path, family: ChatFamily, messages: tuple[ChatMessage, ...]
) -> None:
    session = open_session(family.write(tmp_path), 4096)
    options = GenerateOptions(thinking=False)
    asked = session.fitter.fit(messages, options).text
    going_on = session.fitter.fit(messages, options, Begun("네, 반갑"))
    alone = "<|channel|>final<|message|>" if "gpt-oss" in family.id else ""
    assert going_on.text == f"{asked}{alone}네, 반갑"
    assert 0 < going_on.begun_tokens < 60


def test_what_is_written_follows_a_template_that_opens_the_reasoning_and_wants_a_question_last(
    open_session: OpenSession, tmp_path: Path
) -> None:
    fitter = open_session(scripted(tmp_path / "m.gguf", "yes", template=THINKING)).fitter
    options = GenerateOptions()
    asked = fitter.fit((QUESTION,), options).text
    assert fitter.fit((QUESTION,), options, Begun(reasoning="so it")).text == f"{asked}so it"
    assert fitter.fit((QUESTION,), options, Begun("Yes", "so it is")).text == (
        f"{asked}so it is\n</think>\n\nYes"
    )
    assert fitter.fit((QUESTION,), options, Begun("Yes")).text == f"{asked}\n</think>\n\nYes"


@pytest.mark.parametrize("template", [CHATML, THINKING], ids=["opened by the model", "opened by the prompt"])
@pytest.mark.parametrize(
    ("begun", "reply", "told"),
    [
        (Begun("one two,"), " three <think>four", ("", " three <think>four")),
        (Begun("one two,", "so"), "\n\n  three", ("", "\n\n  three")),
        (Begun(reasoning="so"), " far\n\nand on\n</think>\n\nYes. ", (" far\n\nand on", "Yes. ")),
        (Begun(reasoning="so"), "\n</think>\n\nYes", ("", "Yes")),
        (Begun(reasoning="so"), " far", (" far", "")),
    ],
)
def test_what_follows_is_told_exactly_and_on_its_channel(  # noqa: PLR0917  what is tried
    open_session: OpenSession,
    tmp_path: Path,
    template: str,
    begun: Begun,
    reply: str,
    told: tuple[str, str],
) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", reply, template=template, split_bytes=True))
    rest = write(session, begun=begun)
    assert (text_of(rest, "reasoning"), text_of(rest)) == told


@pytest.mark.parametrize("architecture", ["llama", "gemma3", "mamba"])
def test_a_stopped_reply_goes_on_as_it_would_have(
    open_session: OpenSession, tmp_path: Path, architecture: str
) -> None:
    path = tiny(tmp_path / "m.gguf", architecture, template=CHATML, sliding_window=16)
    session = open_session(path, 2048)
    ends = (session.model.eos, session.model.eot)
    goes_on = SamplerOptions(temperature=0.0, logit_bias=dict.fromkeys(ends, -100.0))
    options = {"max_tokens": 40, "sampler": goes_on}
    stopped = write(session, LONG, on_event=stop_after(12), **options)
    begun = Begun(text_of(stopped).rstrip("\ufffd"))
    assert begun
    warm = write(session, LONG, begun=begun, **options)
    cold = write(open_session(path, 2048), LONG, begun=begun, **options)
    assert text_of(warm) == text_of(cold) != ""
    assert started(warm).reused_tokens > started(stopped).prompt_tokens - 60


def test_turns_are_dropped_to_make_room_for_more_of_a_reply(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = open_session(endless(tmp_path / "m.gguf", " again"), 512)
    texts = [*(["Why is the sky so blue today?", "Because."] * 3), "And now?"]
    assert started(write(session, *texts, max_tokens=4)).dropped_messages == 0
    rest = write(session, *texts, begun=Begun(" again" * 90), max_tokens=4)
    assert started(rest).dropped_messages > 0
    assert text_of(rest) == " again" * 4
    with pytest.raises(FaultError) as caught:
        write(session, "And now?", begun=Begun(" again" * 600))
    assert caught.value.fault.code == "prompt_too_long"


def test_a_grammar_goes_on_with_what_is_written(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(tiny(tmp_path / "m.gguf", template=CHATML))
    sampler = SamplerOptions(temperature=0.0, grammar='root ::= "yes, it is" "!"')
    whole = text_of(write(session, sampler=sampler))
    assert whole == "yes, it is!"
    assert text_of(write(session, begun=Begun("yes, it"), sampler=sampler)) == " is!"


def test_nothing_written_is_a_reply_from_its_start(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", "<think>so</think>Yes"))
    events = write(session, begun=Begun())
    assert (text_of(events, "reasoning"), text_of(events)) == ("so", "Yes")


def test_gpt_oss_goes_on_in_the_channel_it_was_in(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(family_named("gpt-oss").write(tmp_path))
    asked = session.fitter.fit((QUESTION,), GenerateOptions()).text
    text = session.fitter.fit((QUESTION,), GenerateOptions(), Begun(reasoning="so")).text
    assert text == f"{asked}<|channel|>analysis<|message|>so"
    text = session.fitter.fit((QUESTION,), GenerateOptions(), Begun("Yes", "so")).text
    assert text.endswith("<|message|>so<|end|><|start|>assistant<|channel|>final<|message|>Yes")


@pytest.mark.skipif(not REAL_MODEL, reason="DESKTOP_CHAT_TEST_MODEL names no model")
@pytest.mark.parametrize("tokens", [1, 7, 23])
@pytest.mark.parametrize(
    "question", ["Write a haiku about rain.", "한국의 수도는 어디인가요? 자세히 답하세요."]
)
def test_a_real_reply_that_was_stopped_ends_as_one_that_was_not(
    open_session: OpenSession, question: str, tokens: int
) -> None:
    options = {"sampler": GREEDY, "max_tokens": 48}
    session = open_session(Path(REAL_MODEL), 2048)
    whole = text_of(write(session, question, **options))
    stopped = write(session, question, on_event=stop_after(tokens), **options)
    begun = Begun(text_of(stopped).rstrip("\ufffd"))
    rest = write(session, question, begun=begun, **options)
    assert (begun.text + text_of(rest)).startswith(whole)
    assert read_anew(rest) <= 3
