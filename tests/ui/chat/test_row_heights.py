import random

import pytest

from desktop_chat.ui.chat.row_heights import RowHeights


def test_tops_are_the_sums_of_the_heights_above():
    heights = RowHeights()
    heights.extend([10, 20, 30])
    assert [heights.top(index) for index in range(4)] == [0, 10, 30, 60]
    assert heights.total == 60


@pytest.mark.parametrize(("y", "index"), [(-5, 0), (0, 0), (9, 0), (10, 1), (29, 1), (30, 2), (500, 2)])
def test_a_height_belongs_to_the_row_that_begins_above_it(y, index):
    heights = RowHeights()
    heights.extend([10, 20, 30])
    assert heights.at(y) == index


def test_no_row_is_at_any_height_of_an_empty_list():
    with pytest.raises(IndexError):
        RowHeights().at(0)


def test_any_changes_give_what_plain_sums_give():
    chance = random.Random(3)
    heights, plain = RowHeights(), []
    for _ in range(400):
        change = chance.randrange(4)
        more = [chance.randrange(1, 90) for _ in range(chance.randrange(1, 300))]
        if change == 0:
            heights.prepend(more)
            plain[:0] = more
        elif change == 1:
            heights.extend(more)
            plain += more
        elif change == 2 and plain:
            at = chance.randrange(len(plain))
            heights.set(at, more[0])
            plain[at] = more[0]
        elif plain:
            length = chance.randrange(len(plain) + 1)
            heights.truncate(length)
            del plain[length:]
        index = chance.randrange(len(plain) + 1)
        assert heights.top(index) == sum(plain[:index])
        assert heights.total == sum(plain)
        if index < len(plain):
            assert heights.at(heights.top(index)) == index
