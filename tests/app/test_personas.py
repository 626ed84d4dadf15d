"""Personas at the real window: chosen, used, kept, edited and deleted."""

import pytest
from PySide6.QtCore import Qt

from desktop_chat.ui.personas.dialog import PersonaDialog
from desktop_chat.ui.personas.picker import PersonaPicker


@pytest.fixture
def ready(person, models):
    """A person with a model and an empty chat."""
    person.start_with(models["greeter"])
    person.wait(lambda: person.window.empty_state.chips is not None)
    return person


def chip(person, name):
    return next(each for each in person.window.empty_state.chips.chips if each.text() == name)


def read_by_model(person):
    """What the model is told for a reply now."""
    controller = person.app.conversation
    return person.app.services.turns.setups.setup(controller.conversation, controller.model)


def test_a_persona_chosen_on_an_empty_chat_greets_offers_its_questions_and_answers(ready):
    empty = ready.window.empty_state
    ready.click(chip(ready, "Tutor"))
    assert empty.cards[0].question == "Explain fractions to a ten-year-old."
    assert ready.window.top_bar.persona_button.accessibleName() == "Persona: Tutor"
    ready.click(empty.cards[0])
    assert ready.window.composer.text() == empty.cards[0].question
    ready.ask("Hello")
    assert read_by_model(ready).system_prompt.startswith("You are a patient tutor.")
    assert read_by_model(ready).options.sampler.temperature == pytest.approx(0.4)
    ready.restart()
    assert ready.app.conversation.persona == "builtin:tutor"
    assert ready.window.top_bar.persona_button.accessibleName() == "Persona: Tutor"


def test_a_new_chat_begins_without_a_persona_again(ready):
    ready.click(chip(ready, "Coding"))
    ready.ask("Hello")
    ready.press("Ctrl+N")
    ready.wait(ready.window.empty_state.isVisible)
    assert ready.app.conversation.persona == ""
    assert chip(ready, "Just chat").isChecked()


def test_another_persona_is_picked_by_keys_in_a_conversation(ready):
    ready.ask("Hello")
    ready.press("Ctrl+Shift+P")
    picker = ready.wait_for(PersonaPicker)
    ready.qtbot.keyClick(picker.view, Qt.Key.Key_Down)
    ready.qtbot.keyClick(picker.view, Qt.Key.Key_Return)
    ready.wait(lambda: ready.app.conversation.persona == "builtin:translator")
    assert read_by_model(ready).system_prompt.startswith("You are a translator")


def test_the_persona_of_new_chats_outlives_a_restart_and_is_gone_with_it(ready):
    ready.app.personas.duplicate("builtin:writer")
    ready.wait(lambda: ready.app.personas.own)
    mine = ready.app.personas.own[0]
    ready.app.personas.default_chosen.emit(mine.key)
    ready.restart()
    assert ready.app.conversation.persona == mine.key
    ready.app.personas.delete(mine.key)
    ready.wait(lambda: ready.app.conversation.persona == "")
    ready.press("Ctrl+N")
    assert ready.app.conversation.persona == ""


def test_deleting_a_persona_changes_nothing_in_a_conversation_that_is_open(ready):
    ready.app.personas.duplicate("builtin:tutor")
    ready.wait(lambda: ready.app.personas.own)
    mine = ready.app.personas.own[0]
    ready.app.conversation.set_persona(mine.key)
    ready.ask("Hello")
    before = read_by_model(ready)
    undo = ready.app.personas.delete(mine.key)
    ready.wait(lambda: ready.app.conversation.persona == "")
    assert read_by_model(ready) == before
    assert ready.app.conversation.levels.origin("system_prompt") == "here"
    undo()
    ready.wait(lambda: ready.app.conversation.persona == mine.key)
    assert read_by_model(ready) == before
    assert ready.app.conversation.levels.origin("system_prompt") == "persona"


def test_personas_are_edited_from_the_list_and_change_the_chat_at_once(ready):
    ready.click(ready.window.empty_state.chips.more_button)
    ready.click(ready.wait_for(PersonaPicker).add_button)
    dialog = ready.wait_for(PersonaDialog)
    ready.wait(dialog.personas.form.name.hasSelectedText)
    ready.qtbot.keyClicks(dialog.personas.form.name, "Gardener")
    dialog.accept()
    ready.wait(lambda: any(each.text() == "Gardener" for each in ready.window.empty_state.chips.chips))


def test_a_prompt_written_in_the_dialog_is_called_in_the_composer(ready):
    ready.window.composer.prompts.edit_requested.emit()
    dialog = ready.wait_for(PersonaDialog)
    ready.click(dialog.prompts.first_button)
    ready.wait(dialog.prompts.form.name.hasSelectedText)
    ready.qtbot.keyClicks(dialog.prompts.form.name, "year")
    dialog.prompts.form.text.field.setFocus()
    ready.qtbot.keyClicks(dialog.prompts.form.text.field, "It is {{year}}.")
    dialog.accept()
    ready.qtbot.keyClicks(ready.window.composer.field, "/year")
    ready.qtbot.keyClick(ready.window.composer.field, Qt.Key.Key_Return)
    ready.wait(lambda: ready.window.composer.text().startswith("It is 20"))
