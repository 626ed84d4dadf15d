import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_chat.models.library import KnownModel
from desktop_chat.ui.models.remove_dialog import RemoveDialog, asks_first

OWN = KnownModel("/models/large.gguf", "Large 32B", 19_800_000_000, place="own")


@pytest.fixture
def dialog(qtbot, theme_manager):
    dialog = RemoveDialog(OWN, files=3)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def button(dialog, text):
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text]
    return found


def test_it_says_what_goes_and_that_it_can_come_back(dialog):
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Move “Large 32B” to the bin?" in said
    assert "3 file" in said
    assert "19.8 GB in all" in said
    assert "get it back" in said


def test_it_goes_when_the_user_says_so(dialog, qtbot):
    with qtbot.waitSignal(dialog.removal_confirmed) as told:
        qtbot.mouseClick(button(dialog, "Move to the bin"), Qt.MouseButton.LeftButton)
    assert told.args == [OWN.path]
    assert not dialog.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_no_key_pressed_in_passing_removes_it(dialog, qtbot, key):
    with qtbot.assertNotEmitted(dialog.removal_confirmed):
        qtbot.keyClick(dialog.focusWidget(), key)
    assert not dialog.isVisible()


@pytest.mark.parametrize(("place", "asked"), [("own", True), ("elsewhere", False), ("ollama", False)])
def test_only_files_of_the_app_itself_are_asked_about(place, asked):
    assert asks_first(KnownModel("/m.gguf", "M", place=place)) is asked
