import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QTextTable

from desktop_chat.ui.chat.code_block import COLOUR_MILLISECONDS, code_of
from desktop_chat.ui.chat.document_style import CODE, FRAME_KIND, LANGUAGE, QUOTE
from tests.ui.chat.samples import blocks, document_style, runs, written


@pytest.fixture
def style(theme_manager):
    return document_style(theme_manager)


def texts(document):
    return [block.text() for block in blocks(document) if block.text()]


def frames(document, kind):
    return [
        frame
        for frame in document.rootFrame().childFrames()
        if frame.frameFormat().property(FRAME_KIND) == kind
    ]


def test_words_are_bold_italic_struck_and_linked(style):
    document = written("a **b** *c* ~~d~~ [e](https://e.org)", style)
    looks = dict(runs(document.begin()))
    assert looks["b"].fontWeight() == QFont.Weight.DemiBold
    assert looks["c"].fontItalic()
    assert looks["d"].fontStrikeOut()
    assert looks["e"].anchorHref() == "https://e.org"


def test_a_picture_is_its_words_and_its_address(style):
    document = written("See ![a cat](https://e.org/cat.png) here", style)
    assert texts(document) == ["See a cat (https://e.org/cat.png) here"]
    assert not any(look.isImageFormat() for _text, look in runs(document.begin()))


def test_a_single_line_break_stays_a_line_break(style):
    assert texts(written("one\ntwo", style)) == ["one\u2028two"]


def test_items_are_numbered_from_where_the_text_says(style):
    document = written("3. three\n1. four\n   - inner", style)
    items = [
        (block.text(), block.textList().itemText(block)) for block in blocks(document) if block.textList()
    ]
    assert items[:2] == [("three", "3."), ("four", "4.")]
    assert items[2][0] == "inner"


def test_a_list_may_start_at_zero(style):
    document = written("0. zero", style)
    assert document.begin().textList().itemText(document.begin()) == "0."


def colours(document, frame):
    first = document.findBlock(frame.firstPosition())
    return {look.foreground().color().name() for _text, look in runs(first)}


def test_code_keeps_its_lines_language_and_colours(qtbot, style):
    document = written("Look:\n\n```python\ndef f():\n\n    return 1\n```", style)
    (frame,) = frames(document, CODE)
    assert frame.frameFormat().property(LANGUAGE) == "python"
    assert code_of(frame) == "def f():\n\n    return 1"
    qtbot.waitUntil(lambda: len(colours(document, frame)) > 1)


def test_the_first_code_of_a_run_is_coloured_later_where_it_stands(qtbot, style, monkeypatch):
    monkeypatch.delitem(sys.modules, "pygments.lexers", raising=False)
    document = written("```python\ndef f():\n    return 1\n```\n\n- after", style)
    (frame,) = frames(document, CODE)
    before = texts(document), document.size()
    assert len(colours(document, frame)) == 1
    qtbot.waitUntil(lambda: len(colours(document, frame)) > 1)
    assert (texts(document), document.size()) == before


def test_code_that_is_gone_before_its_colours_stays_gone(qtbot, style, monkeypatch):
    monkeypatch.delitem(sys.modules, "pygments.lexers", raising=False)
    document = written("```python\ndef f(): ...\n```", style)
    document.clear()
    later = QTimer(singleShot=True, interval=3 * COLOUR_MILLISECONDS)
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert document.isEmpty()


def test_a_quotation_is_a_frame_with_its_paragraphs(style):
    document = written("> one\n>\n> two", style)
    (frame,) = frames(document, QUOTE)
    assert texts(document) == ["one", "two"]
    assert frame.firstPosition() < frame.lastPosition()


def test_a_table_has_its_rows_columns_and_bold_head(style):
    document = written("|a|b|\n|-|-|\n|1|**2**|\n|3|\n", style)
    (table,) = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert (table.rows(), table.columns()) == (3, 2)
    cells = [
        table.cellAt(row, column).firstCursorPosition().block().text()
        for row in range(3)
        for column in range(2)
    ]
    assert cells == ["a", "b", "1", "2", "3", ""]
    head = table.cellAt(0, 0).firstCursorPosition().block()
    assert runs(head)[0][1].fontWeight() == QFont.Weight.DemiBold


def test_headings_are_larger_the_higher_they_are(style):
    document = written("# one\n\n## two\n\n### three", style)
    sizes = [runs(block)[0][1].fontPointSize() for block in blocks(document)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


def test_the_first_line_stands_at_the_top(style):
    assert written("# Title", style).begin().blockFormat().topMargin() == 0
    assert written("Words", style).begin().blockFormat().topMargin() == 0


def test_text_after_code_goes_on_below_it(style):
    document = written("```\nx\n```\n\nAfter", style)
    (frame,) = frames(document, CODE)
    after = next(block for block in blocks(document) if block.text() == "After")
    assert after.position() > frame.lastPosition()
