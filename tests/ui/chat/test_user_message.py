import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.chat.messages import Attachment
from desktop_chat.ui.chat.attachment_window import AttachmentWindow
from desktop_chat.ui.chat.model_names import ModelNames
from desktop_chat.ui.chat.user_message import FOLDED_CHARACTERS, FOLDED_LINES, UserMessage, folded_length
from tests.ui.chat.samples import document_style, message, shown


@pytest.fixture
def make(qtbot, theme_manager):
    def build(text, **values):
        view = UserMessage(
            theme_manager, document_style(theme_manager), message(1, "user", text, **values), ModelNames()
        )
        qtbot.addWidget(view)
        view.fit_width(700)
        return view

    return build


def test_text_is_shown_as_it_was_typed(make):
    view = make("**not bold**\n\n  <b>&amp;\n# no title")
    assert shown(view) == "**not bold**\n\n  <b>&amp;\n# no title"


def test_the_bubble_is_as_wide_as_its_text_and_stands_on_the_right(make):
    short, long = make("hi"), make("word " * 200)
    assert short.body.width() < 100
    assert short.body.geometry().right() > 600
    assert long.body.width() > 400
    assert long.body.x() > 50


def test_an_unbroken_line_stays_inside(make):
    view = make("x" * 2000)
    assert view.body.x() > 0
    assert view.height() > 200


def test_a_long_message_is_folded_until_asked_for(make, qtbot):
    view = make("\n".join(f"line {number}" for number in range(500)))
    folded = view.height()
    assert "line 499" not in shown(view)
    with qtbot.waitSignal(view.height_changed):
        view.more_button.click()
    view.fit_width(700)
    assert view.height() > folded
    assert "line 499" in shown(view)
    assert view.more_button is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("short", 5),
        ("x" * (FOLDED_CHARACTERS + 10), FOLDED_CHARACTERS + 10),
        ("x" * 10_000, FOLDED_CHARACTERS),
        ("a\n" * 500, 2 * FOLDED_LINES - 1),
        ("a\n" * FOLDED_LINES + "b", 2 * FOLDED_LINES + 1),
    ],
)
def test_only_much_too_long_messages_are_folded(text, length):
    assert folded_length(text) == length


def test_the_message_can_be_edited_and_copied(make, qtbot):
    view = make("question")
    view.set_newest(True)
    view._look(True)
    with qtbot.waitSignal(view.edit_requested) as told:
        view.footer.again_button.click()
    assert told.args == [1]
    with qtbot.assertNotEmitted(view.copied):
        view.footer.copy_button.click()
    assert view.footer.copy_button.accessibleName() == "Copied"


def test_a_message_that_is_copied_by_keys_tells_it(make, qtbot):
    view = make("question")
    with qtbot.waitSignal(view.copied):
        view.copy_text()


def test_fenced_code_is_shown_as_code(make):
    view = make("Look:\n```python\nx = 1\n```")
    assert [type(block).__name__ for block in view.body.blocks] == ["Paragraph", "Code"]


def test_attachments_stand_below_the_bubble_and_show_their_text(make, qtbot):
    view = make("question", attachments=(Attachment("notes.txt", "the notes"), Attachment("b.py", "x = 1")))
    view.show()
    qtbot.waitExposed(view)
    first, second = view.attachments.chips
    assert view.attachments.y() > view.body.geometry().bottom()
    assert first.geometry().right() < second.geometry().left()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, AttachmentWindow))
    assert window.view.toPlainText() == "the notes"
    window.close()


def test_a_message_of_attachments_alone_has_no_bubble(make):
    view = make("", attachments=(Attachment("notes.txt", "the notes"),))
    assert view.body.isHidden()
    assert view.attachments.y() < 10


def test_unfolded_text_stays_unfolded_when_the_view_is_made_again(make, qtbot, theme_manager):
    view = make("\n".join(f"line {number}" for number in range(500)))
    QTest.mouseClick(view.more_button, Qt.MouseButton.LeftButton)
    again = UserMessage(
        theme_manager, document_style(theme_manager), view.message, ModelNames(), state=view.state
    )
    qtbot.addWidget(again)
    assert "line 499" in shown(again)


def test_a_question_can_be_edited_branched_from_and_deleted(make, qtbot):
    view = make("question")
    for entry, signal in (
        ("Edit", view.edit_requested),
        ("Branch from here", view.branch_requested),
        ("Delete", view.delete_requested),
    ):
        view.open_menu(view.mapToGlobal(QPoint(5, 5)))
        menu = QApplication.activePopupWidget()
        with qtbot.waitSignal(signal) as told:
            next(action for action in menu.actions() if action.text() == entry).trigger()
        assert told.args == [1]
        menu.close()
