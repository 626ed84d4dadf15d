"""Several windows on one app: opened, followed, closed, and back at the next start."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QSize

from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.sidebar.requests import OpenApart
from tests.app.speakers import GREETING


@pytest.fixture
def greeted(person, models):
    """A person whose first question is answered."""
    person.start_with(models["greeter"])
    person.ask("Hello")
    return person


def open_window(person):
    """Open one more window by keys, and give its controller."""
    before = len(person.app.windows.all)
    person.press("Ctrl+Shift+N")
    assert len(person.app.windows.all) == before + 1
    person.wait(person.window.isActiveWindow)
    return person.app.controller


def shown_in(controller):
    return [getattr(view, "text", view.message.text) for view in controller.window.transcript.views]


def visible_windows(person):
    return [
        each for each in person.qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()
    ]


def test_a_further_window_begins_a_conversation_beside_the_first(greeted, models):
    first = greeted.app.controller
    second = open_window(greeted)
    assert second.window.pos() == first.window.pos() + QPoint(28, 28)
    assert second.window.size() == first.window.size()
    assert second.window.empty_state.isVisible()
    assert second.conversation.model == models["greeter"]
    greeted.send("And you?")
    greeted.wait(lambda: shown_in(second) == ["And you?", GREETING])
    assert shown_in(first) == ["Hello", GREETING]
    greeted.wait(lambda: greeted.titles == ["And you?", "Hello"])


def test_a_conversation_opens_in_a_window_of_its_own_and_both_follow_it(greeted):
    first = greeted.app.controller
    first.window.sidebar.requested.emit(OpenApart(greeted.conversation.id))
    greeted.wait(lambda: greeted.app.controller is not first)
    second = greeted.app.controller
    greeted.wait(lambda: shown_in(second) == ["Hello", GREETING])
    greeted.send("Again")
    greeted.wait(lambda: shown_in(first) == shown_in(second) == ["Hello", GREETING, "Again", GREETING])


def test_closing_a_window_keeps_the_other_and_what_was_typed(greeted):
    first = greeted.app.controller
    second = open_window(greeted)
    greeted.type("half a thought")
    second.window.close()
    greeted.wait(lambda: not shiboken6.isValid(second.window))
    assert greeted.app.windows.all == [first]
    first.raise_window()
    greeted.wait(first.window.isActiveWindow)
    greeted.press("Ctrl+N")
    assert greeted.composer.text() == "half a thought"


def test_a_reply_goes_on_when_its_window_is_closed(person, models):
    person.start_with(models["endless"])
    person.begin_reply()
    conversation_id = person.conversation.id
    first = person.app.controller
    open_window(person)
    first.window.close()
    person.wait(lambda: person.app.windows.all != [first] and len(person.app.windows.all) == 1)
    assert person.app.services.turns.is_busy(conversation_id)
    person.app.controller.window.sidebar.conversation_chosen.emit(conversation_id)
    person.wait(lambda: person.shown() and len(person.shown()[-1]) > 300)
    person.press("Escape")
    person.wait(lambda: not person.app.services.turns.is_busy(conversation_id))


def test_every_window_is_back_after_the_app_was_quit(greeted):
    greeted.window.resize(703, 537)
    open_window(greeted).window.resize(751, 604)
    greeted.press("Ctrl+Shift+S")
    greeted.send("Second")
    greeted.wait(lambda: greeted.titles == ["Second", "Hello"])
    greeted.wait(lambda: not greeted.app.services.turns.replies)
    greeted.restart()
    greeted.wait(lambda: len(visible_windows(greeted)) == 2)
    front, behind = greeted.app.windows.all
    greeted.wait(lambda: shown_in(front) == ["Second", GREETING] and shown_in(behind) == ["Hello", GREETING])
    assert front.window.sidebar.is_collapsed
    assert not behind.window.sidebar.is_collapsed
    assert (front.window.size(), behind.window.size()) == (QSize(751, 604), QSize(703, 537))


def test_a_window_that_was_closed_before_is_not_back(greeted):
    second = open_window(greeted)
    second.window.close()
    greeted.wait(lambda: len(greeted.app.windows.all) == 1)
    greeted.restart()
    assert len(greeted.app.windows.all) == 1
    assert greeted.shown() == ["Hello", GREETING]


def test_a_model_that_is_opened_in_one_window_stays_out_of_the_other(greeted, models):
    first = greeted.app.controller
    second = open_window(greeted)
    second.add_model(models["other"])
    greeted.wait(lambda: second.conversation.model == models["other"])
    greeted.wait_for_model(models["other"])
    assert first.conversation.model == models["greeter"]
    assert second.window.top_bar.model_button.text() == "Other"


def test_what_goes_wrong_is_said_in_the_window_in_front_alone(greeted, tmp_path):
    first = greeted.app.controller
    second = open_window(greeted)
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"no model")
    second.add_model(str(broken))
    greeted.wait(second.window.banner.isVisible)
    assert not first.window.banner.isVisible()
