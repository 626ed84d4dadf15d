"""Writing a reply: what is shown, when it ends, and what it says about itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_chat.engine.generation import Reply, StopFlag
from desktop_chat.engine.protocol import (
    Delta,
    Event,
    Finished,
    PromptProgress,
    SamplerOptions,
    Started,
)
from desktop_chat.engine.session import Session
from desktop_chat.faults import FaultError
from tests.engine.conftest import OpenSession
from tests.support.engines import generate, text_of
from tests.support.gguf_factory import CHATML, endless, scripted, tiny

LONG = "Once upon a time there was a small model that liked long stories. " * 8


def write(
    session: Session,
    *texts: str,
    on_event: Callable[[Event, StopFlag], None] = lambda _event, _stop: None,
    **options: Any,
) -> list[Event]:
    """Let it write one reply and give all it told; `on_event` may stop it."""
    events: list[Event] = []
    stop = StopFlag()

    def emit(event: Event) -> None:
        events.append(event)
        on_event(event, stop)

    Reply(session, generate(3, *(texts or ("Hi",)), **options), emit, stop, time.monotonic()).write()
    return events


def reason(events: list[Event]) -> str:
    assert isinstance(events[-1], Finished)
    return events[-1].reason


@pytest.mark.parametrize("split_bytes", [False, True])
@pytest.mark.parametrize("reply", ["안녕하세요! 👩‍👩‍👧 naïve\n\n", "plain", "  two  blanks ", "끝"])
def test_a_reply_is_shown_as_it_was_written(
    open_session: OpenSession, tmp_path: Path, reply: str, split_bytes: bool
) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", reply, split_bytes=split_bytes))
    events = write(session)
    assert text_of(events) == reply
    assert reason(events) == "end"
    assert all("�" not in each.text and each.text for each in events if isinstance(each, Delta))


def test_events_come_in_order(open_session: OpenSession, tmp_path: Path) -> None:
    events = write(open_session(scripted(tmp_path / "m.gguf", "one two three")), LONG)
    kinds = [type(each) for each in events]
    progress = kinds.count(PromptProgress)
    assert progress > 1
    assert kinds == [Started, *[PromptProgress] * progress, *[Delta] * 3, Finished]
    assert {each.id for each in events} == {3}  # type: ignore[union-attr]
    done = [each for each in events if isinstance(each, PromptProgress)]
    assert [each.done for each in done] == sorted({each.done for each in done})
    assert done[-1].done == done[-1].total


@pytest.mark.parametrize("stop", ["three", "e f", "two three f", "ee", "one", "our"])
@pytest.mark.parametrize("split_bytes", [False, True])
def test_a_stop_string_ends_the_reply_and_never_shows(
    open_session: OpenSession, tmp_path: Path, stop: str, split_bytes: bool
) -> None:
    reply = "one two three four five"
    session = open_session(scripted(tmp_path / "m.gguf", reply, split_bytes=split_bytes))
    events = write(session, stop=("never said", stop))
    assert text_of(events) == reply.partition(stop)[0]
    assert reason(events) == "stop_string"


def test_a_stop_string_inside_the_reasoning_does_not_end_the_reply(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", "<think>one two</think>three two four"))
    events = write(session, stop=("two",))
    assert text_of(events, "reasoning") == "one two"
    assert text_of(events) == "three "
    assert reason(events) == "stop_string"


def test_a_stop_string_that_is_a_control_token_ends_the_reply(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = open_session(tiny(tmp_path / "m.gguf"))
    token = session.model.control_token("<s>")
    assert token is not None
    always = SamplerOptions(logit_bias={token: 100.0})
    assert reason(write(session, sampler=always, max_tokens=4)) == "length"
    assert reason(write(session, sampler=always, max_tokens=4, stop=("<s>",))) == "end"


def test_the_beginning_of_a_stop_string_is_shown_when_nothing_comes_of_it(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", "the end ##"))
    events = write(session, stop=("### Instruction",))
    assert text_of(events) == "the end ##"
    assert reason(events) == "end"


def test_a_character_cut_off_by_the_end_is_marked(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", "a안", split_bytes=True))
    events = write(session, max_tokens=3)
    assert text_of(events) == "a�"
    assert reason(events) == "length"


def test_reasoning_is_split_from_the_answer(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(
        scripted(tmp_path / "m.gguf", "<think>\nso it is 한국\n</think>\n\nYes.", split_bytes=True)
    )
    events = write(session)
    assert text_of(events, "reasoning") == "so it is 한국"
    assert text_of(events) == "Yes."


def test_a_reply_has_at_most_as_many_tokens_as_asked_for(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(endless(tmp_path / "m.gguf", " again"))
    events = write(session, max_tokens=7)
    assert text_of(events) == " again" * 7
    assert reason(events) == "length"
    assert events[-1].timings.reply_tokens == 7  # type: ignore[union-attr]


def test_a_reply_ends_with_the_context(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(endless(tmp_path / "m.gguf", " again"), context=256)
    events = write(session)
    assert reason(events) == "context"
    started = events[0]
    assert isinstance(started, Started)
    assert text_of(events).count("again") == session.context.size - started.prompt_tokens + 1
    assert reason(write(session)) == "context"


def test_a_reply_is_stopped_between_two_tokens(open_session: OpenSession, tmp_path: Path) -> None:
    def stop_at_third(event: Event, stop: StopFlag) -> None:
        if isinstance(event, Delta):
            shown.append(event.text)
            if len(shown) == 3:
                stop.set()

    shown: list[str] = []
    session = open_session(endless(tmp_path / "m.gguf", " again"))
    assert reason(write(session, on_event=stop_at_third)) == "stopped"
    assert shown == [" again"] * 3
    assert reason(write(session, max_tokens=5)) == "length"


def test_a_stop_ends_the_reading_of_a_prompt(open_session: OpenSession, tmp_path: Path) -> None:
    def stop_at_first(event: Event, stop: StopFlag) -> None:
        if isinstance(event, PromptProgress):
            stop.set()

    session = open_session(scripted(tmp_path / "m.gguf", "all of it"))
    events = write(session, LONG, on_event=stop_at_first)
    assert [type(each) for each in events] == [Started, PromptProgress, Finished]
    assert reason(events) == "stopped"
    timings = events[-1].timings  # type: ignore[union-attr]
    assert timings.prompt_tokens == session.context.chunk_tokens
    again = write(session, LONG)
    assert again[0].reused_tokens == session.context.chunk_tokens  # type: ignore[union-attr]
    assert text_of(again) == "all of it"


def test_a_reply_stopped_before_it_began_reads_nothing(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", "x"))
    events: list[Event] = []
    stop = StopFlag()
    stop.set()
    Reply(session, generate(3, LONG), events.append, stop, time.monotonic()).write()
    assert [type(each) for each in events] == [Started, Finished]
    assert reason(events) == "stopped"
    assert session.context.length() == 0


def test_timings_add_up(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", "one two three"))
    started, *_, finished = write(session, LONG)
    assert isinstance(started, Started)
    assert isinstance(finished, Finished)
    timings = finished.timings
    assert timings.prompt_tokens == started.prompt_tokens
    assert timings.reply_tokens == 3
    assert 0 < timings.prompt_seconds <= timings.first_token_seconds
    assert timings.reply_seconds > 0


@pytest.mark.parametrize("architecture", ["llama", "gemma3", "mamba"])
def test_a_conversation_reads_only_what_is_new_and_says_the_same(
    open_session: OpenSession, tmp_path: Path, architecture: str
) -> None:
    path = tiny(tmp_path / "m.gguf", architecture, template=CHATML, sliding_window=16)
    options = {"max_tokens": 30, "sampler": SamplerOptions(temperature=0.0)}
    warm = open_session(path, 2048)
    texts = [LONG]
    for question in ("And then?", "안녕 🙂", "Again?"):
        texts += [text_of(write(warm, *texts, **options)), question]
        events = write(warm, *texts, **options)
        cold = write(open_session(path, 2048), *texts, **options)
        assert text_of(events) == text_of(cold)
        started = events[0]
        assert isinstance(started, Started)
        assert started.reused_tokens > started.prompt_tokens - 200 > 0
    retried = write(warm, *texts, **options)
    assert text_of(retried) == text_of(events)
    assert retried[-1].timings.prompt_tokens < 10  # type: ignore[union-attr]
    edited = write(warm, *texts[:-1], "Something else?", **options)
    assert edited[0].reused_tokens > edited[0].prompt_tokens - 60  # type: ignore[union-attr]
    assert text_of(edited) == text_of(
        write(open_session(path, 2048), *texts[:-1], "Something else?", **options)
    )


def test_dropped_turns_are_told(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", "yes"), 512)
    started = write(session, *(["Why is the sky so blue today?", "Because."] * 12), "And now?")[0]
    assert isinstance(started, Started)
    assert started.dropped_messages > 0 == started.dropped_messages % 2


@pytest.mark.parametrize("options", [{"grammar": "root ::= ("}, {"json_schema": "{"}])
def test_a_grammar_is_checked_before_anything_begins(
    open_session: OpenSession, tmp_path: Path, options: dict[str, str]
) -> None:
    session = open_session(scripted(tmp_path / "m.gguf", "yes"))
    with pytest.raises(FaultError):
        write(session, sampler=SamplerOptions(**options))  # type: ignore[arg-type]
    assert session.context.length() == 0
    assert text_of(write(session)) == "yes"


def test_a_template_that_asks_for_stop_strings_gets_them(open_session: OpenSession, tmp_path: Path) -> None:
    path = scripted(tmp_path / "m.gguf", "Yes.\n\n### Instruction:\nmore", template=None)
    session = open_session(path, template="alpaca")
    events = write(session)
    assert text_of(events).strip() == "Yes."
    assert reason(events) == "stop_string"
