import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.ui.chat.block_view import BlockView
from desktop_chat.ui.chat.blocks.accessible import MAX_SPOKEN
from tests.ui.chat.block_samples import paragraph
from tests.ui.chat.samples import document_style

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def test_a_screen_reader_hears_the_name_and_the_words(show_blocks):
    view = show_blocks("# Head\n\nSome *words*\n\n```\ncode\n```")
    view.setAccessibleName("Reply")
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.StaticText
    assert told.text(NAME) == "Reply"
    assert told.text(DESCRIPTION) == "Head\nSome words\ncode"


def test_a_long_text_is_told_in_part(show_blocks):
    view = show_blocks(tuple(paragraph("word " * 100) for _number in range(100)))
    told = QAccessible.queryAccessibleInterface(view).text(DESCRIPTION)
    assert len(told) <= MAX_SPOKEN + 1
    assert told.endswith("…")


def test_views_that_go_take_what_was_told_with_them(theme_manager):
    for _time in range(20):
        view = BlockView(theme_manager, document_style(theme_manager))
        view.set_blocks((paragraph("words"),))
        told = QAccessible.queryAccessibleInterface(view)
        assert told.text(DESCRIPTION) == "words"
        view.deleteLater()
        QApplication.sendPostedEvents(view, QEvent.Type.DeferredDelete)
        assert not shiboken6.isValid(told)


def test_everything_that_can_be_pressed_has_a_name(show_blocks):
    view = show_blocks("```\ncode\n```")
    buttons = [each for each in view.findChildren(QWidget) if each.isVisible() and hasattr(each, "click")]
    assert len(buttons) == 3
    assert all(button.accessibleName() for button in buttons)
