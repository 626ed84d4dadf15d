import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from desktop_chat.markdown.blocks import Note, Paragraph, Run
from desktop_chat.ui.chat.blocks.stops import next_stop
from desktop_chat.ui.widgets.tooltips import as_tooltip
from tests.ui.chat.block_samples import long_code, move_mouse, paragraph, place_of

LEFT = Qt.MouseButton.LeftButton
NOTED = (
    Paragraph((Run("Some words"), Run("", note=1), Run(" and "), Run("here", link="https://a.org/b"))),
    paragraph("What it says", (Note(True, 1),)),
)


def test_a_clicked_link_is_told_and_not_opened(show_blocks, qtbot):
    view = show_blocks("[here](https://a.org/b)")
    with qtbot.waitSignal(view.link_activated) as told:
        QTest.mouseClick(view, LEFT, pos=place_of(view, "here"))
    assert told.args == [QUrl("https://a.org/b")]


def test_a_link_that_is_selected_is_not_followed(show_blocks, qtbot):
    view = show_blocks("[here](https://a.org/b)")
    place = place_of(view, "here")
    with qtbot.assertNotEmitted(view.link_activated):
        QTest.mousePress(view, LEFT, pos=place)
        move_mouse(view, place + QPoint(10, 0), LEFT)
        QTest.mouseRelease(view, LEFT, pos=place + QPoint(10, 0))
    assert view.has_selection


def test_a_hand_is_shown_over_a_link_and_its_address_told(show_blocks):
    view = show_blocks("text [here](https://a.org/b)")
    told = []
    view.link_pointed.connect(told.append)
    move_mouse(view, place_of(view, "here"))
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    move_mouse(view, place_of(view, "text"))
    assert view.cursor().shape() == Qt.CursorShape.IBeamCursor
    assert told == ["https://a.org/b", ""]


def test_the_address_of_a_link_is_told_until_the_pointer_leaves_the_text(show_blocks):
    view = show_blocks("[here](https://a.org/b)")
    told = []
    view.link_pointed.connect(told.append)
    move_mouse(view, place_of(view, "here"))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert told == ["https://a.org/b", ""]


def test_a_click_on_a_footnotes_number_goes_there(show_blocks, qtbot):
    view = show_blocks(NOTED)
    with qtbot.waitSignal(view.reveal_requested) as asked:
        rect = view.stack.boxes[0].rects(10, 11)[0]
        QTest.mouseClick(view, LEFT, pos=rect.center().toPoint())
    assert asked.args == [view.stack.top(1), view.stack.bottom(1)]


def test_what_a_footnote_says_is_shown_over_its_number(show_blocks):
    view = show_blocks(NOTED)
    move_mouse(view, view.stack.boxes[0].rects(10, 11)[0].center().toPoint())
    assert "What it says" in view.toolTip()


def test_a_tooltip_reads_nothing_as_markup():
    assert "<b>" not in as_tooltip("<b>bold</b>")


@pytest.fixture
def between_buttons(show_blocks, qtbot):
    """A view between two buttons, in a window that has the keyboard."""
    window = QWidget()

    def show(markdown):
        qtbot.addWidget(window)
        window.resize(700, 400)
        view = show_blocks(markdown)
        before, after = QPushButton("before"), QPushButton("after")
        layout = QHBoxLayout(window)
        for widget in (before, view, after):
            layout.addWidget(widget)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        view.expose(0, 10_000)
        before.setFocus(Qt.FocusReason.TabFocusReason)
        return view

    return show


def test_a_card_in_parts_has_the_buttons_of_one(show_blocks):
    stack = show_blocks(long_code(100)).stack
    visited = []
    while (stop := next_stop(stack, visited[-1] if visited else None)) is not None:
        visited.append(stop)
    assert len(visited) == 3
    assert next_stop(stack, visited[0], backwards=True) is None


def walk(view, key, steps):
    visited = []
    for _step in range(steps):
        QTest.keyClick(QApplication.focusWidget(), key)
        focused = QApplication.focusWidget()
        if focused is view:
            visited.append(view.current_stop.span.run.text if view.current_stop else "text")
        else:
            visited.append(focused.accessibleName() or focused.text())
    return visited


WALKED = "A [first](https://a.org) link\n\n```\ncode\n```\n\nA [second](https://b.org) link"
STOPS = ["text", "first", "Wrap long lines", "Save code…", "Copy", "second"]


def test_tab_walks_through_links_and_code_buttons_and_on(between_buttons):
    assert walk(between_buttons(WALKED), Qt.Key.Key_Tab, 7) == [*STOPS, "after"]


def test_shift_and_tab_walk_back(between_buttons):
    view = between_buttons(WALKED)
    walk(view, Qt.Key.Key_Tab, 7)
    assert walk(view, Qt.Key.Key_Backtab, 7) == [*reversed(STOPS), "before"]


def test_enter_follows_the_link_that_the_keyboard_is_at(between_buttons, qtbot):
    view = between_buttons(WALKED)
    walk(view, Qt.Key.Key_Tab, 6)
    with qtbot.waitSignal(view.link_activated) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [QUrl("https://b.org")]


def test_a_link_that_the_keyboard_goes_to_asks_to_be_seen(between_buttons, qtbot):
    view = between_buttons(WALKED)
    with qtbot.waitSignal(view.reveal_requested) as asked:
        walk(view, Qt.Key.Key_Tab, 2)
    assert asked.args[0] <= place_of(view, "first").y() <= asked.args[1]


def test_the_buttons_of_code_are_passed_by_from_elsewhere(between_buttons):
    view = between_buttons(WALKED)
    assert all(
        button.focusPolicy() == Qt.FocusPolicy.NoFocus
        for button in view.findChildren(QWidget)
        if button.accessibleName() == "Copy"
    )
