"""Every surface without a mouse: Tab comes to everything, in order, and shows where it is; Escape leaves."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.palette.palette import Palette
from tests.app.surfaces import SURFACES, write_conversations
from tests.support.tab_walk import out_of_order, unreached, walk

APART = {"window menu", "message menu", "palette", "prompt menu", "details"}
"""The arrow keys go through what is in them: Tab does the same, takes what is current, or has nowhere to go."""


@pytest.fixture
def typist(person):
    """A person with conversations, whose app has started and shows all at once."""
    write_conversations(person)
    person.write_settings('[language]\nlanguage = "en"\n[appearance]\nmotion = "reduced"\n')
    person.start()
    return person


@pytest.mark.parametrize("surface", [name for name in SURFACES if name not in APART])
def test_the_tab_key_comes_to_everything_in_order_and_shows_where_it_is(typist, surface):
    (window,) = SURFACES[surface](typist)
    typist.wait(lambda: (focused := QApplication.focusWidget()) and focused.window() is window)
    stops = walk(window)
    wrong = [f"not reached: {name}" for name in unreached(window, stops)]
    wrong += [f"focus not seen: {stop}" for stop in stops if not stop.is_seen]
    wrong += [f"out of order: {step}" for step in out_of_order(stops)]
    back = walk(window, Qt.Key.Key_Backtab)
    if {stop.widget for stop in back} != {stop.widget for stop in stops}:
        wrong.append("Shift+Tab goes elsewhere: " + ", ".join(map(str, back)))
    assert not wrong, "\n".join([*wrong, "", *map(str, stops)])


LEFT = ["palette", "model switcher", "window menu", "message menu", "details", "persona picker"]
LEFT += [name for name in SURFACES if name.startswith("settings")]
LEFT += ["shortcuts", "personas", "prompts", "this conversation", "about", "link", "licence", "token"]
LEFT += ["found models", "remove a model", "export", "export one", "import, where from", "import, what"]
LEFT += ["backups", "check this computer", "updates", "updates, found"]


@pytest.mark.parametrize("surface", LEFT)
def test_escape_leaves_and_the_keyboard_is_where_it_was(typist, surface):
    typist.wait(typist.composer.field.hasFocus)
    (window,) = SURFACES[surface](typist)
    opened = window.findChild(Palette) if surface == "palette" else window
    typist.wait(lambda: opened.isVisible() and _has_keyboard(opened))
    was = typist.composer.field if surface == "palette" else typist.window.focusWidget()
    typist.qtbot.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), Qt.Key.Key_Escape)
    typist.wait(lambda: not (shiboken6.isValid(opened) and opened.isVisible()))
    typist.window.activateWindow()  # as a desktop does when a dialog is gone
    typist.wait(lambda: QApplication.focusWidget() is not None)
    assert QApplication.focusWidget() is was


def _has_keyboard(opened):
    focused = QApplication.focusWidget()
    is_popup = opened.windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup
    return is_popup or (focused is not None and (focused is opened or opened.isAncestorOf(focused)))
