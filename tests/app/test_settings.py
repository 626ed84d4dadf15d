"""What a change of the settings does to the windows that are open."""

import os
import sys

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox

from desktop_chat.ui.settings.dialog import SettingsDialog
from desktop_chat.ui.system_motion import is_motion_reduced
from desktop_chat.ui.widgets.fields import ComboBox, SpinBox
from tests.app.surfaces import TITLES, open_conversation, settings, write_conversations


@pytest.fixture
def opened(person):
    """A person with a conversation on the window."""
    write_conversations(person)
    person.start()
    open_conversation(person, TITLES[1])
    return person


def field(dialog: SettingsDialog, kind: type, name: str):
    (found,) = [each for each in dialog.findChildren(kind) if each.accessibleName() == name]
    return found


def choose(dialog: SettingsDialog, name: str, value: str) -> None:
    box = field(dialog, ComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_long_lines_of_code_break_in_what_is_open_once_that_is_set(opened):
    long = replace(opened.reply.message, text="```\n" + "word " * 300 + "\n```")
    opened.transcript.replace_message(long)
    before = opened.reply.body.height()
    (dialog,) = settings(opened, "chat")
    field(dialog, QCheckBox, "Wrap long lines of code").click()
    assert opened.reply.body.height() > before + 40
    field(dialog, QCheckBox, "Wrap long lines of code").click()
    assert opened.reply.body.height() == before


def test_text_size_is_set_in_percent(opened):
    (dialog,) = settings(opened, "appearance")
    size = field(dialog, SpinBox, "Text size")
    assert size.text() == "100 %"
    size.stepUp()
    assert opened.app.theme_manager.text_scale == 1.1


def reduced(person) -> bool:
    return person.app.theme_manager.is_motion_reduced


def test_motion_is_reduced_and_full_again_as_the_user_says(opened):
    (dialog,) = settings(opened, "appearance")
    choose(dialog, "Motion", "reduced")
    assert reduced(opened)
    choose(dialog, "Motion", "full")
    assert not reduced(opened)


def test_motion_is_reduced_from_the_start_where_the_user_said_so(person):
    person.write_settings('[appearance]\nmotion = "reduced"\n')
    person.start()
    assert reduced(person)


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS are asked in their own ways")
@pytest.mark.parametrize(("says", "is_reduced"), [("false", True), ("true", False)])
def test_motion_follows_what_the_desktop_says(person, tmp_path, monkeypatch, says, is_reduced):
    desktop = tmp_path / "bin" / "gsettings"
    desktop.parent.mkdir()
    asked = tmp_path / "asked"
    desktop.write_text(f'#!/bin/sh\necho "$@" >> "{asked}"\necho {says}\n', encoding="utf-8")
    desktop.chmod(0o755)
    monkeypatch.setenv("PATH", f"{desktop.parent}{os.pathsep}{os.environ['PATH']}")
    person.start()
    person.wait(asked.exists)
    person.wait(lambda: reduced(person) == is_reduced)
    assert asked.read_text(encoding="utf-8").strip() == "get org.gnome.desktop.interface enable-animations"


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS are asked in their own ways")
@pytest.mark.parametrize("answer", ["exit 1", "echo"])
def test_motion_is_full_where_the_desktop_says_nothing(tmp_path, monkeypatch, answer):
    desktop = tmp_path / "gsettings"
    desktop.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    desktop.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_motion_reduced()
    desktop.unlink()
    assert not is_motion_reduced()


def test_settings_that_are_open_go_to_the_page_asked_for_elsewhere(opened):
    (dialog,) = settings(opened, "chat")
    opened.app.windows.network_settings_requested.emit()
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, SettingsDialog)]
    assert shown == [dialog]
    assert field(dialog, QAbstractButton, "Stay offline").isVisible()
    dialog.accept()
    opened.app.windows.network_settings_requested.emit()
    assert field(opened.wait_for(SettingsDialog), QAbstractButton, "Stay offline").isVisible()


def test_settings_go_with_the_window_they_stand_above_and_open_again_at_another(opened):
    first = opened.app.controller
    opened.press("Ctrl+Shift+N")
    opened.wait(opened.window.isActiveWindow)
    (dialog,) = settings(opened, "chat")
    opened.window.close()
    opened.wait(lambda: not shiboken6.isValid(dialog))
    first.window.activateWindow()
    opened.wait(first.window.isActiveWindow)
    (dialog,) = settings(opened, "chat")
    assert dialog.parentWidget() is first.window
