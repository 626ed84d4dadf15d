"""Texts that run from right to left, and characters that turn others around: our own words stay in order."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QTextLayout, QTextOption

from desktop_chat.chat.messages import ConversationSummary, Draft
from desktop_chat.faults import Fault
from desktop_chat.ui.chat.composer import Composer
from desktop_chat.ui.chat.model_names import ModelNames
from desktop_chat.ui.chat.user_message import UserMessage
from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.foreign_text import apart, without_controls
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.sidebar.rows import shown_title
from desktop_chat.ui.sidebar.sidebar import Sidebar
from tests.ui.chat.samples import document_style, message

HEBREW = "שלום"
TURNED = "photo\u202egnp.exe"  # shown as photoexe.png by whoever obeys the character in it


def visual_order(text):
    """Give the characters of a line from left to right, as Qt draws them within English text."""
    layout = QTextLayout(text)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    at = {number: line.cursorToX(number)[0] for number in range(len(text))}
    return "".join(text[number] for number in sorted(at, key=at.get))


def test_plain_names_stay_as_they_are():
    assert apart("notes.txt") == "notes.txt"
    assert apart("메모.txt") == "메모.txt"


def test_characters_that_turn_others_around_are_left_out():
    assert without_controls(TURNED) == "photognp.exe"
    assert apart(TURNED) == "photognp.exe"
    assert shown_title(f" {TURNED}\n2") == "photognp.exe 2"


@pytest.mark.parametrize("name", [f"{HEBREW} 1", f"{HEBREW}\u202e 2 {HEBREW}", f"\u2067{HEBREW}"])
def test_our_words_around_a_name_stay_where_they_are(qapp, name):
    said = f"Delete “{apart(name)}” 3 times?"
    order = visual_order(said)
    assert order.startswith("Delete “")
    assert order.endswith("” 3 times?")


def test_a_fault_keeps_the_order_of_its_sentence(qapp):
    said = visual_order(sentence(Fault("file_missing", {"name": f"{HEBREW} 12.gguf"})))
    assert said.startswith("“")
    assert "” is no longer where it was." in said


# ---- what is drawn


def inked(image: QImage) -> tuple[int, int]:
    """Give the first and the last column of an image that is not plain."""
    ground = image.pixelColor(1, 1)
    columns = [
        x
        for x in range(2, image.width() - 2)
        if any(image.pixelColor(x, y) != ground for y in range(2, image.height() - 2))
    ]
    return columns[0], columns[-1]


def has_ink(image: QImage, left: int, right: int, top: int, bottom: int) -> bool:
    """Tell whether there is something dark in a part of an image."""
    columns, rows = range(left, right), range(top, bottom)
    return any(image.pixelColor(x, y).lightness() < 120 for x in columns for y in rows)


@pytest.mark.parametrize(("text", "is_right"), [(HEBREW, True), ("Hello", False), ("안녕", False)])
def test_what_is_written_begins_where_its_language_does(theme_manager, qtbot, text, is_right):
    composer = Composer(theme_manager)
    qtbot.addWidget(composer)
    composer.resize(700, 80)
    composer.show()
    composer.set_draft(Draft(text))
    middle = composer.field.viewport().width() // 2
    assert (composer.field.cursorRect().x() > middle) == is_right
    first, last = inked(composer.field.viewport().grab().toImage())
    assert (first > middle) == is_right
    assert (last < middle) == (not is_right)
    composer.set_draft(Draft("Hello"))
    assert composer.field.cursorRect().x() < middle


def test_each_line_of_a_question_runs_its_own_way(theme_manager, qtbot):
    asked = message(1, "user", f"Look at this line:\n{HEBREW} (x) {HEBREW}!\nEnd.")
    view = UserMessage(theme_manager, document_style(theme_manager), asked, ModelNames())
    qtbot.addWidget(view)
    view.fit_width(600)
    view.expose(0, 400)
    boxes = view.body.stack.boxes
    assert [box.is_right_to_left for box in boxes] == [False, True, False]
    starts = [box.caret(0).x() < box.caret(box.length).x() for box in boxes]
    assert starts == [True, False, True]


def test_a_long_title_ends_in_dots_where_its_language_ends(theme_manager, qtbot):
    sidebar = Sidebar(theme_manager)
    qtbot.addWidget(sidebar)
    sidebar.resize(264, 400)
    sidebar.show()
    title = f"{HEBREW} " * 30
    sidebar.set_listing(Listing((ConversationSummary(1, title.strip(), 1.0, ""),)))
    view = next(each for each in sidebar.findChildren(type(sidebar._pane._list)) if each.isVisible())
    row = view.visualRect(view.model().index_of(1))
    place = QRect(view.viewport().mapTo(sidebar, row.topLeft()), row.size())
    image = sidebar.grab(place).toImage()
    left, right = inked(image)
    middle, bottom = image.height() * 52 // 100, image.height() * 70 // 100
    assert not has_ink(image, left, left + 6, 0, middle)
    assert has_ink(image, left, left + 6, middle, bottom)
    assert right > left + 150
