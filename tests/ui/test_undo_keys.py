"""Ctrl+Z while a note offers to take something back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.widgets.toast import Toast


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(500, 400)
    column = QVBoxLayout(made)
    made.button, made.line, made.text = QPushButton("Some"), QLineEdit(), QPlainTextEdit()
    for each in (made.button, made.line, made.text):
        column.addWidget(each)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def undone(theme_manager, window):
    undone = []
    window.toast = Toast(theme_manager, window)
    window.toast.offer_undo("Deleted.", lambda: undone.append(True))
    return undone


def undo_in(qtbot, widget):
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("name", ["button", "line", "text"])
def test_the_keys_undo_what_the_note_says(window, undone, qtbot, name):
    undo_in(qtbot, getattr(window, name))
    assert undone == [True]
    assert not window.toast.isVisible()


@pytest.mark.parametrize("name", ["line", "text"])
def test_a_field_with_something_to_undo_keeps_the_keys(window, undone, qtbot, name):
    field = getattr(window, name)
    qtbot.keyClicks(field, "word")
    undo_in(qtbot, field)
    assert undone == []
    assert window.toast.isVisible()
    undo_in(qtbot, field)  # now it has nothing to undo any more
    assert undone == [True]


def test_the_keys_do_nothing_once_the_note_is_gone(window, undone, qtbot):
    window.toast.close_now()
    undo_in(qtbot, window.button)
    assert undone == []


def test_the_keys_undo_once(window, undone, qtbot):
    undo_in(qtbot, window.button)
    undo_in(qtbot, window.line)
    assert undone == [True]


def test_a_note_that_offers_something_else_takes_no_keys(theme_manager, window, qtbot):
    shown = []
    toast = Toast(theme_manager, window)
    toast.show_message("Saved.", "Show in folder", lambda: shown.append(True))
    undo_in(qtbot, window.button)
    assert shown == []


def test_the_keys_in_another_window_are_left_alone(window, undone, qtbot):
    other = QPushButton("Other")
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    undo_in(qtbot, other)
    assert undone == []


def test_a_list_that_undoes_itself_keeps_the_keys(window, undone, qtbot):
    window.button.undo_requested = object()
    undo_in(qtbot, window.button)
    assert undone == []
