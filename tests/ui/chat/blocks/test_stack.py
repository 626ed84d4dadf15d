import pytest

from desktop_chat.ui.chat.block_view import BlockView
from tests.ui.chat.block_samples import paragraph
from tests.ui.chat.samples import document_style


@pytest.fixture
def stack(theme_manager, qtbot):
    """Boxes whose heights are estimated, and not what they turn out to be."""
    view = BlockView(theme_manager, document_style(theme_manager))
    qtbot.addWidget(view)
    view.set_blocks(tuple(paragraph("il" * 300) for _number in range(20)))
    view.fit_width(500)
    return view.stack


def test_boxes_stand_below_each_other(stack):
    for index in range(1, 20):
        assert stack.top(index) == stack.bottom(index - 1) + stack.boxes[index].frame.gap
    assert stack.height == stack.bottom(19)


def test_a_box_that_turns_out_another_height_moves_those_below(stack):
    top, height, last = stack.top(5), stack.boxes[5].height, stack.top(19)
    grown = stack.ready(5).height - height
    assert grown
    assert (stack.top(5), stack.top(19)) == (top, last + grown)


def test_the_box_at_a_height_is_found(stack):
    for index in (0, 7, 19):
        assert stack.index_at(stack.top(index)) == index
        assert stack.index_at(stack.bottom(index)) == index
    assert stack.index_at(-5) == 0
    assert stack.index_at(1_000_000) == 19


def test_those_that_reach_into_a_range_are_found(stack):
    assert list(stack.between(stack.top(3) + 1, stack.top(5) + 1)) == [3, 4, 5]


def test_what_is_laid_out_is_known_until_it_is_forgotten(stack):
    box = stack.ready(3)
    assert stack.laid_out == {box}
    stack.forget([box])
    assert not stack.laid_out
    assert not box.is_laid_out
    stack.ready(3)
    stack.replace_from(2, [])
    assert not stack.laid_out
