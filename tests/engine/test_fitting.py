"""Which messages the model reads: whole turns, the newest, and their tokens."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.engine.fitting import ROOM, Fitter, Tokenizer, split_turns
from desktop_chat.engine.llama import Backend, Model
from desktop_chat.engine.protocol import ChatMessage, GenerateOptions, LoadPlan
from desktop_chat.engine.templates import choose_template
from desktop_chat.faults import FaultError
from tests.support.engines import chat
from tests.support.gguf_factory import CHATML, tiny

SIZE = 512
OPTIONS = GenerateOptions()
TURN = ("Why is the sky blue, and the sea?", "The end of it is in the air.")


@pytest.fixture(scope="module")
def model(backend: Backend, tmp_path_factory: pytest.TempPathFactory):
    with Model(str(tiny(tmp_path_factory.mktemp("models") / "m.gguf")), LoadPlan(SIZE)) as model:
        yield model


@pytest.fixture
def fitter(model: Model) -> Fitter:
    template = choose_template(
        wanted="",
        file_template=CHATML,
        name="",
        architecture="llama",
        bos="<s>",
        eos="</s>",
        has_token=model.has_control_token,
    )
    return Fitter(Tokenizer(model), template, SIZE)


def turns(count: int) -> list[str]:
    return [text for number in range(count) for text in (f"{number}: {TURN[0]}", TURN[1])]


def test_a_conversation_that_fits_is_read_whole(fitter: Fitter, model: Model) -> None:
    messages = chat("안녕 🙂", "Hello.", "What now?", system="Be kind.")
    fitted = fitter.fit(messages, OPTIONS)
    assert (fitted.dropped, fitted.messages) == (0, messages)
    assert fitted.text.endswith("<|im_start|>assistant\n")
    assert list(fitted.tokens) == [model.bos, *model.tokenize(fitted.text)]


def test_whole_oldest_turns_drop_and_the_system_prompt_stays(fitter: Fitter) -> None:
    messages = chat(*turns(20), "And now?", system="Be kind.")
    fitted = fitter.fit(messages, OPTIONS)
    assert fitted.dropped > 0 == fitted.dropped % 2
    assert fitted.messages == (messages[0], *messages[1 + fitted.dropped :])
    assert fitted.messages[1].role == "user"
    assert len(fitted.tokens) <= SIZE - SIZE // 4


def test_what_drops_stays_the_same_for_several_turns(fitter: Fitter) -> None:
    dropped = [fitter.fit(chat(*turns(count), "And now?"), OPTIONS).dropped for count in range(30)]
    assert dropped == sorted(dropped)
    steps = len(set(dropped))
    assert 2 < steps < 15


def test_a_short_reply_leaves_more_room_for_the_conversation(fitter: Fitter) -> None:
    count = next(n for n in range(30) if fitter.fit(chat(*turns(n), "?"), OPTIONS).dropped)
    assert fitter.fit(chat(*turns(count), "?"), GenerateOptions(max_tokens=8)).dropped == 0


def test_a_last_message_may_take_the_room_of_the_reply(fitter: Fitter) -> None:
    fitted = fitter.fit(chat(*turns(5), "a" * (SIZE - ROOM - 40)), OPTIONS)
    assert (fitted.dropped, len(fitted.messages)) == (10, 1)
    assert SIZE - SIZE // 4 < len(fitted.tokens) <= SIZE - ROOM


@pytest.mark.parametrize("before", [0, 5])
def test_a_last_message_that_never_fits_is_refused(fitter: Fitter, before: int) -> None:
    with pytest.raises(FaultError) as raised:
        fitter.fit(chat(*turns(before), "a" * SIZE), OPTIONS)
    assert raised.value.fault.code == "prompt_too_long"
    assert int(raised.value.fault.values["tokens"]) > SIZE == int(raised.value.fault.values["context"])


def test_no_messages_at_all_still_give_a_token_to_go_on_from(model: Model) -> None:
    assert list(Tokenizer(model).tokens("", add_special=False)) == [model.bos]


@pytest.mark.parametrize("architecture", ["llama", "qwen2", "gptneox", "falcon"])
def test_a_prompt_cut_at_the_ends_of_its_turns_has_the_same_tokens(
    backend: Backend, tmp_path: Path, architecture: str
) -> None:
    texts = (
        "<|im_start|>user\n안녕 🙂<|im_end|>\n<|im_start|>assistant\n the end <|im_end|>\n",
        "<|im_end|>",
        "  <|im_end|>  <|im_end|><|im_end|>the",
        "no mark at all",
        "",
    )
    with Model(str(tiny(tmp_path / "m.gguf", architecture)), LoadPlan(SIZE)) as model:
        tokenizer = Tokenizer(model)
        for text in (*texts, *texts):
            if text:
                assert tokenizer.tokens(text, add_special=False) == model.tokenize(text)


def test_a_very_long_text_is_cut_without_being_remembered(model: Model) -> None:
    tokenizer = Tokenizer(model)
    for text in ("the " * 400_000, *(str(number) * 200_000 for number in range(1, 9))):
        assert len(tokenizer.tokens(text, add_special=False)) >= 200_000
    assert sum(map(len, tokenizer._known)) <= 4_000_000


def test_where_later_prompts_part_from_this_one_is_known(fitter: Fitter, model: Model) -> None:
    prompt = fitter.fit(chat(*turns(2), "What now?"), OPTIONS)
    before, whole = fitter.shared_lengths(prompt, OPTIONS)
    head, last = prompt.text[: prompt.text.rindex("What now?")], prompt.text
    assert before == 1 + len(model.tokenize(head))
    assert whole == 1 + len(model.tokenize(last)) == len(prompt.tokens)


def test_a_turn_is_a_question_and_all_that_answers_it() -> None:
    messages = [
        ChatMessage("system", "s"),
        ChatMessage("assistant", "greeting"),
        ChatMessage("user", "1"),
        ChatMessage("user", "2"),
        ChatMessage("assistant", "a"),
        ChatMessage("assistant", "b"),
    ]
    head, groups = split_turns(messages)
    assert head == messages[:1]
    assert groups == [messages[1:2], messages[2:3], messages[3:]]
    assert split_turns([]) == ([], [])
