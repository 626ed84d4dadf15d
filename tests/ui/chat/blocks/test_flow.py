from PySide6.QtGui import QFont

from desktop_chat.ui.chat.blocks.flow import UNBOUNDED, Flow
from desktop_chat.ui.chat.blocks.inline import LINE_BREAK
from desktop_chat.ui.chat.blocks.looks import make_look

HEBREW = "\u05e9\u05dc\u05d5\u05dd"


def flow(text, width=UNBOUNDED, **values):
    result = Flow(text, make_look(QFont(), 24, "#000000"), **values)
    result.lay_out(width)
    return result


def test_lines_are_as_high_as_the_look_says_whatever_the_script(qapp):
    assert flow(f"abc{LINE_BREAK}한국어{LINE_BREAK}{HEBREW}").height == 3 * 24


def test_a_line_ends_before_its_break(qapp):
    lines = flow(f"abc{LINE_BREAK}de")
    assert [lines.line_range(index) for index in range(2)] == [(0, 3), (4, 6)]
    assert lines.position_at(1_000, 5) == 3


def test_the_characters_of_a_word_are_found_where_they_stand(qapp):
    words = flow("one two three")
    rect = words.rects(4, 7)[0]
    assert words.position_at(rect.left() + 1, 5) == 4
    assert words.position_at(rect.right(), 5) == 7


def test_a_selection_over_lines_has_a_place_in_each(qapp):
    assert len(flow("word " * 40, 200).rects(0, 200)) > 3


def test_characters_of_both_directions_are_found_where_they_stand(qapp):
    mixed = flow(f"abc {HEBREW} def")
    assert len(mixed.rects(0, 12)) == 1
    assert len(mixed.rects(2, 6)) == 2
    places = [mixed.rects(at, at + 1)[0] for at in range(12)]
    assert sorted(range(12), key=lambda at: places[at].left()) == [
        0,
        1,
        2,
        3,
        7,
        6,
        5,
        4,
        8,
        9,
        10,
        11,
    ]
    assert all(place.width() > 2 for place in places)


def test_code_in_a_text_that_runs_the_other_way_keeps_its_order(qapp):
    text = f"{HEBREW} f() {HEBREW}"
    mixed, kept = flow(text, 300), flow(text, 300, isolated=[(5, 8)])

    def order(lines):
        return sorted(range(5, 8), key=lambda at: lines.rects(at, at + 1)[0].left())

    assert order(mixed) != [5, 6, 7]
    assert order(kept) == [5, 6, 7]


def test_positions_do_not_count_what_nobody_sees(qapp):
    text = f"{HEBREW} f() {HEBREW}"
    kept = flow(text, isolated=[(5, 8)])
    there = [0]
    while (after := kept.next_position(there[-1])) != there[-1]:
        there.append(after)
    assert there == list(range(len(text) + 1))
    assert kept.previous_position(8) == 7
    assert kept.previous_position(5) == 4
    assert kept.line_range(0) == (0, len(text))
