"""What a person does with single messages in the window: versions, comparing, going on, deleting, branching."""

import pytest

from desktop_chat.chat.messages import Draft
from tests.app.speakers import GREETING, OTHER


@pytest.fixture
def greeted(person, models):
    """A person whose first question is answered, with a second model on the list."""
    person.start_with(models["greeter"])
    person.app.library.add(models["other"])
    person.wait(lambda: person.app.library.find(models["other"]))
    person.wait(lambda: person.app.conversation.model == models["greeter"])
    person.ask("Hello")
    return person


def act(person, view, name):
    """Choose an entry of the menu of a message."""
    person.transcript.step_message(-1)
    person.click(person.button("More actions", view))
    person.choose_in_menu(name)


def choose_model(person, name):
    person.wait_for_menu_with(name)
    person.choose_in_menu(name)


def test_a_stopped_reply_goes_on(person, models):
    person.start_with(models["endless"])
    person.begin_reply(characters=40)
    person.press("Escape")
    person.wait(lambda: person.ended)
    stopped = person.ended[0].text
    person.click(person.button("Continue", person.reply))
    person.wait(lambda: len(person.shown()[-1]) > len(stopped) + 30)
    assert person.shown()[-1].startswith(stopped)
    assert len(person.transcript.message_ids) == 2
    person.press("Escape")
    person.wait(lambda: len(person.ended) == 2)
    assert person.shown()[-1] == person.ended[1].text


def test_a_reply_of_another_model_is_another_version(greeted, models):
    act(greeted, greeted.reply, "Try again with another model…")
    choose_model(greeted, "Other")
    greeted.wait(lambda: len(greeted.ended) == 2)
    assert greeted.shown() == ["Hello", OTHER]
    assert greeted.reply.message.sibling_ids == tuple(each.id for each in greeted.ended)
    assert greeted.app.conversation.model == models["greeter"]


def test_two_models_are_compared_and_one_is_chosen(greeted):
    act(greeted, greeted.reply, "Compare with another model…")
    choose_model(greeted, "Other")
    greeted.wait(lambda: len(greeted.ended) == 2)
    assert greeted.shown() == ["Hello", GREETING, OTHER]
    greeted.restart()
    greeted.wait(lambda: greeted.shown() == ["Hello", GREETING, OTHER])
    greeted.transcript.beside_chosen.emit(greeted.transcript.views[-1].message.id)
    greeted.wait(lambda: greeted.shown() == ["Hello", OTHER])
    greeted.restart()
    assert greeted.shown() == ["Hello", OTHER]


def test_a_model_is_called_in_its_replies_as_in_its_list_also_in_what_goes_out(greeted, qapp):
    assert greeted.reply.footer.details_button.text().startswith("Greeter · ")
    greeted.app.controller.exchange.copy_markdown()
    greeted.wait(lambda: GREETING in qapp.clipboard().text())
    assert "Greeter" in qapp.clipboard().text()
    assert "greeter" not in qapp.clipboard().text()


def test_a_deleted_message_comes_back_with_undo(greeted):
    act(greeted, greeted.reply, "Delete")
    greeted.wait(lambda: greeted.shown() == ["Hello"])
    assert greeted.window.toast.text == "Message deleted."
    greeted.click(greeted.button("Undo", greeted.window.toast))
    greeted.wait(lambda: greeted.shown() == ["Hello", GREETING])


def test_a_branch_is_a_conversation_of_its_own(greeted):
    first = greeted.conversation.id
    greeted.ask("More")
    act(greeted, greeted.transcript.views[1], "Branch from here")
    greeted.wait(lambda: greeted.conversation.id != first and greeted.shown() == ["Hello", GREETING])
    greeted.wait(lambda: len(greeted.titles) == 2)


def test_a_message_that_waits_is_sent_when_the_reply_is_done(person, tmp_path):
    from tests.support.gguf_factory import SLOW, scripted

    words = " ".join(f"word{number}" for number in range(40))
    person.start_with(str(scripted(tmp_path / "slow.gguf", words, name="Slow", **SLOW)))
    person.begin_reply(characters=10)
    person.send("next")
    assert person.composer.queued.draft == Draft("next")
    person.wait(lambda: len(person.ended) == 2)
    assert person.shown() == ["Go on", words, "next", words]
    assert not person.composer.queued.isVisible()


def test_a_message_that_waits_is_taken_back_to_the_field(person, models):
    person.start_with(models["endless"])
    person.begin_reply(characters=40)
    person.send("next")
    person.click(person.composer.queued.edit_button)
    assert person.composer.text() == "next"
    person.press("Ctrl+A")
    person.press("Delete")
    person.press("Escape")
    person.wait(lambda: person.ended)
    assert person.composer.text() == ""
    assert len(person.transcript.message_ids) == 2


def test_a_text_that_waits_is_in_the_field_after_the_app_was_closed(person, models):
    person.start_with(models["endless"])
    person.begin_reply(characters=40)
    person.send("next")
    person.restart()
    person.wait(lambda: person.composer.text() == "next")


def test_the_reader_finds_their_place_again(greeted):
    for number in range(8):
        greeted.ask(f"Question {number}\n" + "line\n" * 12)
    greeted.transcript.verticalScrollBar().setValue(0)
    top = greeted.transcript.place()
    assert top is not None
    was_open = greeted.conversation.id
    greeted.press("Ctrl+N")
    greeted.window.sidebar.conversation_chosen.emit(was_open)
    greeted.wait(greeted.shown)
    greeted.wait(lambda: greeted.transcript.place() == top)
    greeted.restart()
    greeted.wait(lambda: greeted.transcript.place() == top)
