"""Splitting replies into reasoning and answer."""

import random

import pytest

from desktop_chat.engine.reasoning import ReasoningSplitter
from desktop_chat.engine.reasoning_formats import FORMATS

REPLIES = {
    "think": ("<think>\n생각 중…\n</think>\n\n답: 4 😀\n", "생각 중…", "답: 4 😀\n"),
    "white space before": ("\n <think>a</think>b", "a", "b"),
    "empty": ("<think>\n\n</think>\n\nHello", "", "Hello"),
    "inner lines": ("<think>one\n\n two </think>\n  three", "one\n\n two", "three"),
    "granite": ("<think>why</think><response>because", "why", "because"),
    "thinking": ("<thinking>a</thinking>b", "a", "b"),
    "exaone": ("<thought>\na\n</thought>\n\nb", "a", "b"),
    "magistral": ("[THINK]a [x] b[/THINK]c", "a [x] b", "c"),
    "seed": ("<seed:think>a</seed:think>b", "a", "b"),
    "command": ("<|START_THINKING|>a<|END_THINKING|><|START_RESPONSE|>b", "a", "b"),
    "gemma": ("<|channel>thought\na<channel|>b", "a", "b"),
    "gpt-oss": (
        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>b",
        "a",
        "b",
    ),
    "gpt-oss, no analysis": ("<|channel|>final<|message|>b <|end|>", "", "b <|end|>"),
    "gpt-oss, twice": (
        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>commentary<|message|>b<|end|>"
        "<|start|>assistant<|channel|>final<|message|>c",
        "a\n\nb",
        "c",
    ),
    "solar": ("<|think|>a<|end|><|begin|>assistant<|content|>b", "a", "b"),
    "none": ("  Hello\n\n", "", "  Hello\n\n"),
    "tag later": ("The <think> tag: `<think>a</think>`", "", "The <think> tag: `<think>a</think>`"),
    "tag after": ("<think>a</think>The <think> tag </think>", "a", "The <think> tag </think>"),
    "tag like": ("<thin> is no tag", "", "<thin> is no tag"),
    "code": ("```html\n<think>x</think>\n```", "", "```html\n<think>x</think>\n```"),
    "never closed": ("<think>a b ", "a b", ""),
    "cut in the opening": ("<thi", "", "<thi"),
    "cut in the closing": ("<think>a</thi", "a</thi", ""),
    "nothing": ("", "", ""),
    "only white space": (" \n", "", " \n"),
}


def split(reply, pieces, prompt=""):
    """Give the reasoning and the answer, and every part as it was given."""
    splitter = ReasoningSplitter(prompt)
    parts = [part for piece in pieces for part in splitter.feed(piece)] + splitter.finish()
    by_channel = {
        channel: "".join(text for each, text in parts if each == channel)
        for channel in ("reasoning", "answer")
    }
    return by_channel["reasoning"], by_channel["answer"], parts


@pytest.mark.parametrize(("reply", "reasoning", "answer"), REPLIES.values(), ids=REPLIES.keys())
def test_splits_a_reply_in_one_piece_and_character_by_character(reply, reasoning, answer):
    assert split(reply, [reply])[:2] == (reasoning, answer)
    assert split(reply, list(reply))[:2] == (reasoning, answer)


@pytest.mark.parametrize("seed", range(60))
def test_splits_alike_however_the_reply_is_cut(seed):
    chance = random.Random(seed)
    reply, reasoning, answer = chance.choice(list(REPLIES.values()))
    pieces = []
    while reply:
        size = chance.randint(1, 6)
        pieces.append(reply[:size])
        reply = reply[size:]
    assert split(reply, pieces)[:2] == (reasoning, answer)


def test_never_gives_empty_parts():
    for reply, _, _ in REPLIES.values():
        assert all(text for _, text in split(reply, list(reply))[2])


def test_starts_inside_the_reasoning_that_the_prompt_opened():
    assert split("", ["a\n</th", "ink>\n\nb"], "<｜Assistant｜><think>\n")[:2] == ("a", "b")


def test_drops_an_opening_that_the_prompt_and_the_reply_both_have():
    assert split("", list("\n<think>\na</think>b"), "assistant\n<think>\n")[:2] == ("a", "b")


def test_does_not_start_inside_reasoning_that_the_prompt_closed():
    assert split("", ["b"], "assistant\n<think>\n\n</think>\n\n")[:2] == ("", "b")


def test_shows_reasoning_and_answer_as_soon_as_they_cannot_be_a_marker():
    splitter = ReasoningSplitter()
    assert splitter.feed("<think>so") == [("reasoning", "so")]
    assert splitter.feed(" far </t") == [("reasoning", " far")]
    assert splitter.feed("d>") == [("reasoning", " </td>")]
    assert splitter.feed("</think>\n") == []
    assert splitter.feed("Yes") == [("answer", "Yes")]


def test_shows_an_answer_at_once():
    assert ReasoningSplitter().feed("안녕") == [("answer", "안녕")]


@pytest.mark.parametrize("rest", ["so</think>\n\nYes. ", " so\n</think>Yes. "])
def test_goes_on_inside_reasoning(rest):
    splitter = ReasoningSplitter.going_on("reasoning", FORMATS[0])
    parts = [part for letter in rest for part in splitter.feed(letter)] + splitter.finish()
    assert (
        "".join(text for channel, text in parts if channel == "reasoning") == rest.partition("</")[0].rstrip()
    )
    assert "".join(text for channel, text in parts if channel == "answer") == "Yes. "


def test_goes_on_in_an_answer_whatever_it_says():
    splitter = ReasoningSplitter.going_on("answer", FORMATS[0])
    assert splitter.feed(" <think>no</think>") == [("answer", " <think>no</think>")]
