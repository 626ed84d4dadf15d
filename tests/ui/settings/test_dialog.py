import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton

from desktop_chat.engine.protocol import Device, Ready
from desktop_chat.paths import Paths
from desktop_chat.settings import ChatSettings, Settings
from desktop_chat.ui.settings.dialog import SettingsDialog
from desktop_chat.ui.widgets.fields import ComboBox, DoubleSpinBox, SpinBox

REPLIES, CHAT, ENGINE, DOWNLOADS, APPEARANCE, STORAGE = range(6)


@pytest.fixture
def opened(qtbot, theme_manager):
    def open_dialog(*, has_resident=True):
        paths = Paths.standard()
        paths.make()
        dialog = SettingsDialog(Settings(), paths, [], has_resident=has_resident)
        qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
        dialog.show()
        dialog.told = []
        dialog.settings_changed.connect(dialog.told.append)
        return dialog

    return open_dialog


def field(dialog, kind, name):
    (found,) = [each for each in dialog.findChildren(kind) if each.accessibleName() == name]
    return found


def button(dialog, text):
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    return found


def go_to(dialog, qtbot, page):
    dialog.findChild(type(dialog._nav)).setCurrentRow(page)
    for fold in dialog.findChildren(QPushButton):
        if fold.isCheckable():
            fold.setChecked(True)


def test_a_number_typed_is_told_at_once(opened, qtbot):
    dialog = opened()
    temperature = field(dialog, DoubleSpinBox, "Temperature")
    temperature.setFocus()
    temperature.selectAll()
    qtbot.keyClicks(temperature, "1.25")
    qtbot.keyClick(temperature, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.told[-1].generation.sampler.temperature == 1.25


def test_a_number_out_of_range_cannot_be_set(opened):
    dialog = opened()
    top_p = field(dialog, DoubleSpinBox, "Top-p")
    top_p.setValue(7)
    assert top_p.value() == 1.0


def test_every_value_of_the_generation_and_engine_settings_has_an_editor(opened):
    dialog = opened()
    places = {
        ".".join(editor.place)
        for page in range(dialog._pages.count())
        for editor in dialog._pages.widget(page).editors
    }
    settings = Settings()
    sampler = {f"generation.sampler.{name}" for name in settings.generation.sampler.__struct_fields__}
    generation = {f"generation.{name}" for name in settings.generation.__struct_fields__} - {
        "generation.sampler"
    }
    engine = {f"engine.{name}" for name in settings.engine.__struct_fields__}
    assert sampler | generation | engine <= places


def test_instructions_typed_are_told(opened, qtbot):
    dialog = opened()
    text = field(dialog, QPlainTextEdit, "Instructions")
    text.setFocus()
    qtbot.keyClicks(text, "Be brief.")
    assert dialog.told[-1].generation.system_prompt == "Be brief."


def test_biases_that_cannot_be_read_are_marked_and_not_told(opened, qtbot):
    dialog = opened()
    go_to(dialog, qtbot, REPLIES)
    text = field(dialog, QPlainTextEdit, "Token biases")
    text.setFocus()
    qtbot.keyClicks(text, "12 = minus")
    assert text.property("invalid") is True
    assert dialog.told == []
    text.selectAll()
    qtbot.keyClicks(text, "12 = -100")
    assert text.property("invalid") is False
    assert dialog.told[-1].generation.sampler.logit_bias == {12: -100.0}


def test_a_change_that_needs_a_reload_offers_it(opened, qtbot):
    dialog = opened()
    go_to(dialog, qtbot, ENGINE)
    reload_button = button(dialog, "Load again now")
    assert not reload_button.isVisible()
    field(dialog, SpinBox, "Context").setValue(4096)
    assert reload_button.isVisible()
    with qtbot.waitSignal(dialog.reload_requested):
        qtbot.mouseClick(reload_button, Qt.MouseButton.LeftButton)
    assert not reload_button.isVisible()


def test_a_live_change_offers_no_reload(opened, qtbot):
    dialog = opened()
    go_to(dialog, qtbot, ENGINE)
    keep = field(dialog, QCheckBox, "Keep models in memory")
    keep.setFocus()
    qtbot.keyClick(keep, Qt.Key.Key_Space)
    assert dialog.told[-1].engine.keep_models is False
    assert not button(dialog, "Load again now").isVisible()


def test_without_a_model_in_memory_no_reload_is_offered(opened, qtbot):
    dialog = opened(has_resident=False)
    go_to(dialog, qtbot, ENGINE)
    field(dialog, SpinBox, "Context").setValue(4096)
    assert not button(dialog, "Load again now").isVisible()


def test_defaults_of_a_page_are_restored(opened, qtbot):
    dialog = opened()
    field(dialog, DoubleSpinBox, "Temperature").setValue(2)
    field(dialog, SpinBox, "Context").setValue(4096)
    qtbot.mouseClick(button(dialog, "Restore this page's defaults"), Qt.MouseButton.LeftButton)
    assert dialog.told[-1].generation == Settings().generation
    assert dialog.told[-1].engine.context_tokens == 4096
    assert field(dialog, DoubleSpinBox, "Temperature").value() == Settings().generation.sampler.temperature


def test_the_theme_is_chosen_from_a_list(opened, qtbot):
    dialog = opened()
    go_to(dialog, qtbot, APPEARANCE)
    theme = field(dialog, ComboBox, "Theme")
    theme.setFocus()
    qtbot.keyClick(theme, Qt.Key.Key_Down)
    assert dialog.told[-1].appearance.theme == "light"


def test_storage_shows_the_size_of_each_folder(opened, qtbot):
    paths = Paths.standard()
    paths.make()
    paths.database.write_bytes(bytes(12_000))
    dialog = opened()
    go_to(dialog, qtbot, STORAGE)

    def shown():
        assert "12 kB" in [label.text() for label in dialog.findChildren(QLabel)]

    qtbot.waitUntil(shown)


def test_it_says_what_the_engine_computes_on(qtbot, theme_manager):
    paths = Paths.standard()
    paths.make()
    devices = (
        Device("CPU", "Fast Chip 9", "cpu", 8_000_000_000, 4_000_000_000),
        Device("Vulkan0", "Big Card", "gpu", 12_000_000_000, 11_000_000_000),
    )
    plugins = ("cpu-haswell", "vulkan")
    machine = Ready("b1", 1, devices, ("AVX2", "FMA"), can_offload=True, backends=plugins)
    dialog = SettingsDialog(Settings(), paths, [], machine=machine, has_resident=True)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    told = [label.text() for label in dialog.findChildren(QLabel) if "Fast Chip 9" in label.text()]
    assert told == [
        "Processor: Fast Chip 9\nIt can: AVX2, FMA\nEngine made for: haswell\nGraphics card: Big Card (12.0 GB)"
    ]


def test_a_refusal_of_the_disk_is_said(opened):
    dialog = opened()
    dialog.show_refusal("The disk is full.")
    assert "The disk is full." in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_restored_defaults_are_undone(opened, qtbot):
    dialog = opened()
    temperature = field(dialog, DoubleSpinBox, "Temperature")
    temperature.setValue(1.3)
    button(dialog, "Restore this page's defaults").click()
    assert dialog.told[-1] == Settings()
    button(dialog, "Undo restoring the defaults").click()
    assert dialog.told[-1].generation.sampler.temperature == 1.3
    assert temperature.value() == 1.3
    button(dialog, "Restore this page's defaults")


def test_another_change_ends_the_offer_to_undo(opened, qtbot):
    dialog = opened()
    temperature = field(dialog, DoubleSpinBox, "Temperature")
    temperature.setValue(1.3)
    button(dialog, "Restore this page's defaults").click()
    temperature.setValue(0.4)
    button(dialog, "Restore this page's defaults").click()
    assert dialog.told[-1] == Settings()


def test_defaults_that_hold_already_are_not_undone(opened):
    dialog = opened()
    button(dialog, "Restore this page's defaults").click()
    assert dialog.told == [] or dialog.told[-1] == Settings()
    button(dialog, "Restore this page's defaults")


def test_a_trusted_site_is_removed(qtbot, theme_manager):
    paths = Paths.standard()
    paths.make()
    settings = Settings(chat=ChatSettings(trusted_sites=("a.example", "b.example")))
    dialog = SettingsDialog(settings, paths, [], has_resident=False)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    dialog.show()
    go_to(dialog, qtbot, CHAT)
    told = []
    dialog.settings_changed.connect(told.append)
    field(dialog, QPushButton, "Remove a.example").click()
    assert told[-1].chat.trusted_sites == ("b.example",)
    qtbot.waitUntil(field(dialog, QPushButton, "Remove b.example").hasFocus)
    field(dialog, QPushButton, "Remove b.example").click()
    assert told[-1].chat.trusted_sites == ()
    assert [each for each in dialog.findChildren(QLabel) if each.text() == "None so far."]


def test_a_portable_app_says_what_goes_with_it_and_what_does_not(qtbot, theme_manager, tmp_path):
    paths = Paths.below(tmp_path / "data", is_portable=True)
    paths.make()
    dialog = SettingsDialog(Settings(), paths, [], has_resident=False)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    dialog.set_token(True, True)
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel)).replace("\u200b", "")
    assert f"kept beside it in “{tmp_path / 'data'}”" in said
    assert "On another PC it has to be entered again." in said
