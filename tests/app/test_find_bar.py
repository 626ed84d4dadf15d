"""Finding words in the open conversation: keys, counts, and what follows the conversation."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.app.speakers import GREETING


@pytest.fixture
def greeted(person, models):
    """A person with three questions that are answered."""
    person.start_with(models["greeter"])
    for text in ("Hello", "Nice day", "안녕"):
        person.ask(text)
    return person


def bar_of(person):
    return person.app.controller._finding.bar


def find(person, text):
    """Press the keys, type, and wait until everything is looked at."""
    person.press("Ctrl+F")
    bar = bar_of(person)
    assert bar.field.hasFocus()
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(bar.field, typed)
    person.wait(lambda: person.app.controller._finding._finder.is_done)
    return bar


def at(person):
    """Give the text of the message whose hit has the ring."""
    (view,) = [each for each in person.transcript.views if each.body._current_hit is not None]
    return view.message.text


def test_hits_are_counted_and_gone_through(greeted):
    bar = find(greeted, "nice")
    assert bar.count.text() == "1 of 4"
    assert at(greeted) == GREETING
    greeted.press("Return", bar.field)
    assert (bar.count.text(), at(greeted)) == ("2 of 4", "Nice day")
    greeted.press("F3", bar.field)
    assert bar.count.text() == "3 of 4"
    greeted.press("Shift+Return", bar.field)
    greeted.press("Shift+F3", bar.field)
    greeted.press("Shift+F3", bar.field)
    assert bar.count.text() == "4 of 4"
    greeted.click(bar.next_button)
    assert bar.count.text() == "1 of 4"


def test_what_is_not_there_is_said(greeted):
    bar = find(greeted, "lighthouse")
    assert bar.count.text() == "Not found"
    assert not bar.next_button.isEnabled()


def test_a_syllable_is_found_while_it_is_composed(greeted):
    greeted.press("Ctrl+F")
    bar = bar_of(greeted)
    QApplication.sendEvent(bar.field, QInputMethodEvent("안", []))
    greeted.wait(lambda: bar.count.text() == "1 of 4")


def test_escape_takes_the_marks_away_and_the_keyboard_goes_back(greeted):
    bar = find(greeted, "nice")
    greeted.press("Escape", bar.field)
    assert not bar.isVisible()
    assert not any(each.body.hit_tops() for each in greeted.transcript.views)
    assert greeted.composer.field.hasFocus()


def test_a_reply_that_comes_is_searched_too(greeted):
    bar = find(greeted, "nice")
    greeted.ask("Nice again")
    greeted.wait(lambda: bar.count.text() == "1 of 6")


def test_another_conversation_closes_the_bar(greeted):
    bar = find(greeted, "nice")
    greeted.click(greeted.button("New chat"))
    greeted.wait(lambda: not bar.isVisible())


def test_the_next_hit_without_a_bar_opens_it(greeted):
    greeted.press("F3")
    assert bar_of(greeted).field.hasFocus()


def test_without_messages_all_conversations_are_searched(person):
    person.start()
    person.press("Ctrl+F")
    assert bar_of(person) is None
    assert QApplication.focusWidget().accessibleName() == "Search all conversations"


def test_the_words_that_are_selected_are_looked_for(greeted):
    view = next(each for each in greeted.transcript.views if each.message.text == "Nice day")
    view.body.select_all()
    greeted.press("Ctrl+F")
    greeted.wait(lambda: bar_of(greeted).count.text() == "1 of 1")
    assert bar_of(greeted).text == "Nice day"


def test_the_bar_covers_no_message(greeted):
    greeted.transcript.verticalScrollBar().setValue(0)
    bar = find(greeted, "nice")
    (view, *_) = greeted.transcript.views
    greeted.wait(lambda: view.mapTo(greeted.transcript, QPoint()).y() >= bar.geometry().bottom())
    greeted.press("Escape", bar.field)
    greeted.wait(lambda: view.mapTo(greeted.transcript, QPoint()).y() < bar.geometry().bottom())
