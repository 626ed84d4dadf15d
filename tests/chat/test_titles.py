import unicodedata

import pytest

from desktop_chat.chat.titles import title_from


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
