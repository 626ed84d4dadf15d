import pytest
from PySide6.QtCore import QRect

from desktop_chat.markdown.blocks import Code, Heading, Item, Paragraph, Quote, Run
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.stream import MarkdownStream
from desktop_chat.ui.chat.block_view import BlockView
from desktop_chat.ui.chat.blocks.selection import Place
from tests.ui.chat.block_samples import colors, long_code, paragraph, place_of
from tests.ui.chat.samples import document_style

LONG = tuple(paragraph(f"Paragraph {number}. " + "Some words of it. " * 12) for number in range(400))


def test_it_is_as_tall_as_its_text(show_blocks):
    assert show_blocks("one\n\ntwo\n\nthree").content_height > 2 * show_blocks("one").content_height


def test_a_narrower_text_is_taller_and_a_long_word_is_broken(show_blocks):
    view = show_blocks("word " * 100 + "x" * 500)
    wide = view.content_height
    assert view.fit_width(200) > wide
    assert view.ideal_width() <= 200


def test_nothing_is_laid_out_that_is_far_from_sight(show_blocks):
    view = show_blocks(LONG)
    view.expose(0, 300)
    laid_out = [index for index, box in enumerate(view.stack.boxes) if box.is_laid_out]
    assert laid_out
    assert max(laid_out) < 20
    view.expose(9_000, 9_300)
    assert not view.stack.boxes[0].is_laid_out


def test_exposing_makes_an_estimated_height_exact_and_keeps_the_readers_place(show_blocks, theme_manager):
    narrow = tuple(paragraph("il" * number) for number in range(400))
    exact = show_blocks(narrow).content_height
    view = BlockView(theme_manager, document_style(theme_manager))
    view.set_blocks(narrow)
    estimated = view.fit_width(500)
    assert estimated != exact
    assert exact / 2 < estimated < 2 * exact
    anchor = view.anchor_at(estimated // 2)
    assert view.expose(0, 100_000)
    assert view.content_height == exact
    assert view.anchor_at(view.y_of(anchor))[0] == anchor[0]
    assert view.y_of((7, 5)) == view.stack.top(7) + 5


def test_a_stream_shows_what_the_whole_text_shows(show_blocks):
    text = "# One\n\nSome *words*.\n\n- a\n- b\n\n```python\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    grown, whole = show_blocks(()), show_blocks(text)
    stream = MarkdownStream(grown)
    for character in text:
        stream.feed(character)
    stream.finish()
    assert grown.blocks == whole.blocks == parse(text)
    assert grown.content_height == whole.content_height
    assert grown.grab().toImage() == whole.grab().toImage()


def test_what_stands_before_a_change_is_not_touched(show_blocks):
    view = show_blocks(LONG)
    before = view.stack.boxes[:399]
    view.replace_from(399, (paragraph("new"), paragraph("newer")))
    assert all(old is new for old, new in zip(before, view.stack.boxes, strict=False))
    assert view.blocks[-2:] == (paragraph("new"), paragraph("newer"))


def test_a_new_height_is_told(show_blocks, qtbot):
    view = show_blocks("one")
    with qtbot.waitSignal(view.height_changed):
        view.replace_from(1, (paragraph("two"),))
    with qtbot.assertNotEmitted(view.height_changed):
        view.replace_from(1, (paragraph("too"),))


def test_a_growing_text_ends_in_a_dot(show_blocks, theme_manager):
    view = show_blocks("text")
    assert theme_manager.theme.accent not in colors(view)
    view.set_growing(True)
    assert theme_manager.theme.accent in colors(view)


def test_parts_of_a_paragraph_stand_close(show_blocks):
    apart = show_blocks((paragraph("one"), paragraph("two"))).content_height
    parts = (paragraph("one"), Paragraph((Run("two"),), (), 1))
    assert show_blocks(parts).content_height < apart


def test_another_theme_and_text_size_are_taken(show_blocks, theme_manager):
    view = show_blocks("Some words.\n\n```\ncode\n```")
    height = view.content_height
    theme_manager.set_appearance("dark")
    theme_manager.set_text_scale(1.5)
    view.set_style(document_style(theme_manager))
    assert view.fit_width(500) > height
    assert theme_manager.theme.code_ground in colors(view)


def test_right_to_left_text_begins_at_the_right(show_blocks):
    view = show_blocks((paragraph("שלום"), paragraph("hello")))
    assert place_of(view, "שלום").x() > 400
    assert place_of(view, "hello").x() < 100


def test_a_character_that_turns_text_around_does_nothing(show_blocks):
    turned = show_blocks((paragraph("abc \u202edef\u202c ghi"),))
    places = [place_of(turned, letter).x() for letter in "def"]
    assert places == sorted(places)


def test_lists_and_quotes_are_indented_and_deep_ones_stay_in_the_column(show_blocks):
    deep = (Quote(True), *(Item(True) for _ in range(40)))
    view = show_blocks(
        (
            paragraph("plain"),
            paragraph("item", (Item(True),)),
            paragraph("inner", (Item(False), Item(True))),
            paragraph("deep", deep),
        )
    )
    left = [place_of(view, words).x() for words in ("plain", "item", "inner", "deep")]
    assert left == sorted(left)
    assert left[-1] < 300


def test_numbers_end_where_others_end(show_blocks):
    view = show_blocks("9. nine\n10. ten")
    assert len({view.stack.origin(index).x() for index in range(2)}) == 1


def test_the_blocks_of_a_hostile_text_are_painted(show_blocks):
    hostile = (
        Heading(1, ()),
        Paragraph((Run("\ud800 \u0000 \u2028 \u200b\ufeff"), Run("", code=True), Run("", formula=True))),
        Code("x" * 500, "\t\u202e\r\n\n"),
        paragraph("👨‍👩‍👧" * 200 + "a\u0301" * 500),
    )
    view = show_blocks(hostile, 120)
    assert not view.grab().isNull()
    view.select_all()
    assert view.selected_text()


@pytest.mark.parametrize("terms", [("WORDS",), ("words", "of it")])
def test_words_that_are_searched_for_are_marked(show_blocks, theme_manager, terms):
    view = show_blocks(LONG[:3])
    assert view.hit_tops() == []
    view.set_search(terms)
    tops = view.hit_tops()
    assert len(tops) == 36 * len(terms)
    assert tops == sorted(tops)
    first = QRect(0, tops[0], 500, 20)
    assert theme_manager.theme.mark in colors(view, first)
    view.set_search(())
    assert theme_manager.theme.mark not in colors(view, first)


def test_hits_far_from_sight_are_found_about_where_they_are(show_blocks):
    view = show_blocks(long_code(2_000))
    exact = [place_of(view, "value_1500 = ").y()]
    view.expose(0, 100)
    view.set_search(("value_1500 ",))
    assert view.hit_tops()[0] == pytest.approx(exact[0], abs=60)


def test_a_selection_stays_while_the_text_after_it_grows(show_blocks):
    view = show_blocks((paragraph("one"), paragraph("two thr")))
    view.select_all()
    view.replace_from(1, (paragraph("two three four"),))
    assert view.selected_text() == "one\n\ntwo thr"
    view.replace_from(1, (paragraph("something else"),))
    assert not view.has_selection


def test_a_caret_that_leaves_what_is_laid_out_finds_its_place(show_blocks, theme_manager, qtbot):
    narrow = tuple(paragraph("il" * 300) for _number in range(60))
    exact = show_blocks(narrow).content_height
    view = BlockView(theme_manager, document_style(theme_manager))
    view.set_blocks(narrow)
    assert view.fit_width(500) != exact
    with qtbot.waitSignal(view.height_changed):
        for index in range(60):
            view.reveal_place(Place(index, 0))
    assert view.content_height == exact
