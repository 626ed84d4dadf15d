"""Parts of a file."""

from __future__ import annotations

from desktop_chat.models.hub.downloads.spans import Span, gaps, merged, total


def test_spans_that_touch_or_overlap_become_one() -> None:
    assert merged([Span(5, 9), Span(0, 3), Span(3, 4), Span(6, 12), Span(2, 2)]) == [Span(0, 4), Span(5, 12)]


def test_gaps_are_what_is_missing_of_the_file() -> None:
    assert gaps([Span(5, 9), Span(0, 3)], 20) == [Span(3, 5), Span(9, 20)]
    assert gaps([], 7) == [Span(0, 7)]
    assert gaps([Span(0, 7)], 7) == []


def test_bytes_of_spans_are_counted() -> None:
    assert total([Span(0, 3), Span(5, 9)]) == 7
