import unicodedata

import pytest

from desktop_chat.chat.personas import clean_name, free_name, name_problem


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sum", "sum"),
        (" /요약 ", "요약"),
        ("//a/b", "a/b"),
        (unicodedata.normalize("NFD", "번역"), "번역"),
        ("  ", ""),
    ],
)
def test_a_name_is_kept_composed_and_without_what_stands_around_it(typed, name):
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("번역2", None),
        ("", "empty"),
        ("two words", "spaces"),
        ("두\u3000말", "spaces"),
        ("SUM", "taken"),
        ("번역", "taken"),
    ],
)
def test_a_name_is_one_word_that_no_other_prompt_has(name, problem):
    assert name_problem(name, ["sum", "번역"]) == problem


def test_a_free_name_gets_the_first_number_that_no_other_has():
    assert free_name("Tutor", [], " ") == "Tutor"
    assert free_name("Tutor", ["tutor", "Tutor 2"], " ") == "Tutor 3"
    assert free_name("요약", ["요약"], "-") == "요약-2"
