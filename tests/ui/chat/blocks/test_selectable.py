import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.blocks.selection import Place
from tests.ui.chat.block_samples import enter_by_tab, move_mouse, place_of

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key
TEXT = """First *words* here.

- one item
- other item

```
code = 1
more = 2
```

| a | b |
|---|---|
| c | cell |
"""


def drag(view, start, end):
    QTest.mousePress(view, LEFT, pos=start)
    move_mouse(view, (start + end) / 2, LEFT)
    move_mouse(view, end, LEFT)
    QTest.mouseRelease(view, LEFT, pos=end)


def test_a_drag_selects_across_blocks(show_blocks):
    view = show_blocks(TEXT)
    drag(view, place_of(view, "words") - QPoint(20, 0), place_of(view, "other") + QPoint(19, 0))
    assert view.selected_text().split() == ["words", "here.", "•", "one", "item", "•", "other"]


def test_a_drag_tells_where_the_mouse_is(show_blocks, qtbot):
    view = show_blocks(TEXT)
    with qtbot.waitSignal(view.drag_selecting) as told:
        drag(view, QPoint(5, 5), QPoint(60, 5))
    assert view.mapFromGlobal(told.args[0]).y() == 5


def test_a_double_click_selects_a_word(show_blocks):
    view = show_blocks("some longer words")
    QTest.mouseDClick(view, LEFT, pos=place_of(view, "longer"))
    assert view.selected_text() == "longer"


def test_a_third_click_selects_the_paragraph_or_the_line_of_code_or_the_cell(show_blocks):
    view = show_blocks(TEXT)
    for words, whole in (("words", "First words here."), ("more", "more = 2"), ("cell", "cell")):
        place = place_of(view, words)
        QTest.mousePress(view, LEFT, pos=place)
        QTest.mouseRelease(view, LEFT, pos=place)
        QTest.mouseDClick(view, LEFT, pos=place)
        QTest.mouseClick(view, LEFT, pos=place)
        assert view.selected_text().strip().splitlines()[-1].split("\t")[-1] == whole
        QTest.mouseClick(view, LEFT, pos=QPoint(1, 1), delay=QApplication.doubleClickInterval() + 1)


def test_a_click_with_shift_goes_on_with_the_selection(show_blocks):
    view = show_blocks("some longer words")
    QTest.mouseClick(view, LEFT, pos=QPoint(0, 10))
    QTest.mouseClick(view, LEFT, SHIFT, place_of(view, "words") + QPoint(80, 0))
    assert view.selected_text() == "some longer words"


def test_all_is_selected_and_copied_by_keyboard(show_blocks, qtbot):
    view = show_blocks(TEXT)
    view.setFocus()
    QTest.keySequence(view, "Ctrl+A")
    with qtbot.waitSignal(view.copied):
        QTest.keySequence(view, "Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().startswith("First words here.\n\n• one item")
    assert "<em>words</em>" in data.html()
    assert "<td>cell</td>" in data.html()


def test_what_is_selected_is_also_markdown(show_blocks, qtbot):
    view = show_blocks(TEXT)
    view.select_all()
    with qtbot.waitSignal(view.copied):
        view.copy_markdown()
    assert QGuiApplication.clipboard().text().startswith("First *words* here.\n\n- one item")


def test_words_of_an_item_or_heading_are_copied_without_its_mark(show_blocks):
    view = show_blocks("# A heading\n\n- an item")
    QTest.mouseDClick(view, LEFT, pos=place_of(view, "heading"))
    assert view.selected_markdown() == "heading"
    QTest.mouseDClick(view, LEFT, pos=place_of(view, "item"))
    assert view.selected_text() == "item"


def test_shift_and_arrows_select(show_blocks):
    view = show_blocks("one two\n\nthree")
    view.setFocus()
    view.select(Place(0, 0), Place(0, 0))
    QTest.keyClick(view, KEYS.Key_Right, SHIFT | Qt.KeyboardModifier.ControlModifier)
    assert view.selected_text().strip() == "one"
    QTest.keyClick(view, KEYS.Key_End, SHIFT)
    assert view.selected_text() == "one two"
    QTest.keyClick(view, KEYS.Key_Down, SHIFT)
    assert view.selected_text() == "one two\n\nthree"
    QTest.keyClick(view, KEYS.Key_Up, SHIFT)
    assert view.selected_text() != "one two\n\nthree"


def test_the_caret_walks_through_all_blocks_and_back(show_blocks):
    view = show_blocks(TEXT + "\n\n$$x^2$$\n\nLast $y$ words")
    enter_by_tab(view)
    view.select(Place(0, 0), Place(0, 0))
    last = Place(len(view.blocks) - 1, view.stack.boxes[-1].length)
    for key, end in (
        (KEYS.Key_Right, last),
        (KEYS.Key_Left, Place(0, 0)),
        (KEYS.Key_Down, last),
        (KEYS.Key_Up, Place(0, 0)),
    ):
        seen = set()
        while view.selection.head not in seen:
            seen.add(view.selection.head)
            QTest.keyClick(view, key)
        assert view.selection.head == end


def test_keys_that_move_ask_for_the_caret_to_be_seen(show_blocks, qtbot):
    view = show_blocks("one\n\ntwo")
    enter_by_tab(view)
    with qtbot.waitSignal(view.reveal_requested) as asked:
        QTest.keyClick(view, KEYS.Key_Down)
    assert asked.args[0] >= view.stack.top(1)


def test_without_a_caret_plain_arrows_are_left_to_the_transcript(show_blocks):
    view = show_blocks("one\n\ntwo")
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClick(view, KEYS.Key_Down)
    assert view.selection is None


def test_a_caret_is_seen_only_where_the_keyboard_came_by_itself(show_blocks, theme_manager):
    view = show_blocks("word")
    view.activateWindow()

    def has_caret():
        picture = view.grab().toImage()
        return any(
            picture.pixelColor(1, y).name() == theme_manager.theme.accent for y in range(picture.height())
        )

    view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not has_caret()
    enter_by_tab(view)
    assert has_caret()


def test_a_formula_is_selected_whole(show_blocks, qtbot):
    view = show_blocks("before $x^2 + y^2$ after")
    box = view.stack.boxes[0]
    qtbot.waitUntil(lambda: box.is_laid_out and not box.waiting)
    start = box.text.index("x^2")
    assert box.next_position(start) == start + len("x^2 + y^2")
    assert box.previous_position(start + len("x^2 + y^2")) == start


@pytest.mark.parametrize("text", ["emoji 👍🏽 word", "한국어 단어 word", "שלום word"])
def test_positions_are_right_in_every_script(show_blocks, text):
    view = show_blocks(text)
    QTest.mouseDClick(view, LEFT, pos=place_of_word(view, text))
    assert view.selected_text() == "word"


def place_of_word(view, text):
    box = view.stack.boxes[0]
    units = len(text.encode("utf-16-le")) // 2
    rect = box.rects(units - 4, units)[0].translated(view.stack.origin(0))
    return rect.center().toPoint()
