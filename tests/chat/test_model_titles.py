"""Titles in what models say."""

import pytest

from desktop_chat.chat.model_titles import clean_title, title_request


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Rivers of Korea", "Rivers of Korea"),
        ('"Rivers of Korea."', "Rivers of Korea"),
        ("Title: **Rivers of Korea**\n\nIt says what…", "Rivers of Korea"),
        ("제목: “한강 이야기”", "한강 이야기"),
        ("대화 제목은: 한강 이야기。", "한강 이야기"),
        ("# Baking bread", "Baking bread"),
        ("```\nSorting a list\n```", "Sorting a list"),
        ("\n\n  How does it work?  ", "How does it work?"),
        ("To be continued...", "To be continued..."),
        ("C++ & Rust", "C++ & Rust"),
        (
            "One two three four five six seven eight nine ten eleven twelve",
            "One two three four five six seven eight nine ten eleven…",
        ),
    ],
)
def test_a_title_that_a_model_made_is_cleaned(said, title):
    assert clean_title(said) == title


@pytest.mark.parametrize(
    "said",
    [
        "",
        "\n \n",
        "...",
        "Title:",
        "제목",
        "Untitled",
        "New chat",
        "I'm sorry, but I cannot do that.",
        "I can’t help with that",
        "죄송합니다, 제목을 만들 수 없습니다.",
        "As an AI language model, I",
        "go go go go go go",
        "aaaaaaaaaa",
        "12345 67",
        "<think>",
        "a\ufffdb",
    ],
)
def test_what_is_no_title_is_none(said):
    assert clean_title(said) == ""


def test_a_title_that_would_have_gone_on_ends_with_a_whole_word():
    assert clean_title("How to bake sourdough bread with whole wh", is_cut=True) == (
        "How to bake sourdough bread with whole…"
    )
    assert clean_title("Baking bread\nThis is ab", is_cut=True) == "Baking bread"
    assert clean_title("Supercalifragilistic", is_cut=True) == ""


def test_a_title_is_asked_for_in_korean_where_the_question_is():
    assert "제목" in title_request("한국의 수도는?")
    assert "title" in title_request("What is the capital of Korea?")
