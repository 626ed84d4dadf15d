"""What a Hangul syllable looks like while it is typed, against Unicode's own composition."""

import unicodedata

import pytest

from desktop_chat.chat.hangul import (
    beginning_with,
    grown,
    initial_of,
    is_letter,
    is_syllable,
    moved,
    while_next_begins,
)


@pytest.mark.parametrize(
    ("syllable", "some"),
    [
        ("하", {"하", "한", "핳", "핞"}),
        ("고", {"고", "곡", "과", "괜", "괴"}),
        ("으", {"으", "의", "읩"}),
        ("한", {"한", "핝", "핞"}),
        ("갑", {"갑", "값"}),
        ("값", {"값"}),
    ],
)
def test_a_syllable_grows_by_more_keys(syllable, some):
    assert some <= set(grown(syllable))


def test_a_syllable_grows_to_none_of_another_beginning():
    assert len(grown("하")) == 28
    assert len(grown("고")) == 4 * 28
    assert grown("값") == ["값"]


@pytest.mark.parametrize(
    ("syllable", "before", "initial"),
    [("한", "하", "ㄴ"), ("닭", "달", "ㄱ"), ("값", "갑", "ㅅ"), ("앉", "안", "ㅈ"), ("있", "이", "ㅆ")],
)
def test_a_final_consonant_moves_on_to_the_next_syllable(syllable, before, initial):
    found = moved(syllable)
    assert found.before == before
    assert (initial_of(found.first), initial_of(found.last)) == (initial, initial)
    assert unicodedata.normalize("NFD", found.first)[1:] == "ᅡ"


def test_an_open_syllable_has_nothing_that_moves():
    assert moved("하") is None


@pytest.mark.parametrize(
    ("first", "second", "seen"),
    [
        ("하", "나", "한"),
        ("달", "기", "닭"),
        ("제", "주", "젲"),
        ("아", "빠", None),
        ("한", "글", None),
        ("각", "시", "갃"),
    ],
)
def test_a_syllable_shows_the_next_ones_first_consonant_while_it_is_typed(first, second, seen):
    assert while_next_begins(first, second) == seen


def test_letters_and_syllables_are_told_apart():
    assert [is_syllable(one) for one in "가힣ㄱaᄀ漢"] == [True, True, False, False, False, False]
    assert [is_letter(one) for one in "ㄱㅎㅏㅣ가a"] == [True, True, True, True, False, False]
    assert beginning_with("ㅎ") == ("하", "힣")
    assert beginning_with("ㅏ") is None
