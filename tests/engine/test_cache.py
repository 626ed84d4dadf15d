"""Reusing what was read: the reply is the same with and without, whatever the model remembers by."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from desktop_chat.engine.cache import CachedSequence, common_length
from desktop_chat.engine.llama import Backend, Context, Model
from desktop_chat.engine.protocol import LoadPlan
from tests.support.gguf_factory import tiny

PLAN = LoadPlan(1024)
ARCHITECTURES = ("llama", "gemma3", "mamba")
FIRST = "Tell me about the sea, the rain and the end of all things, and begin at the beginning. "
LATER = "Thank you. And what comes after the end? "


@pytest.fixture(scope="module", params=ARCHITECTURES)
def model(request: pytest.FixtureRequest, backend: Backend, tmp_path_factory: pytest.TempPathFactory):
    path = tiny(tmp_path_factory.mktemp("models") / "m.gguf", request.param, sliding_window=16)
    with Model(str(path), PLAN) as model:
        yield model


@pytest.fixture
def context(model: Model):
    with Context(model, PLAN) as context:
        yield context


@pytest.fixture
def sequence(model: Model, context: Context) -> CachedSequence:
    return CachedSequence(model, context)


def read(
    sequence: CachedSequence, context: Context, prompt: array[int], checkpoints: tuple[int, ...] = ()
) -> int:
    """Read a prompt as the token loop does; give how many tokens were reused."""
    reused = sequence.begin(prompt)
    place = reused
    for end in sorted({*range(reused, len(prompt), context.chunk_tokens), *checkpoints, len(prompt)}):
        if end > place:
            assert sequence.read(prompt[place:end]) == "done"
            place = end
            if end in checkpoints:
                sequence.keep_checkpoint()
    return reused


def say(sequence: CachedSequence, context: Context, count: int = 40) -> list[int]:
    """Go on with the likeliest tokens."""
    said = []
    for _ in range(count):
        scores = context.logits()
        said.append(max(range(len(scores)), key=scores.__getitem__))
        assert sequence.append(said[-1]) == "done"
    return said


def fresh_reply(model: Model, prompt: array[int]) -> list[int]:
    with Context(model, PLAN) as context:
        sequence = CachedSequence(model, context)
        read(sequence, context, prompt)
        return say(sequence, context)


def test_a_conversation_that_goes_on_reads_only_what_is_new(
    model: Model, context: Context, sequence: CachedSequence
) -> None:
    first = model.tokenize(FIRST)
    read(sequence, context, first)
    prompt = first + array("i", say(sequence, context)) + model.tokenize(LATER)
    assert read(sequence, context, prompt) == len(first) + 40
    assert say(sequence, context) == fresh_reply(model, prompt)


def test_a_prompt_that_parts_from_what_was_read_goes_on_from_there_or_from_a_checkpoint(
    model: Model, context: Context, sequence: CachedSequence
) -> None:
    first = model.tokenize(FIRST)
    checkpoint = len(first) - 3
    read(sequence, context, first, (checkpoint,))
    say(sequence, context, 300)  # so long that a sliding window has lost sight of the prompt
    prompt = first[:-1] + model.tokenize(LATER)
    can_cut = not (model.is_recurrent or model.sliding_window)
    assert read(sequence, context, prompt) == (len(first) - 1 if can_cut else checkpoint)
    assert say(sequence, context) == fresh_reply(model, prompt)


def test_without_a_checkpoint_what_cannot_be_cut_is_read_again(
    model: Model, context: Context, sequence: CachedSequence
) -> None:
    first = model.tokenize(FIRST)
    read(sequence, context, first)
    say(sequence, context, 300)
    prompt = first[:-1] + model.tokenize(LATER)
    can_cut = not (model.is_recurrent or model.sliding_window)
    assert read(sequence, context, prompt) == (len(first) - 1 if can_cut else 0)
    assert say(sequence, context) == fresh_reply(model, prompt)


def test_a_sliding_window_that_is_still_there_needs_no_checkpoint(backend: Backend, tmp_path: Path) -> None:
    with Model(str(tiny(tmp_path / "m.gguf", "gemma3", sliding_window=16)), PLAN) as model:
        prompt = model.tokenize(FIRST)
        changed = prompt[:-2] + model.tokenize("x")
        with Context(model, PLAN) as context:
            sequence = CachedSequence(model, context)
            read(sequence, context, prompt)
            assert read(sequence, context, changed) == len(prompt) - 2
            assert say(sequence, context) == fresh_reply(model, changed)


def test_the_same_prompt_again_gives_the_same_reply(
    model: Model, context: Context, sequence: CachedSequence
) -> None:
    prompt = model.tokenize(FIRST)
    read(sequence, context, prompt, (len(prompt) - 1,))
    said = say(sequence, context)
    assert read(sequence, context, prompt) == len(prompt) - 1
    assert say(sequence, context) == said


def test_an_earlier_checkpoint_serves_when_a_later_one_went_another_way(
    model: Model, context: Context, sequence: CachedSequence
) -> None:
    prompt = model.tokenize(FIRST)
    read(sequence, context, prompt, (20, len(prompt) - 1))
    changed = prompt[:25] + model.tokenize(LATER)
    assert read(sequence, context, changed, (40,)) >= 20
    assert say(sequence, context) == fresh_reply(model, changed)
    assert read(sequence, context, prompt) >= 20
    assert say(sequence, context) == fresh_reply(model, prompt)


@pytest.mark.parametrize("checkpoints", [(), (20,)])
def test_a_prompt_that_was_aborted_is_read_rightly_the_next_time(
    model: Model, context: Context, sequence: CachedSequence, checkpoints: tuple[int, ...]
) -> None:
    prompt = model.tokenize(FIRST)
    read(sequence, context, prompt[:30], checkpoints)
    context.abort()
    assert sequence.read(prompt[30:]) == "aborted"
    context.clear_abort()
    assert len(sequence.tokens) == 30
    read(sequence, context, prompt)
    assert say(sequence, context) == fresh_reply(model, prompt)


def test_a_reply_that_was_aborted_is_followed_rightly(
    model: Model, context: Context, sequence: CachedSequence
) -> None:
    first = model.tokenize(FIRST)
    read(sequence, context, first, (len(first) - 1,))
    said = say(sequence, context, 10)
    context.abort()
    assert sequence.append(5) == "aborted"
    context.clear_abort()
    prompt = first + array("i", said) + model.tokenize(LATER)
    assert read(sequence, context, prompt) >= len(first) - 1
    assert say(sequence, context) == fresh_reply(model, prompt)


def test_a_conversation_come_back_to_is_still_there(
    model: Model, context: Context, sequence: CachedSequence
) -> None:
    long = model.tokenize(FIRST * 4)
    read(sequence, context, long, (len(long) - 1,))
    prompt = long + array("i", say(sequence, context))
    other = model.tokenize("Something else")
    assert read(sequence, context, other) == common_length(prompt, other)
    assert say(sequence, context) == fresh_reply(model, other)
    prompt += model.tokenize(LATER)
    assert read(sequence, context, prompt) == len(long) + 40
    assert say(sequence, context) == fresh_reply(model, prompt)
    assert read(sequence, context, long) == len(long) - 1  # its checkpoints are back as well
    assert say(sequence, context) == fresh_reply(model, long)


def test_nothing_is_kept_beyond_its_bytes(model: Model, context: Context) -> None:
    sequence = CachedSequence(model, context, checkpoint_bytes=0, saved_bytes=0)
    long = model.tokenize(FIRST * 4)
    read(sequence, context, long, (len(long) - 1,))
    read(sequence, context, model.tokenize("Something else"))
    assert read(sequence, context, long) <= 1


def test_the_oldest_checkpoints_make_room_for_new_ones(backend: Backend, tmp_path: Path) -> None:
    with Model(str(tiny(tmp_path / "m.gguf", "mamba")), PLAN) as model, Context(model, PLAN) as context:
        prompt = model.tokenize(FIRST)
        context.decode(prompt[:10])
        state = context.save_state(partial=True, limit=1 << 30)
        context.clear()
        assert state is not None
        sequence = CachedSequence(model, context, checkpoint_bytes=len(state) * 2)
        read(sequence, context, prompt, (10, 20, 30))
        assert read(sequence, context, prompt[:25] + array("i", [7])) == 20
        assert read(sequence, context, prompt[:15] + array("i", [7])) == 0


def test_a_sequence_that_was_cleared_starts_anew(
    model: Model, context: Context, sequence: CachedSequence
) -> None:
    prompt = model.tokenize(FIRST)
    read(sequence, context, prompt, (20,))
    sequence.clear()
    assert read(sequence, context, prompt) == 0
    assert say(sequence, context) == fresh_reply(model, prompt)


@pytest.mark.parametrize(
    ("first", "second", "length"),
    [
        ("", "", 0),
        ("", "a", 0),
        ("ab", "ab", 2),
        ("abc", "abd", 2),
        ("abcdefgh", "abcdefghij", 8),
        ("xb", "ab", 0),
    ],
)
def test_the_common_beginning_is_counted(first: str, second: str, length: int) -> None:
    assert common_length(array("i", map(ord, first)), array("i", map(ord, second))) == length
