"""The table of keys: nothing in a window is missing from it, and no two of its keys fight."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.shortcuts import SHORTCUTS, hinted, is_pressed, keys_of, native, sequences, shown
from desktop_chat.ui.shortcuts_dialog import ShortcutsDialog

LISTED = {QKeySequence(keys).toString() for each in SHORTCUTS for keys in each.keys}
NO_KEYS = Qt.KeyboardModifier.NoModifier


def press(key, modifiers=NO_KEYS):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers)


def test_each_shortcut_has_a_name_of_its_own_and_keys_that_qt_knows():
    assert max(Counter(each.id for each in SHORTCUTS).values()) == 1
    assert all(each.text and each.keys for each in SHORTCUTS)
    assert "" not in LISTED


def test_no_two_shortcuts_have_the_same_keys_in_the_same_place():
    everywhere = {"window", "models"}
    for group in {each.group for each in SHORTCUTS}:
        together = [
            each for each in SHORTCUTS if each.group in {group, *everywhere} and each.id != "find-model"
        ]
        counted = Counter(keys for each in together for keys in each.keys)
        assert {keys: count for keys, count in counted.items() if count > 1} == {}


@pytest.mark.parametrize(
    "event", [press(Qt.Key.Key_F2), press(Qt.Key.Key_F2, Qt.KeyboardModifier.KeypadModifier)]
)
def test_a_key_event_is_told_by_its_shortcut(event):
    assert is_pressed("rename", event)
    assert not is_pressed("delete", event)


def test_a_key_with_other_modifiers_is_another_one():
    assert is_pressed("move-up", press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier))
    assert not is_pressed("move-up", press(Qt.Key.Key_Up))


def test_keys_of_letters_that_qt_has_no_names_for_are_told_apart(qapp):
    assert not is_pressed("rename", press(0x3142))


def test_keys_are_shown_as_keyboards_call_them(qapp, monkeypatch):
    assert shown("open-apart") == "Ctrl+Enter"
    assert hinted("New chat", "new-chat") == "New chat  (Ctrl+N)"
    assert native("Shift+Return") == "Shift+Enter"
    assert keys_of("text-larger") == "Ctrl++"
    assert [each.toString() for each in sequences("text-larger")] == ["Ctrl++", "Ctrl+="]


def test_the_page_of_help_lists_every_shortcut_with_its_keys(theme_manager, qtbot):
    parent = QWidget()
    parent.resize(900, 700)
    qtbot.addWidget(parent)
    dialog = ShortcutsDialog(theme_manager, parent)
    model = dialog.view.model()
    lines = [model.index(row, 0) for row in range(model.rowCount())]
    said = [line.data(Qt.ItemDataRole.AccessibleTextRole) for line in lines]
    assert {f"{each.text}, {', '.join(map(native, each.keys))}" for each in SHORTCUTS} <= set(said)
    assert len(said) == len(SHORTCUTS) + len({each.group for each in SHORTCUTS})


def test_the_arrows_go_through_the_page_of_help_past_its_headings(theme_manager, qtbot):
    parent = QWidget()
    parent.resize(900, 700)
    qtbot.addWidget(parent)
    dialog = ShortcutsDialog(theme_manager, parent)
    dialog.show()
    seen = []
    for _ in range(len(SHORTCUTS) + 5):
        seen.append(dialog.view.currentIndex().data())
        qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    assert list(dict.fromkeys(seen)) == [each.text for each in SHORTCUTS]
