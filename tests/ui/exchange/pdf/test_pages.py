"""Strips put on pages: nothing is cut, what belongs together stays together."""

import pytest

from desktop_chat.ui.exchange.pdf.pages import pages_of
from desktop_chat.ui.exchange.pdf.strips import Space, Strip, keep_together, runs_of, strips_of


def strip(height, *, gap=0.0, keeps_next=False, repeated=None):
    return Strip(Space(height), 0, height, gap, keeps_next, repeated)


def tops(strips, height):
    return [[y for y, _ in page] for page in pages_of(strips, height)]


def test_strips_stand_one_under_the_other_with_their_gaps():
    assert tops([strip(10), strip(10, gap=5), strip(10)], 100) == [[0, 15, 25]]


def test_what_does_not_fit_begins_the_next_page_without_its_gap():
    assert tops([strip(60), strip(50, gap=20)], 100) == [[0], [0]]
    assert tops([strip(60), strip(40)], 100) == [[0, 60]]


def test_strips_that_stay_together_move_to_the_next_page_together():
    assert tops([strip(70), strip(20, keeps_next=True), strip(20)], 100) == [[0], [0, 20]]


def test_strips_that_are_more_than_a_page_together_are_parted_where_they_must_be():
    many = [strip(40) for _ in range(4)]
    keep_together(many)
    assert tops([strip(30), *many], 100) == [[0, 30], [0, 40], [0]]


def test_a_strip_higher_than_a_page_has_one_of_its_own():
    assert tops([strip(10), strip(150), strip(10)], 100) == [[0], [0], [0]]


def test_a_header_is_repeated_where_a_row_begins_a_page():
    header = strip(10)
    rows = [strip(40, repeated=header) for _ in range(4)]
    pages = list(pages_of([header, *rows], 100))
    assert [[each for _, each in page] for page in pages] == [
        [header, *rows[:2]],
        [header, *rows[2:]],
    ]


def test_no_page_ends_after_the_first_line_nor_before_the_last():
    item = Space(50)
    strips = strips_of(item, [10, 20, 30, 40], gap=3)
    assert [each.keeps_next for each in strips] == [True, False, False, True, False]
    assert [each.gap for each in strips] == [3, 0, 0, 0, 0]


@pytest.mark.parametrize("seams", [[], [25]])
def test_what_is_short_is_never_parted(seams):
    strips = strips_of(Space(50), seams, gap=0)
    assert len(list(pages_of([strip(60), *strips], 100))) == 2


def test_strips_of_one_item_are_drawn_at_once_from_where_they_begin():
    item, other = Space(50), Space(10)
    first, second, third = strips_of(item, [10, 30], gap=0)
    placed = [(5.0, first), (15.0, second), (40.0, Strip(other, 0, 10)), (60.0, third)]
    assert list(runs_of(placed)) == [(5.0, item, 0, 30), (40.0, other, 0, 10), (30.0, item, 30, 50)]
