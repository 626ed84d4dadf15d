"""The keys of the app's windows: all of them are in the table, none fights another, and they do what it says."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop_chat.ui.shortcuts import SHORTCUTS
from desktop_chat.ui.shortcuts_dialog import ShortcutsDialog
from tests.app.surfaces import models_window, personas, write_conversations

LISTED = {QKeySequence(keys).toString() for each in SHORTCUTS for keys in each.keys}


@pytest.fixture
def typist(person):
    write_conversations(person)
    person.start()
    return person


def keys_in(window: QWidget) -> list[tuple[str, Qt.ShortcutContext]]:
    """Give the keys of every shortcut in a window, with where they hold."""
    found = []
    for each in window.findChildren(QShortcut):
        found += [(keys.toString(), each.context()) for keys in each.keys()]  # noqa: SIM118  not a dict
    for each in window.findChildren(QAction):
        found += [(keys.toString(), each.shortcutContext()) for keys in each.shortcuts()]
    return found


@pytest.mark.parametrize("opened", [None, models_window, lambda person: personas(person, "personas")])
def test_every_key_of_a_window_is_in_the_table_and_none_fights_another(typist, opened):
    window = typist.window if opened is None else opened(typist)[0]
    found = keys_in(window)
    assert {keys for keys, _ in found} <= LISTED
    in_all = Counter(keys for keys, where in found if where == Qt.ShortcutContext.WindowShortcut)
    assert {keys for keys, count in in_all.items() if count > 1} == set()
    assert not set(in_all) & {keys for keys, where in found if where != Qt.ShortcutContext.WindowShortcut}


@pytest.mark.parametrize("keys", ["Ctrl+/", "F1"])
def test_the_page_of_help_opens_by_its_keys(typist, keys):
    typist.press(keys)
    assert typist.wait_for(ShortcutsDialog).isVisible()


def test_the_page_of_help_is_in_the_menu_and_in_the_palette(typist):
    typist.press("F10")
    typist.wait_for(QMenu)
    typist.choose_in_menu("Keyboard shortcuts")
    typist.wait_for(ShortcutsDialog).reject()
    typist.window.activateWindow()
    typist.press("Ctrl+K")
    typist.qtbot.keyClicks(QApplication.focusWidget(), "shortcuts")
    typist.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert typist.wait_for(ShortcutsDialog).isVisible()


def test_f6_goes_around_the_parts_of_the_window(typist):
    window, seen = typist.window, []
    parts = (window.sidebar, window.top_bar, window.empty_state, window.composer)
    typist.wait(window.composer.field.hasFocus)
    for _ in range(5):
        focused = QApplication.focusWidget()
        seen.append(next(part for part in parts if part.isAncestorOf(focused)))
        typist.press("F6", focused)
    assert seen == [window.composer, *parts]
    typist.press("Shift+F6", QApplication.focusWidget())
    assert window.composer.isAncestorOf(QApplication.focusWidget())


# ---- the size of text


def scale(person) -> float:
    return person.app.settings.appearance.text_scale


def press_on_pad(person, key: Qt.Key) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
    person.qtbot.keyClick(person.composer.field, key, modifiers)


def turn_wheel(person, where: QWidget, steps: int) -> None:
    """Turn the wheel with Ctrl held, as the system tells the window."""
    spot = where.mapTo(person.window, where.rect().center())
    event = QWheelEvent(
        QPointF(spot),
        QPointF(person.window.mapToGlobal(spot)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(person.window.windowHandle(), event)


def test_text_grows_and_shrinks_by_keys_in_steps_and_stays_so(typist):
    before = typist.window.font().pointSizeF()
    for keys, wanted in (("Ctrl++", 1.1), ("Ctrl+=", 1.25), ("Ctrl+-", 1.1)):
        typist.press(keys)
        assert scale(typist) == wanted
    assert typist.window.font().pointSizeF() == pytest.approx(before * 1.1, abs=0.01)
    typist.restart()
    assert typist.app.theme_manager.text_scale == 1.1
    typist.press("Ctrl+0")
    assert scale(typist) == 1.0


def test_text_grows_by_the_keys_of_the_number_pad(typist):
    press_on_pad(typist, Qt.Key.Key_Plus)
    assert scale(typist) == 1.1
    press_on_pad(typist, Qt.Key.Key_Minus)
    press_on_pad(typist, Qt.Key.Key_Minus)
    assert scale(typist) == 0.9
    press_on_pad(typist, Qt.Key.Key_0)
    assert scale(typist) == 1.0


def test_text_is_never_smaller_or_larger_than_the_settings_allow(typist):
    for _ in range(10):
        typist.press("Ctrl++")
    assert scale(typist) == 2.0
    for _ in range(12):
        typist.press("Ctrl+-")
    assert scale(typist) == 0.8


@pytest.mark.parametrize("name", ["sidebar", "composer", "top_bar"])
def test_text_grows_with_ctrl_and_the_wheel_wherever_the_pointer_is(typist, name):
    where = getattr(typist.window, name)
    turn_wheel(typist, where, 1)
    assert scale(typist) == 1.1
    turn_wheel(typist, where, -1)
    assert scale(typist) == 1.0
