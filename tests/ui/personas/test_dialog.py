import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.settings import GenerationOverrides, GenerationSettings
from desktop_chat.ui.palette.actions import ModelChoice
from desktop_chat.ui.personas.dialog import PersonaDialog

MODELS = [ModelChoice("/m/qwen.gguf", "Qwen"), ModelChoice("/m/own.gguf", "Own")]


@pytest.fixture
def dialog(qtbot, theme_manager, service, setups):
    dialog = PersonaDialog(theme_manager, service, setups, MODELS)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def page(dialog):
    return dialog.personas


@pytest.fixture
def mine(page, service, settled):
    """A persona of the user's own that is shown."""
    made = []
    service.add(
        Persona("", "나", "나", "about", GenerationOverrides(0.3, system_prompt="Be me."), "", ("a", "b")),
        made.append,
    )
    settled()
    page.choose(made[0].key)
    return made[0]


@pytest.fixture
def prompts(dialog, service, settled):
    """The page of prompts with two of them."""
    for name in ("요약", "sum"):
        service.add_prompt(SavedPrompt(0, name, f"{name} {{{{text}}}}"))
    settled()
    dialog.show_page("prompts")
    return dialog.prompts


def commit(field, text):
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def replace_text(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    commit(field, text)


def undo(dialog):
    next(each for each in dialog.toast.findChildren(QPushButton) if each.text() == "Undo").click()


# ---- personas


def test_a_persona_of_the_app_is_read_and_made_ones_own(qtbot, page, service):
    page.choose("builtin:translator")
    assert page.form.name.isReadOnly()
    assert page.form.instructions.field.isReadOnly()
    assert not page.pane.delete_button.isEnabled()
    page.form.duplicate_button.click()
    qtbot.waitUntil(lambda: page.pane.current.startswith("own:"))
    assert not page.form.name.isReadOnly()
    assert page.form.name.text() == "Translator"
    assert service.own[0].starters == service.persona("builtin:translator").starters


def test_a_new_persona_is_named_and_written_at_once(qtbot, page, service, settled):
    page.pane.add_button.click()
    qtbot.waitUntil(page.form.name.hasSelectedText)
    qtbot.keyClicks(page.form.name, "Gardener")
    replace_text(qtbot, page.form.instructions.field, "You grow roses.")
    page.form.flush()
    settled()
    assert (service.own[0].name, service.own[0].settings.system_prompt) == ("Gardener", "You grow roses.")


def test_a_persona_that_was_added_and_left_as_it_was_goes(qtbot, page, service, settled):
    page.pane.add_button.click()
    qtbot.waitUntil(page.form.name.hasSelectedText)
    page.choose("builtin:tutor")
    settled()
    assert service.own == ()
    assert page.pane.current == "builtin:tutor"


def test_what_is_typed_is_kept_by_itself_when_typing_pauses(qtbot, page, mine, service):
    replace_text(qtbot, page.form.about, "Short")
    qtbot.waitUntil(lambda: service.persona(mine.key).about == "Short")
    assert page.form.about.hasFocus()


def test_what_is_typed_is_kept_when_another_is_chosen_and_when_the_dialog_closes(
    qtbot, dialog, page, mine, service
):
    replace_text(qtbot, page.form.instructions.field, "First")
    page.choose("builtin:tutor")
    assert service.persona(mine.key).settings.system_prompt == "First"
    page.choose(mine.key)
    replace_text(qtbot, page.form.instructions.field, "Second")
    dialog.accept()
    assert service.persona(mine.key).settings.system_prompt == "Second"


def test_a_syllable_that_is_still_composed_is_not_cut_off_by_a_change_from_elsewhere(
    page, mine, service, compose, settled
):
    field = page.form.name
    field.setFocus()
    field.selectAll()
    compose(field, "ㅎ", "하", "한", "한")
    compose(field, "ㄱ", "그", "글", "글")
    service.duplicate("builtin:tutor")
    settled()
    assert field.text() == "한글"
    field.flush()
    assert service.persona(mine.key).name == "한글"


@pytest.mark.parametrize("name", ["about", "greeting"])
def test_korean_is_typed_into_lines(page, mine, service, compose, name):
    field = getattr(page.form, name)
    field.setFocus()
    field.selectAll()
    compose(field, "ㄴ", "나", "나")
    field.flush()
    assert getattr(service.persona(mine.key), name) == "나"


def test_korean_is_typed_into_instructions_and_questions(page, mine, service, compose):
    form = page.form
    form.instructions.field.selectAll()
    compose(form.instructions.field, "ㄴ", "나", "나")
    compose(form.starters.fields[2], "ㄷ", "다", "다")
    form.flush()
    kept = service.persona(mine.key)
    assert (kept.settings.system_prompt, kept.starters) == ("나", ("a", "b", "다"))


def test_a_persona_keeps_its_name_until_it_has_another(qtbot, page, mine, service):
    field = page.form.name
    field.setFocus()
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    field.flush()
    assert "needs a name" in page.form.name_note
    assert service.persona(mine.key).name == "나"
    qtbot.keyClicks(field, "x")
    field.flush()
    assert page.form.name_note == ""
    assert service.persona(mine.key).name == "x"


def test_settings_are_set_and_reset_one_by_one(page, mine, service):
    rows = page.form.settings.rows
    assert (rows["temperature"].origin, rows["top_p"].origin) == ("Set by this persona", "From the settings")
    rows["top_p"].field.setValue(0.5)
    assert service.persona(mine.key).settings.top_p == 0.5
    rows["temperature"].reset_button.click()
    kept = service.persona(mine.key).settings
    assert (kept.temperature, kept.top_p, kept.system_prompt) == (None, 0.5, "Be me.")
    assert rows["temperature"].origin == "From the settings"
    assert rows["temperature"].field.value() == pytest.approx(GenerationSettings().sampler.temperature)


def test_a_model_brings_its_settings_and_one_that_is_not_here_is_named(page, mine, service):
    box = page.form.model
    box.setCurrentIndex(box.findData("/m/own.gguf"))
    box.activated.emit(box.currentIndex())
    assert service.persona(mine.key).model == "/m/own.gguf"
    assert page.form.settings.rows["max_tokens"].origin == "From the settings of the model"
    service.save(Persona(mine.key, "나", model="C:\\models\\gone.gguf"))
    assert box.currentText() == "gone.gguf (not on this PC)"


def test_changes_are_undone_as_long_as_the_dialog_is_open(qtbot, page, mine, service):
    assert not page.form.undo_button.isEnabled()
    replace_text(qtbot, page.form.instructions.field, "Worse")
    replace_text(qtbot, page.form.about, "worse too")
    page.form.flush()
    page.choose("builtin:tutor")
    page.choose(mine.key)
    page.form.undo_button.click()
    assert service.persona(mine.key) == mine
    assert page.form.instructions.field.toPlainText() == "Be me."
    assert not page.form.undo_button.isEnabled()


def test_a_deleted_persona_comes_back(qtbot, dialog, mine, service, settled):
    qtbot.keyClick(dialog.personas.pane.view, Qt.Key.Key_Delete)
    assert service.own == ()
    assert dialog.toast.text == "“나” is deleted."
    settled()
    undo(dialog)
    settled()
    assert service.own == (mine,)


def test_personas_are_ordered_by_keys(qtbot, page, mine, service, settled):
    service.add(Persona("", "b"))
    settled()
    page.pane.view.setFocus()
    qtbot.keyClick(page.pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one.name for one in service.own] == ["b", "나"]
    assert page.pane.current == mine.key
    assert not page.pane.down_button.isEnabled()
    qtbot.keyClick(page.pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled()
    assert [one.name for one in service.own] == ["b", "나"]


def test_new_chats_begin_with_the_one_that_is_ticked(qtbot, page, mine, service, setups):
    chosen = []
    service.default_chosen.connect(chosen.append)
    page.form.default.click()
    assert chosen == [mine.key]
    page.form.default.click()
    assert chosen == [mine.key, ""]


def test_each_field_and_button_has_a_name(qtbot, dialog, page, mine, prompts):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    dialog.show_page("personas")
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    fields = [each for kind in kinds for each in dialog.findChildren(kind) if each.isVisibleTo(dialog)]
    named = [each for each in fields if each.accessibleName() or getattr(each, "text", str)()]
    inside = [each for each in fields if each.parent().metaObject().className().endswith("SpinBox")]
    assert [each for each in fields if each not in named and each not in inside] == []


# ---- prompts


def test_without_prompts_the_first_one_is_offered(qtbot, dialog, service):
    dialog.show_page("prompts")
    dialog.prompts.first_button.click()
    qtbot.waitUntil(dialog.prompts.form.name.hasSelectedText)
    qtbot.keyClicks(dialog.prompts.form.name, "greet")
    dialog.accept()
    assert [one.name for one in service.prompts] == ["greet"]


def test_a_prompt_that_was_added_and_left_as_it_was_goes(qtbot, dialog, service, settled):
    dialog.show_page("prompts")
    dialog.prompts.pane.add_button.click()
    qtbot.waitUntil(dialog.prompts.form.name.hasSelectedText)
    dialog.accept()
    settled()
    assert service.prompts == ()


def test_a_prompt_is_renamed_in_hangul_and_stays_the_one_that_is_shown(prompts, service, compose, settled):
    kept = service.prompts[0]
    assert (kept.name, prompts.form.name.text()) == ("sum", "sum")
    prompts.form.name.setFocus()
    prompts.form.name.selectAll()
    compose(prompts.form.name, "ㅎ", "하", "합", "합")
    prompts.form.name.flush()
    settled()
    assert service.prompt(kept.id).name == "합"
    assert prompts.pane.current == str(kept.id)


@pytest.mark.parametrize(
    ("typed", "said"), [("two words", "no spaces"), ("요약", "Another prompt"), (" ", "needs a name")]
)
def test_what_is_wrong_with_a_name_is_said_and_the_old_one_stays(qtbot, prompts, service, typed, said):
    kept = service.prompts[0]
    replace_text(qtbot, prompts.form.name, typed)
    prompts.form.name.flush()
    assert said in prompts.form.name_note
    assert service.prompt(kept.id).name == "sum"


def test_a_prompt_is_changed_undone_deleted_and_brought_back(qtbot, dialog, prompts, service, settled):
    kept = service.prompts[0]
    replace_text(qtbot, prompts.form.text.field, "Other")
    prompts.form.flush()
    assert service.prompt(kept.id).text == "Other"
    prompts.form.undo_button.click()
    assert service.prompt(kept.id) == kept
    prompts.pane.delete_button.click()
    assert service.prompt(kept.id) is None
    settled()
    undo(dialog)
    settled()
    assert service.prompt(kept.id) == kept
