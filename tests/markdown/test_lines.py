import random

import pytest

from desktop_chat.markdown.lines import LONG_LINE, Line, LineReader
from tests.markdown.samples import cut_anywhere


def lines_of(pieces):
    reader = LineReader()
    return [line for piece in pieces for line in reader.feed(piece)] + reader.finish()


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\r\nb", "a\r\nb\r\n", "a\nb\r"])
def test_a_line_ends_in_whatever_way(text):
    assert lines_of([text]) == lines_of(text) == [Line("a"), Line("b")]


def test_empty_lines_are_lines():
    assert lines_of("\n\r\n\r\ra\n\n") == [Line(""), Line(""), Line(""), Line(""), Line("a"), Line("")]


def test_a_line_break_between_two_pieces_is_one():
    assert lines_of(["a\r", "", "\nb"]) == [Line("a"), Line("b")]


def test_what_is_there_of_the_last_line_is_known():
    reader = LineReader()
    assert reader.last is None
    reader.feed("a\nb")
    assert reader.last == Line("b")


def test_a_long_line_is_given_before_it_ends():
    text = "a" * (2 * LONG_LINE + 10)
    expected = [
        Line("a" * LONG_LINE, is_long=True),
        Line("a" * LONG_LINE, is_long=True, continues=True),
        Line("a" * 10, is_long=True, continues=True),
        Line("b"),
    ]
    assert lines_of([f"{text}\nb"]) == lines_of(cut_anywhere(f"{text}\nb", random.Random(1), 99)) == expected


def test_a_line_that_is_not_quite_long_is_whole():
    assert lines_of(["a" * LONG_LINE, "\n"]) == [Line("a" * LONG_LINE)]
