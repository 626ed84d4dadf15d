"""Columns of texts on a terminal."""

from __future__ import annotations

import pytest

from desktop_chat.terminal.widths import padded, shortened, table, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("한글", 4), ("é", 1), ("e\u0301", 1), ("ﾊﾝｸﾞﾙ", 5), ("日本", 4)],
)
def test_a_letter_takes_the_columns_a_terminal_gives_it(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("columns", "short"), [(8, "한글모델"), (7, "한글모…"), (6, "한글…"), (1, "…"), (0, "")]
)
def test_a_text_is_cut_between_letters(columns: int, short: str) -> None:
    assert shortened("한글모델", columns) == short
    assert width(short) <= columns


def test_a_text_is_filled_on_the_side_wanted() -> None:
    assert (padded("한", 4), padded("한", 4, ">"), padded("한글", 1)) == ("한  ", "  한", "한글")


def test_columns_without_text_are_left_out_of_a_table() -> None:
    assert table([("a", "", "1"), ("한글", "", "22")], ("<", "<", ">")) == ["a      1", "한글  22"]
    assert table([], ("<",)) == []
