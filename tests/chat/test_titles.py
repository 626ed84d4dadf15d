import unicodedata

import pytest

from desktop_chat.chat.titles import clean_title, title_from, title_request


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        (" \n\t\n", ""),
        ("Hello", "Hello"),
        ("  two   spaces\tand a tab ", "two spaces and a tab"),
        ("\n\nfirst words\nsecond line", "first words"),
        ("# Heading", "Heading"),
        ("### **Bold** heading", "Bold heading"),
        ("> - quoted item", "quoted item"),
        ("1. first step", "first step"),
        ("- [ ] task", "[ ] task"),
        ("**bold**, *italic*, __strong__ and `code`", "bold, italic, strong and code"),
        ("***both*** ~~gone~~", "both gone"),
        ("what is 2 * 3 * 4?", "what is 2 * 3 * 4?"),
        ("rename my_long_name to __init__.py", "rename my_long_name to init.py"),
        ("see [the docs](https://example.com/a_b) now", "see the docs now"),
        ("![a cat](cat.png)", "a cat"),
        ("```python\nprint(1)\n```", "print(1)"),
        ("---\nafter the rule", "after the rule"),
        ("C# or F#?", "C# or F#?"),
        ("#태그", "#태그"),
        ("파이썬으로 목록을 정렬하는 방법을 알려 주세요", "파이썬으로 목록을 정렬하는 방법을 알려 주세요"),
        ("nul \0 and bell \a", "nul and bell"),
    ],
)
def test_the_title_is_the_first_line_without_markdown(text, title):
    assert title_from(text) == title


def test_decomposed_hangul_is_composed():
    assert title_from("\u1112\u1161\u11ab\u1100\u1173\u11af") == "한글"


@pytest.mark.parametrize("word", ["word", "단어를", "слово"])
def test_a_long_line_is_cut_between_words(word):
    title = title_from(f"{word} " * 100)
    assert len(title) <= 60
    assert title.endswith(f"{word}…")
    assert set(title[:-1].split()) == {word}


def test_a_line_of_sixty_characters_is_kept_whole():
    line = "가" * 60
    assert title_from(line) == line


def test_a_word_longer_than_a_title_is_cut_inside():
    assert title_from("가" * 100) == "가" * 59 + "…"


def test_a_long_word_after_a_short_one_is_not_lost():
    title = title_from("see " + "x" * 100)
    assert len(title) == 60
    assert title.startswith("see xxx")


def test_a_comma_before_the_cut_is_left_out():
    assert title_from("a" * 50 + ", " + "b" * 50) == "a" * 50 + "…"


@pytest.mark.parametrize("one", ["👩‍👩‍👧", "e\u0301\u0323", "👋🏽", "☂️"])
def test_what_is_drawn_as_one_character_is_not_cut_apart(one):
    title = title_from("x" * 50 + one * 40)
    body = title.removeprefix("x" * 50).removesuffix("…")
    assert body.replace(unicodedata.normalize("NFC", one), "") == ""
    assert len(title) <= 60


def test_a_megabyte_is_no_trouble():
    assert title_from("* _`[" * 200_000)


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
