import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.personas import Persona
from desktop_chat.ui.personas.chips import PersonaChips
from desktop_chat.ui.personas.picker import PersonaPicker

MANY = [Persona(f"own:{number}", f"Persona {number}", about="x") for number in range(20)]


@pytest.fixture
def chips(qtbot, theme_manager):
    chips = PersonaChips(theme_manager)
    qtbot.addWidget(chips)
    chips.resize(700, 40)
    chips.show()
    chips.activateWindow()
    qtbot.waitUntil(chips.isActiveWindow)
    return chips


@pytest.fixture
def picker(qtbot, theme_manager):
    window = QWidget()
    window.resize(800, 600)
    button = QWidget(window)
    qtbot.addWidget(window)
    window.show()
    picker = PersonaPicker(theme_manager, window)
    picker.show_near(button, MANY, "own:2")
    yield picker
    window.close()


def visible(chips):
    return [chip.key for chip in chips.chips if chip.isVisible()]


def test_as_many_chips_are_shown_as_fit_in_a_row(chips):
    chips.set_personas(MANY, "")
    few = visible(chips)
    assert few[:3] == ["", "own:0", "own:1"]
    assert 3 < len(few) < 20
    assert chips.chips[len(few) - 1].geometry().right() < chips.more_button.x()
    assert chips.more_button.geometry().right() < chips.width()
    chips.resize(400, 40)
    assert len(visible(chips)) < len(few)


def test_the_one_in_use_is_always_shown_and_marked(chips):
    chips.set_personas(MANY, "own:15")
    assert visible(chips)[-1] == "own:15"
    assert [chip.key for chip in chips.chips if chip.isChecked()] == ["own:15"]
    chips.set_personas(MANY, "own:77")
    assert [chip.key for chip in chips.chips if chip.isChecked()] == [""]


def test_another_one_is_chosen_by_a_click_or_by_the_arrow_keys(qtbot, chips):
    told = []
    chips.chosen.connect(told.append)
    chips.set_personas(MANY, "")
    assert told == []
    qtbot.mouseClick(chips.chips[2], Qt.MouseButton.LeftButton)
    chips.chips[2].setFocus()
    qtbot.keyClick(chips.chips[2], Qt.Key.Key_Left)
    assert told == ["own:1", "own:0"]


def test_the_list_marks_what_is_in_use_and_begins_with_nobody(picker):
    names = [picker.view.model().index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert names[0].startswith("Just chat")
    assert names[3] == "Persona 2, In use, x"
    assert picker.view.currentIndex().row() == 3


def test_the_list_is_used_by_keys(qtbot, picker):
    qtbot.keyClick(picker.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.persona_chosen) as chosen:
        qtbot.keyClick(picker.view, Qt.Key.Key_Return)
    assert chosen.args == ["own:3"]
    assert not picker.isVisible()


def test_the_list_leads_to_editing_the_one_that_is_current(qtbot, picker):
    with qtbot.waitSignal(picker.edit_requested) as asked:
        picker.edit_button.click()
    assert asked.args == ["own:2"]


def test_the_list_stays_within_its_window(picker):
    assert picker.mapToGlobal(picker.rect().topRight()).x() <= picker.parentWidget().geometry().right()
