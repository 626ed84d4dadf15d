import pytest
from PySide6.QtCore import Qt

from desktop_chat.chat.personas import Persona
from desktop_chat.settings import GenerationOverrides, GenerationSettings
from desktop_chat.ui.personas.conversation_dialog import ConversationDialog
from tests.ui.desk import Desk

TUTOR = Persona("own:1", "Tutor", settings=GenerationOverrides(temperature=0.1, system_prompt="Teach."))


@pytest.fixture
def desk(qtbot):
    desk = Desk(GenerationSettings(system_prompt="Be kind."))
    desk.personas[TUTOR.key] = TUTOR
    desk.conversation.new()
    yield desk
    desk.close()


@pytest.fixture
def dialog(qtbot, theme_manager, desk):
    dialog = ConversationDialog(theme_manager, desk.conversation, lambda key: "Tutor" if key else "")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def kept(qtbot, desk):
    """Make the conversation one of the store."""
    made = []
    desk.store.run(
        lambda store: store.create_conversation(system_prompt="Be kind.", persona=TUTOR.key), made.append
    )
    qtbot.waitUntil(lambda: bool(made))
    with qtbot.waitSignal(desk.conversation.opened):
        desk.conversation.open(made[0].id)


def origins(dialog):
    return [dialog.origin, *(row.origin for row in dialog.settings.rows.values())]


def type_anew(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_each_setting_says_where_it_comes_from(dialog, desk):
    assert set(origins(dialog)) == {"From the settings"}
    desk.conversation.set_persona(TUTOR.key)
    persona, app = "From the persona “Tutor”", "From the settings"
    assert origins(dialog) == [persona, persona, app, app, app]
    assert dialog.instructions.field.toPlainText() == "Teach."
    assert dialog.settings.rows["temperature"].field.value() == pytest.approx(0.1)


def test_what_is_set_here_is_over_all_else_and_is_reset(qtbot, dialog, desk):
    desk.conversation.set_persona(TUTOR.key)
    dialog.settings.rows["temperature"].field.setValue(1.5)
    dialog.settings.rows["max_tokens"].field.setValue(300)
    assert desk.conversation.overrides == GenerationOverrides(temperature=1.5, max_tokens=300)
    assert dialog.settings.rows["temperature"].origin == "Set here"
    dialog.settings.rows["temperature"].reset_button.click()
    assert desk.conversation.overrides == GenerationOverrides(max_tokens=300)
    assert dialog.settings.rows["temperature"].field.value() == pytest.approx(0.1)


def test_instructions_are_written_here_and_reset(qtbot, dialog, desk):
    type_anew(qtbot, dialog.instructions.field, "Be brief.")
    dialog.instructions.flush()
    assert desk.conversation.overrides.system_prompt == "Be brief."
    assert dialog.origin == "Set here"
    dialog.reset_button.click()
    assert desk.conversation.overrides.system_prompt is None
    assert dialog.instructions.field.toPlainText() == "Be kind."


def test_emptied_instructions_are_none_at_all_and_the_old_ones_typed_again_are_no_change(qtbot, dialog, desk):
    field = dialog.instructions.field
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    dialog.instructions.flush()
    assert desk.conversation.overrides.system_prompt == ""
    qtbot.keyClicks(field, "Be kind.")
    dialog.instructions.flush()
    assert desk.conversation.overrides.system_prompt is None


def test_hangul_that_was_typed_last_is_kept_when_the_dialog_closes(qtbot, dialog, desk, compose):
    dialog.instructions.field.selectAll()
    compose(dialog.instructions.field, "ㅈ", "지", "짧", "짧게")
    dialog.accept()
    assert desk.conversation.overrides.system_prompt == "짧게"


def test_changes_made_faster_than_they_are_stored_are_all_kept(qtbot, kept, dialog, desk):
    rows = dialog.settings.rows
    rows["temperature"].field.setValue(1.5)
    rows["top_p"].field.setValue(0.5)
    rows["max_tokens"].field.setValue(7)
    wanted = GenerationOverrides(temperature=1.5, top_p=0.5, max_tokens=7)
    qtbot.waitUntil(lambda: desk.conversation.overrides == wanted)
    assert (rows["temperature"].field.value(), rows["max_tokens"].field.value()) == (1.5, 7)


def test_a_change_that_comes_back_late_does_not_undo_a_later_one(qtbot, kept, dialog, desk):
    rows = dialog.settings.rows
    rows["temperature"].field.setValue(1.5)
    rows["top_p"].field.setValue(0.5)
    desk.conversation.overrides_changed.connect(
        lambda _here: rows["max_tokens"].field.setValue(7), Qt.ConnectionType.SingleShotConnection
    )
    wanted = GenerationOverrides(temperature=1.5, top_p=0.5, max_tokens=7)
    qtbot.waitUntil(lambda: desk.conversation.overrides == wanted, timeout=2000)


def test_what_another_window_sets_is_shown(qtbot, kept, dialog, desk):
    other = desk.window()
    with qtbot.waitSignal(other.opened):
        other.open(desk.conversation.conversation.id)
    other.set_settings(GenerationOverrides(system_prompt="From there", thinking="off"))
    qtbot.waitUntil(lambda: dialog.instructions.field.toPlainText() == "From there")
    assert dialog.settings.rows["thinking"].origin == "Set here"


def test_a_closed_dialog_listens_no_more(qtbot, theme_manager, desk):
    dialog = ConversationDialog(theme_manager, desk.conversation, lambda key: key)
    dialog.deleteLater()
    with qtbot.waitSignal(dialog.destroyed):
        pass
    desk.conversation.set_persona(TUTOR.key)
