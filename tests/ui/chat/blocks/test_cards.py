import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_chat.markdown.blocks import Code
from desktop_chat.ui.chat.blocks.card_header import CardHeader
from desktop_chat.ui.chat.blocks.languages import language_name
from tests.ui.chat.block_samples import colors, enter_by_tab, long_code, move_mouse, place_of

WIDE = "```python\n" + "x = 1; " * 60 + "\n```"


def headers(view):
    shown = [header for header in view.findChildren(CardHeader) if header.isVisible()]
    return sorted(shown, key=CardHeader.y)


def turn(view, place, x=0, y=0, modifiers=Qt.KeyboardModifier.NoModifier):
    event = QWheelEvent(
        QPointF(place), view.mapToGlobal(QPointF(place)), QPoint(), QPoint(x, y), Qt.MouseButton.NoButton,
        modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.wheelEvent(event)
    return event.isAccepted()


def test_each_card_has_a_button_that_copies_it(show_blocks, qtbot):
    view = show_blocks("```\nfirst\n```\n\ntext\n\n```python\nsecond = 2\n\nthird\n```")
    first, second = headers(view)
    with qtbot.assertNotEmitted(view.copied):  # the button says it itself
        second.copy_button.click()
    assert QGuiApplication.clipboard().text() == "second = 2\n\nthird"
    assert second.copy_button.accessibleName() == "Copied"
    assert first.copy_button.accessibleName() == "Copy"


def test_each_card_can_be_saved(show_blocks, qtbot):
    view = show_blocks("```python\nx = 1\n```")
    with qtbot.waitSignal(view.save_requested) as asked:
        headers(view)[0].save_button.click()
    assert asked.args == ["x = 1", "python"]


def test_a_card_in_parts_has_one_header_and_is_copied_whole(show_blocks):
    view = show_blocks(long_code(100))
    assert len(view.blocks) == 3
    assert len(headers(view)) == 1
    headers(view)[0].copy_button.click()
    assert QGuiApplication.clipboard().text() == "\n".join(f"value_{n} = {n}" for n in range(100))


def test_a_line_cut_into_parts_is_copied_as_one(show_blocks):
    parts = (Code("", "one "), Code("", "line", (), 1, continues_line=True))
    headers(show_blocks(parts))[0].copy_button.click()
    assert QGuiApplication.clipboard().text() == "one line"


def test_headers_are_there_only_for_cards_in_sight(show_blocks):
    view = show_blocks("```\na\n```\n\n" + "word\n\n" * 300 + "```\nb\n```")
    view.expose(0, 300)
    assert len(headers(view)) == 1
    view.set_blocks(())
    assert not headers(view)


def test_a_header_names_its_language(show_blocks, theme_manager):
    header = headers(show_blocks("```cpp\nint x;\n```"))[0]
    assert header.accessibleName() == "Code, C++"
    assert colors(header) > {theme_manager.theme.code_ground}


@pytest.mark.parametrize(
    ("word", "name"), [("py", "Python"), ("C++", "C++"), ("{.rust}", "Rust"), ("brainf", "brainf"), ("", "")]
)
def test_languages_are_named_as_people_write_them(word, name):
    assert language_name(word) == name


def test_the_header_of_a_long_card_stays_in_sight(show_blocks, qtbot):
    view = show_blocks(long_code(200))
    area, carrier = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    view.setParent(carrier)
    view.move(0, 0)
    carrier.resize(500, view.content_height)
    area.setWidget(carrier)
    area.resize(540, 300)
    view.show()
    with qtbot.waitExposed(area):
        area.show()
    view.expose(0, 100_000)
    header = headers(view)[0]
    assert header.y() == 0
    area.verticalScrollBar().setValue(1_000)
    assert header.y() == 1_000
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert header.geometry().bottom() < view.content_height
    view.setParent(None)


def test_lines_are_wrapped_by_a_button_and_unwrapped(show_blocks, qtbot):
    view = show_blocks(WIDE)
    height = view.content_height
    button = headers(view)[0].wrap_button
    with qtbot.waitSignal(view.height_changed):
        button.click()
    assert view.content_height > height
    button.click()
    assert view.content_height == height


def test_a_wide_card_is_scrolled_by_the_wheel_sideways_and_with_shift(show_blocks):
    view = show_blocks(WIDE)
    place, pan = place_of(view, "x = 1"), view.stack.boxes[0].pan
    assert turn(view, place, x=-120)
    moved = pan.offset
    assert moved > 0
    assert turn(view, place, y=-120, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert pan.offset > moved
    turn(view, place, x=100_000)
    assert pan.offset == 0


def test_the_wheel_is_left_to_the_transcript(show_blocks):
    view = show_blocks(WIDE + "\n\ntext")
    assert not turn(view, place_of(view, "x = 1"), y=-120)
    assert not turn(view, place_of(view, "text"), x=-120)


def test_the_bar_of_a_wide_card_is_dragged(show_blocks):
    view = show_blocks(WIDE)
    box = view.stack.boxes[0]
    handle = box.pan.handle(box.track()).center().toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=handle)
    move_mouse(view, handle + QPoint(50, 0), Qt.MouseButton.LeftButton)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=handle)
    assert box.pan.offset > 50
    assert not view.has_selection


def test_the_caret_is_seen_at_the_end_of_a_wide_line(show_blocks):
    view = show_blocks(WIDE)
    enter_by_tab(view)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.stack.boxes[0].pan.offset > 0
    assert view.stack.boxes[0].caret(view.stack.boxes[0].length).left() < 500


def test_a_card_that_grows_keeps_how_it_is_scrolled_and_wrapped(show_blocks):
    view = show_blocks((Code("", "long " * 100, is_open=True),))
    turn(view, QPoint(50, 50), x=-240)
    offset = view.stack.boxes[0].pan.offset
    view.replace_from(0, (Code("", "long " * 100 + "\nmore", is_open=True),))
    assert view.stack.boxes[0].pan.offset == offset > 0


def test_code_has_a_ground_of_its_own(show_blocks, theme_manager):
    assert theme_manager.theme.code_ground in colors(show_blocks("```\nx\n```"))


def test_known_code_gets_colours(show_blocks, qtbot):
    plain = colors(show_blocks("```\nreturn\n```"))
    view = show_blocks("```python\nreturn\n```")
    qtbot.waitUntil(lambda: len(view.stack.boxes[0].card.colours) == 1)
    keyword = view.stack.boxes[0].card.colours[0].colors[0]
    assert keyword not in plain
    qtbot.waitUntil(lambda: keyword in colors(view))


def test_code_that_grows_is_coloured_line_by_line_and_the_whole_at_its_end(show_blocks, qtbot):
    view = show_blocks((Code("python", 'x = """a\nb', is_open=True),))
    card = view.stack.boxes[0].card
    qtbot.waitUntil(lambda: 0 in card.colours)
    assert card.colours[0].text == 'x = """a\n'
    view.replace_from(0, (Code("python", 'x = """a\nb"""\ny = 1'),))
    qtbot.waitUntil(lambda: card.colours[0].text == 'x = """a\nb"""\ny = 1')


def test_a_string_over_several_parts_is_one_string(show_blocks, qtbot):
    parts = (Code("python", 'x = """a\nb'), Code("python", "def c\nd", (), 1), Code("python", 'e"""', (), 2))
    view = show_blocks(parts)
    card = view.stack.boxes[0].card
    qtbot.waitUntil(lambda: len(card.colours) == 3)
    assert len(set(card.colours[1].colors)) == 1
