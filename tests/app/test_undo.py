"""What can be lost comes back: each with its own way, and none with a question as well."""

import pytest
from PySide6.QtWidgets import QMessageBox

from tests.app.speakers import GREETING


@pytest.fixture
def greeted(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    return person


def press_in_notice(person, name):
    (button,) = [each for each in person.composer.notice.buttons if each.text() == name]
    person.click(button)


def asks_nothing(person):
    return not [
        each for each in person.qapp.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()
    ]


def test_a_deleted_message_comes_back_with_the_keys(greeted):
    greeted.transcript.delete_requested.emit(greeted.transcript.message_ids[0])
    greeted.wait(lambda: greeted.window.toast.has_action)
    assert asks_nothing(greeted)
    greeted.wait(lambda: "Hello" not in greeted.shown())
    greeted.press("Ctrl+Z")
    greeted.wait(lambda: greeted.shown() == ["Hello", GREETING])


def test_what_is_typed_is_undone_before_what_was_deleted(greeted):
    greeted.transcript.delete_requested.emit(greeted.transcript.message_ids[0])
    greeted.wait(lambda: greeted.window.toast.has_action)
    greeted.type("word")
    greeted.press("Ctrl+Z")
    assert greeted.composer.text() == ""
    assert greeted.window.toast.has_action


def test_a_change_that_is_given_up_comes_back(greeted):
    greeted.press("Alt+Up")
    greeted.type(" again")
    greeted.press("Escape")
    assert greeted.composer.text() == ""
    press_in_notice(greeted, "Undo")
    assert greeted.composer.is_editing
    assert greeted.composer.text() == "Hello again"


def test_an_edit_without_a_change_is_given_up_without_a_word(greeted):
    greeted.press("Alt+Up")
    greeted.press("Escape")
    assert greeted.composer.notice is None or not greeted.composer.notice.isVisible()


def test_a_change_is_still_there_when_its_conversation_is_opened_again(greeted):
    conversation_id = greeted.conversation.id
    greeted.press("Alt+Up")
    greeted.type(" again")
    greeted.click(greeted.button("New chat"))
    greeted.wait(lambda: greeted.conversation is None)
    assert greeted.composer.text() == ""
    greeted.window.sidebar.conversation_chosen.emit(conversation_id)
    greeted.wait(lambda: greeted.conversation is not None)
    assert greeted.composer.is_editing
    assert greeted.composer.text() == "Hello again"
    greeted.press("Escape")
    assert greeted.composer.text() == ""


def test_another_edit_offers_the_way_back_to_the_first(greeted):
    greeted.ask("Second")
    greeted.press("Alt+Up")
    greeted.type(" changed")
    greeted.transcript.edit_requested.emit(greeted.transcript.message_ids[0])
    assert greeted.composer.text() == "Hello"
    press_in_notice(greeted, "Undo")
    assert greeted.composer.text() == "Second changed"


def test_a_starter_gives_back_what_was_typed(person, models):
    person.start_with(models["greeter"])
    person.type("half a thought")
    person.window.empty_state.starter_chosen.emit("Tell me a story")
    assert person.composer.text() == "Tell me a story"
    press_in_notice(person, "Undo")
    assert person.composer.text() == "half a thought"


def test_a_model_taken_off_the_list_comes_back(greeted, models):
    path = models["greeter"]
    greeted.window.switcher.remove_requested.emit(path)
    greeted.wait(lambda: not greeted.app.library.find(path))
    assert asks_nothing(greeted)
    greeted.click(greeted.button("Undo", greeted.window.toast))
    greeted.wait(lambda: greeted.app.library.find(path))


def test_a_renamed_conversation_has_its_title_back(greeted):
    from desktop_chat.ui.sidebar.requests import Rename

    greeted.window.sidebar.requested.emit(Rename(greeted.conversation.id, "Other"))
    greeted.wait(lambda: greeted.titles == ["Other"])
    greeted.window.sidebar.undo_requested.emit()
    greeted.wait(lambda: greeted.titles == ["Hello"])
