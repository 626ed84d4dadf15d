"""File names from titles, safe on every system."""

import unicodedata

import pytest

from desktop_chat.chat.exporting.file_names import safe_name


def name(title, ending=".md", taken=None):
    return safe_name(title, ending, set() if taken is None else taken, "untitled")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("제주도 여행 계획", "제주도 여행 계획.md"),
        (unicodedata.normalize("NFD", "한글"), "한글.md"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("  spaces \t and\nlines  ", "spaces and lines.md"),
        ("ends with dots...", "ends with dots.md"),
        (".hidden", "hidden.md"),
        ("", "untitled.md"),
        ("...", "untitled.md"),
        ("\u202eevil\u200b", "evil.md"),
        ("half \ud83d", "half.md"),
        ("👩‍👩‍👧 family", "👩👩👧 family.md"),
        ("v1.2 notes", "v1.2 notes.md"),
    ],
)
def test_a_title_becomes_a_name_that_any_system_takes(title, expected):
    assert name(title) == expected


@pytest.mark.parametrize("title", ["CON", "con", "Nul.txt", "COM1", "lpt9.x", "AUX.", "com¹", "CONOUT$"])
def test_names_that_windows_keeps_for_itself_are_changed(title):
    assert name(title, "").startswith("_")


@pytest.mark.parametrize("title", ["console", "comb", "null", "com10"])
def test_names_that_only_look_like_those_stay(title):
    assert name(title, "") == title


@pytest.mark.parametrize("title", ["가" * 500, "a" * 500, "é" * 500, "👍🏽" * 200, "e\u0301" * 300])
def test_long_titles_are_cut_between_characters(title):
    made = name(title)
    assert len(made.encode()) <= 143
    assert len(made) > 20
    assert unicodedata.normalize("NFC", title).startswith(made.removesuffix(".md"))


def test_names_differ_by_more_than_case():
    taken = set()
    assert [name(title, ".md", taken) for title in ("Plan", "plan", "PLAN", "Plan (2)")] == [
        "Plan.md",
        "plan (2).md",
        "PLAN (3).md",
        "Plan (2) (2).md",
    ]
