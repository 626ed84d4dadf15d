import pytest

from desktop_chat.markdown.blocks import Run, Table
from desktop_chat.ui.chat.blocks.grid import column_widths
from tests.ui.chat.block_samples import enter_by_tab, place_of

EM = 10


def table(*rows, part=0, alignments=()):
    cells = tuple(tuple((Run(text),) for text in row) for row in rows)
    return Table(cells[0], alignments or ("",) * len(cells[0]), cells[1:], (), part)


def test_columns_are_as_wide_as_their_cells_where_there_is_room():
    assert column_widths([50, 80], 500, EM) == [50, 80]


def test_a_long_cell_is_given_what_is_left():
    assert column_widths([50, 900], 500, EM) == [50, 450]


def test_long_columns_share_and_short_ones_keep_their_width():
    widths = column_widths([30, 900, 900], 500, EM)
    assert widths[0] == 30
    assert widths[1] == widths[2] == pytest.approx(235)


def test_columns_that_cannot_fit_are_wider_than_the_room():
    assert sum(column_widths([90] * 10, 500, EM)) == 900


def test_columns_stand_below_each_other_and_as_they_are_aligned(show_blocks):
    view = show_blocks(
        (table(("left", "right", "middle"), ("a", "b", "c"), alignments=("left", "right", "center")),)
    )
    assert abs(place_of(view, "left").x() - place_of(view, "a").x()) < 20
    assert place_of(view, "b").x() > place_of(view, "right").x()
    assert abs(place_of(view, "middle").x() - place_of(view, "c").x()) <= 1


def test_the_parts_of_a_table_share_their_columns(show_blocks):
    parts = (table(("h1", "h2"), ("a", "b")), table(("h1", "h2"), ("a much longer cell", "d"), part=1))
    view = show_blocks(parts)
    assert abs(place_of(view, "b").x() - place_of(view, "d").x()) <= 1
    view.replace_from(1, ())
    view.replace_from(1, (table(("h1", "h2"), ("an even much longer cell than that one", "d"), part=1),))
    assert abs(place_of(view, "b").x() - place_of(view, "d").x()) <= 1


def test_a_part_follows_a_column_that_another_part_makes_wider(show_blocks):
    right = ("right", "")
    view = show_blocks((table(("h1", "h2"), ("a", "b"), alignments=right),))
    view.replace_from(1, (table(("h1", "h2"), ("a much longer cell", "d"), part=1, alignments=right),))
    first, second = (box.rects(0, box.text.rindex("\t"))[-1] for box in view.stack.boxes)
    assert first.right() == pytest.approx(second.right(), abs=1)


def test_the_header_is_shown_once(show_blocks):
    view = show_blocks((table(("head", "er"), ("a", "b")), table(("head", "er"), ("c", "d"), part=1)))
    assert "head" in view.stack.boxes[0].text
    assert "head" not in view.stack.boxes[1].text


def test_a_wide_table_is_scrolled(show_blocks):
    view = show_blocks((table([f"column {number}" for number in range(20)], ["cell"] * 20),), 400)
    assert view.stack.boxes[0].pan.maximum > 400


def test_a_table_is_copied_with_its_selected_cells(show_blocks):
    view = show_blocks((table(("h1", "h2"), ("one", "two"), ("three", "four")),))
    enter_by_tab(view)
    view.select_all()
    assert view.selected_text().splitlines() == ["h1\th2", "one\ttwo", "three\tfour"]
    assert view.selected_markdown().splitlines()[2] == "| one | two |"
