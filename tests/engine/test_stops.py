"""Stop strings: what is shown, what is held back, and where the text ends."""

import random

import pytest

from desktop_chat.engine.stops import StopMatcher

ALPHABETS = ("ab", "ab\n#", "가나", "한글 😀é", "USER: ###질문")


def fed(stops, pieces):
    """Feed all pieces; give the text shown, whether it was stopped, and the text shown after each piece."""
    matcher = StopMatcher(stops)
    shown, after_each = "", []
    for piece in pieces:
        text, stopped = matcher.feed(piece)
        shown += text
        after_each.append(shown)
        if stopped:
            return shown, True, after_each
    return shown + matcher.finish(), False, after_each


def cut_by_hand(stops, text):
    """Say where the text ends, the slow and obvious way."""
    for end in range(1, len(text) + 1):
        lengths = [len(stop) for stop in stops if stop and text[:end].endswith(stop)]
        if lengths:
            return text[: end - max(lengths)], True
    return text, False


def pieces_of(text, chance):
    """Cut a text at random places."""
    places = sorted(chance.sample(range(len(text) + 1), k=min(len(text), chance.randint(0, 8))))
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]


@pytest.mark.parametrize("seed", range(300))
def test_agrees_with_searching_the_whole_text_however_it_is_cut(seed):
    chance = random.Random(seed)
    alphabet = chance.choice(ALPHABETS)
    word = lambda most: "".join(chance.choices(alphabet, k=chance.randint(0, most)))  # noqa: E731
    stops = [word(5) for _ in range(chance.randint(0, 4))]
    text = word(60)
    shown, stopped, _ = fed(stops, pieces_of(text, chance))
    assert (shown, stopped) == cut_by_hand(stops, text)


@pytest.mark.parametrize("seed", range(100))
def test_holds_back_exactly_what_could_be_the_beginning_of_a_stop_string(seed):
    chance = random.Random(seed)
    alphabet = chance.choice(ALPHABETS)
    stops = ["".join(chance.choices(alphabet, k=chance.randint(1, 6))) for _ in range(3)]
    text = cut_by_hand(stops, "".join(chance.choices(alphabet, k=50)))[0]
    _, _, after_each = fed(stops, text)
    for seen, shown in enumerate(after_each, start=1):
        held = text[len(shown) : seen]
        beginnings = [stop[:size] for stop in stops for size in range(1, len(stop))]
        longest = max((len(each) for each in beginnings if text[:seen].endswith(each)), default=0)
        assert len(held) == longest


def test_ends_before_the_stop_string_and_shows_nothing_after_it():
    matcher = StopMatcher(["### 질문:"])
    assert matcher.feed("답입니다.\n\n### 질") == ("답입니다.\n\n", False)
    assert matcher.feed("문: 다음") == ("", True)
    assert matcher.feed("더") == ("", True)
    assert matcher.finish() == ""


def test_gives_a_partial_match_when_the_text_ends():
    matcher = StopMatcher(["USER:"])
    assert matcher.feed("the US") == ("the ", False)
    assert matcher.finish() == "US"


def test_takes_the_longest_of_stop_strings_that_are_complete_at_once():
    assert fed(["b", "aab"], ["xaab"])[:2] == ("x", True)


def test_shows_everything_at_once_without_stop_strings():
    assert StopMatcher(["", ""]).feed("안녕 😀") == ("안녕 😀", False)


def test_is_linear_in_repeated_near_misses():
    stop = "a" * 200 + "b"
    matcher = StopMatcher([stop, "a" * 150 + "c"])
    steps = 0
    automaton = matcher._automaton
    fall_back = automaton._fallback

    class Counting(list):
        def __getitem__(self, index):
            nonlocal steps
            steps += 1
            return fall_back[index]

    automaton._fallback = Counting(fall_back)
    text = "a" * 20_000
    matcher.feed(text)
    assert steps <= len(text)
