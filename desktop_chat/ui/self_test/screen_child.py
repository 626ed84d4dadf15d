"""The process that looks at screens and fonts for the terminal: where Qt gives up, it takes only this along."""

from __future__ import annotations

import sys

import msgspec
from PySide6.QtGui import QGuiApplication

from desktop_chat.child.inside import become_child
from desktop_chat.paths import Paths
from desktop_chat.settings import SettingsFile
from desktop_chat.ui.self_test.screen import check_screen


def main() -> int:
    """Tell the check as one line; gives the exit code."""
    events = become_child()
    settings, _ = SettingsFile(Paths.standard().settings_file).read()
    qt = QGuiApplication(sys.argv[:1])
    events.send(msgspec.json.encode(check_screen(settings.language.language)) + b"\n")
    del qt
    return 0
