import pytest

from desktop_chat.markdown.blocks import Code, Formula, Heading, Item, Paragraph, Rule, Run, Table
from desktop_chat.ui.chat.blocks.cutting import cut_block, cut_blocks
from tests.ui.chat.block_samples import paragraph

RICH = Paragraph((Run("One "), Run("two", bold=True), Run("x^2", formula=True), Run("", note=1), Run(" end")))


def test_runs_keep_their_look_when_they_are_cut():
    assert cut_block(RICH, 2, 6).runs == (Run("e "), Run("tw", bold=True))


def test_a_formula_and_a_footnote_are_cut_whole():
    assert cut_block(RICH, 8, 9).runs == (Run("x^2", formula=True),)
    assert cut_block(RICH, 10, 11).runs == (Run("", note=1),)


def test_characters_of_two_units_are_not_cut_apart():
    assert cut_block(paragraph("a😀b"), 1, 3).runs == (Run("😀"),)
    assert cut_block(Code("", "a😀b"), 3, 4).text == "b"


@pytest.mark.parametrize(
    "block", [paragraph("words"), Code("", "code"), Formula("x"), Heading(1, (Run("head"),))]
)
def test_of_what_is_not_selected_nothing_is_left(block):
    assert (
        cut_block(
            block, 2 if not isinstance(block, Formula) else 0, 2 if not isinstance(block, Formula) else 0
        )
        is None
    )


def test_a_table_keeps_its_header_and_the_rows_selected():
    def cells(*words):
        return tuple((Run(word),) for word in words)

    table = Table(cells("a", "b"), ("", ""), (cells("c", "d"), cells("e", "f")))
    assert cut_block(table, 0, 11) == table
    assert cut_block(table, 4, 7).rows == (cells("c", "d"),)
    assert cut_block(table, 6, 7).rows == (((), (Run("d"),)),)


def test_some_words_of_one_block_are_just_words():
    item = paragraph("some words", (Item(True),))
    assert cut_blocks([item], [(5, 10)]) == (paragraph("words"),)
    assert cut_blocks([Heading(2, (Run("some words"),))], [(5, 10)]) == (paragraph("words"),)
    assert cut_blocks([item], [(0, 10)]) == (item,)


def test_several_blocks_stay_what_they_are():
    blocks = [paragraph("one", (Item(True),)), Rule(), paragraph("two", (Item(True),))]
    assert cut_blocks(blocks, [(0, 3), (0, 0), (0, 3)]) == tuple(blocks)
