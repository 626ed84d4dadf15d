"""Being called back to a reply: its mark in the sidebar, and the window that a notification leads to."""

import pytest

from desktop_chat.ui.reply_marks import Marks


@pytest.fixture
def answered_unseen(person, models):
    """A person who began another chat while the model was being loaded; gives the first one's id."""
    person.start(models["greeter"])
    person.wait(lambda: person.app.conversation.model)
    person.send("Hello")
    person.wait(lambda: person.conversation is not None)
    first = person.conversation.id
    person.click(person.button("New chat"))
    person.wait(lambda: marks(person).unseen == {first})
    return first


def marks(person) -> Marks:
    return person.app.services.marks.marks


def test_a_reply_that_ends_out_of_sight_is_marked_until_its_conversation_is_opened(answered_unseen, person):
    assert marks(person).writing == frozenset()
    person.window.sidebar.conversation_chosen.emit(answered_unseen)
    person.wait(lambda: person.conversation is not None)
    assert marks(person) == Marks()


def test_a_reply_in_the_window_before_the_user_is_not_marked(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    assert marks(person) == Marks()


def test_a_notification_leads_to_the_conversation_in_the_window_in_front(answered_unseen, person):
    person.app.windows.show_conversation(answered_unseen)
    person.wait(lambda: person.conversation is not None and person.conversation.id == answered_unseen)
    assert marks(person) == Marks()


def test_a_notification_leads_to_the_window_that_shows_the_conversation(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    conversation_id = person.conversation.id
    first = person.app.controller
    person.press("Ctrl+Shift+N")
    person.wait(lambda: person.app.controller is not first and person.window.isActiveWindow())
    person.app.windows.show_conversation(conversation_id)
    person.wait(first.window.isActiveWindow)
    assert person.app.controller is first
    assert len(person.app.windows.all) == 2


def test_what_was_unseen_is_seen_when_its_window_comes_to_the_front(person, models):
    person.start_with(models["greeter"])
    first = person.app.controller
    person.send("Hello")
    person.wait(lambda: person.conversation is not None)
    conversation_id = person.conversation.id
    person.press("Ctrl+Shift+N")
    person.wait(lambda: person.app.controller is not first and person.window.isActiveWindow())
    person.wait(lambda: not person.app.services.turns.replies)
    first.raise_window()
    person.wait(first.window.isActiveWindow)
    person.wait(lambda: conversation_id not in marks(person).unseen)
