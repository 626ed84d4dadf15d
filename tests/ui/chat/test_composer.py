import pytest
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.composer import Composer


@pytest.fixture
def composer(qtbot, theme_manager):
    widget = Composer(theme_manager)
    qtbot.addWidget(widget)
    widget.resize(700, 60)
    return widget


def press(composer, key):
    QTest.keyClick(composer.field, key)


def test_sending_gives_the_text_and_empties_the_field(composer, qtbot):
    composer.set_text("  hello\n\n")
    with qtbot.waitSignal(composer.send_requested) as sent:
        press(composer, Qt.Key.Key_Return)
    assert sent.args == ["  hello"]
    assert composer.text() == ""


def test_the_button_sends(composer, qtbot):
    composer.set_text("hello")
    with qtbot.waitSignal(composer.send_requested) as sent:
        composer.button.click()
    assert sent.args == ["hello"]


def test_nothing_but_spaces_is_not_sent(composer, qtbot):
    composer.set_text(" \n ")
    with qtbot.assertNotEmitted(composer.send_requested):
        press(composer, Qt.Key.Key_Return)


def test_the_button_is_only_ready_when_there_is_a_text(composer):
    assert not composer.button.isEnabled()
    composer.set_text("x")
    assert composer.button.isEnabled()


def test_while_generating_the_button_and_escape_stop(composer, qtbot):
    composer.set_generating(True)
    assert composer.button.isEnabled()
    assert "Stop" in composer.button.accessibleName()
    with qtbot.waitSignal(composer.stop_requested):
        composer.button.click()
    with qtbot.waitSignal(composer.stop_requested):
        press(composer, Qt.Key.Key_Escape)


def test_while_generating_enter_keeps_the_text(composer, qtbot):
    composer.set_generating(True)
    composer.set_text("next question")
    with qtbot.assertNotEmitted(composer.send_requested):
        press(composer, Qt.Key.Key_Return)
    assert composer.text() == "next question"


def test_the_draft_is_told_when_typing_pauses(composer, qtbot):
    with qtbot.waitSignal(composer.draft_changed, timeout=3000) as told:
        QTest.keyClicks(composer.field, "abc")
    assert told.args == ["abc"]


def test_the_draft_can_be_told_at_once(composer, qtbot):
    QTest.keyClicks(composer.field, "abc")
    with qtbot.waitSignal(composer.draft_changed) as told:
        composer.flush_draft()
    assert told.args == ["abc"]
    with qtbot.assertNotEmitted(composer.draft_changed):
        composer.flush_draft()


def test_the_first_character_is_told(composer, qtbot):
    with qtbot.waitSignal(composer.typing_began):
        QTest.keyClicks(composer.field, "a")
    with qtbot.assertNotEmitted(composer.typing_began):
        QTest.keyClicks(composer.field, "b")


def test_an_edit_is_sent_with_its_message_and_the_draft_comes_back(composer, qtbot):
    composer.set_text("my draft")
    composer.begin_edit(7, "old question")
    assert composer.is_editing
    assert composer.text() == "old question"
    QTest.keyClicks(composer.field, "!")
    with qtbot.waitSignal(composer.edit_submitted) as sent, qtbot.assertNotEmitted(composer.send_requested):
        press(composer, Qt.Key.Key_Return)
    assert sent.args == [7, "old question!"]
    assert composer.text() == "my draft"
    assert not composer.is_editing


def test_escape_gives_an_edit_up(composer):
    composer.set_text("my draft")
    composer.begin_edit(7, "old question")
    press(composer, Qt.Key.Key_Escape)
    assert composer.text() == "my draft"
    assert not composer.is_editing


def test_an_edit_is_not_told_as_a_draft(composer, qtbot):
    composer.set_text("my draft")
    composer.flush_draft()
    with qtbot.assertNotEmitted(composer.draft_changed):
        composer.begin_edit(7, "old question")
        QTest.keyClicks(composer.field, "abc")
        composer.flush_draft()


def test_another_message_can_be_edited_without_losing_the_draft(composer):
    composer.set_text("my draft")
    composer.begin_edit(7, "seven")
    composer.begin_edit(8, "eight")
    composer.cancel_edit()
    assert composer.text() == "my draft"


def test_another_conversation_ends_an_edit(composer):
    composer.begin_edit(7, "old question")
    composer.set_text("draft of the other")
    assert not composer.is_editing
    assert composer.text() == "draft of the other"


def test_an_edit_can_be_sent_while_a_reply_is_written(composer, qtbot):
    composer.set_generating(True)
    composer.begin_edit(7, "old question")
    with qtbot.waitSignal(composer.edit_submitted):
        press(composer, Qt.Key.Key_Return)


def test_the_placeholder_names_the_model(composer):
    composer.set_model_name("Tiny {model}")
    assert "Tiny {model}" in composer.field.placeholderText()


def test_every_control_has_a_name_for_screen_readers(composer):
    assert composer.field.accessibleName()
    assert composer.button.accessibleName()


def test_the_texts_follow_the_language(composer):
    class Upper(QTranslator):
        def translate(self, _context, text, _comment=None, _n=-1):
            return text.upper()

        def isEmpty(self):  # noqa: N802  Qt's name
            return False

    upper = Upper()
    QApplication.installTranslator(upper)
    QApplication.sendEvent(composer, QEvent(QEvent.Type.LanguageChange))
    shouted = composer.field.placeholderText()
    QApplication.removeTranslator(upper)
    QApplication.sendEvent(composer, QEvent(QEvent.Type.LanguageChange))
    assert shouted == composer.field.placeholderText().upper() != composer.field.placeholderText()
