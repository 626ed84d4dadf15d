import pytest
from PySide6.QtCore import Qt

from desktop_chat.models.library import ModelSettings
from desktop_chat.ui.models.model_settings import ModelSettingsForm
from desktop_chat.ui.widgets.fields import ComboBox, DoubleSpinBox
from desktop_chat.ui.widgets.saved_text import SavedText


@pytest.fixture
def form(qtbot, theme_manager):
    made = ModelSettingsForm()
    qtbot.addWidget(made)
    made.show_settings(ModelSettings(), 32768, 28)
    made.show()
    return made


def box(form, name):
    return next(one for one in form.findChildren(ComboBox) if one.accessibleName() == name)


def choose(one, value):
    one.setCurrentIndex([one.itemData(at) for at in range(one.count())].index(value))
    one.activated.emit(one.currentIndex())


def test_what_is_not_set_is_as_in_the_settings(form):
    assert {one.currentText() for one in form.findChildren(ComboBox)} == {"As in the settings"}
    assert {one.text() for one in form.findChildren(DoubleSpinBox)} == {"As in the settings"}


def test_contexts_go_up_to_the_trained_one_and_layers_to_the_last(form):
    context, layers = box(form, "Context"), box(form, "Layers on the graphics card")
    assert context.itemData(context.count() - 1) == 32768
    assert layers.itemData(layers.count() - 1) == 28


@pytest.mark.parametrize(
    ("name", "value", "changed"),
    [
        ("Context", 4096, ModelSettings(context_tokens=4096)),
        ("Context", 0, ModelSettings(context_tokens=0)),
        ("KV cache", "q8_0", ModelSettings(kv_type="q8_0")),
        ("Layers on the graphics card", 0, ModelSettings(gpu_layers=0)),
    ],
)
def test_a_choice_is_told_with_all_settings(form, qtbot, name, value, changed):
    with qtbot.waitSignal(form.changed) as told:
        choose(box(form, name), value)
    assert told.args == [changed]


def test_the_temperature_goes_from_unset_to_nothing_and_back(form, qtbot):
    spin = form.findChildren(DoubleSpinBox)[0]
    told = []
    form.changed.connect(told.append)
    spin.stepUp()
    spin.stepUp()
    spin.stepDown()
    spin.stepDown()
    assert [one.temperature for one in told] == [0.0, 0.05, 0.0, None]


def test_showing_a_model_tells_nothing(form, qtbot):
    with qtbot.assertNotEmitted(form.changed):
        form.show_settings(ModelSettings(5000, 12, "q4_0", 1.2, 0.9, "Be brief."), 8192, 32)
    assert box(form, "Context").currentText() == "5000"
    assert form.findChild(SavedText).toPlainText() == "Be brief."


def test_the_system_prompt_is_told_when_typing_pauses(form, qtbot):
    field = form.findChild(SavedText)
    with qtbot.waitSignal(form.changed, timeout=3000) as told:
        qtbot.keyClicks(field, "Be brief.")
    assert told.args == [ModelSettings(system_prompt="Be brief.")]


def test_the_system_prompt_is_told_at_once_when_the_focus_leaves(form, qtbot):
    field = form.findChild(SavedText)
    form.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Hi")
    with qtbot.waitSignal(form.changed, timeout=300):
        qtbot.keyClick(field, Qt.Key.Key_Tab)
