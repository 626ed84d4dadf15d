import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.taskbar import TaskbarProgress

ROOT = Path(__file__).resolve().parents[2]

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the docks of Linux")

TELL_A_DOCK = """
import json
from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from desktop_chat.ui.taskbar import TaskbarProgress

class Dock(QObject):
    heard = []

    @Slot(QDBusMessage)
    def hear(self, message):
        self.heard.append((message.signature(), message.arguments()[0]))
        if len(self.heard) == 3:
            print(json.dumps(self.heard))
            app.quit()

app = QApplication([])
app.setDesktopFileName("desktop-chat")
dock, bus = Dock(), QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "dock")
api = "com.canonical.Unity.LauncherEntry"
assert bus.connect("", "", api, "Update", dock, SLOT("hear(QDBusMessage)"))
window = QWidget()
progress = TaskbarProgress(window)
for share in (0.25, 0.2501, 7.0, None, None):
    progress.set_progress(share)
QTimer.singleShot(20_000, app.quit)
app.exec()
"""


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="there is no D-Bus here")
@linux
def test_docks_hear_of_each_share_once():
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", TELL_A_DOCK],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [["sa{sv}", "application://desktop-chat.desktop"]] * 3


@linux
@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.25, {"progress": 0.25, "progress-visible": True}),
        (None, {"progress": 0.0, "progress-visible": False}),
    ],
)
def test_a_dock_is_told_the_share_and_whether_to_show_it(qapp, share, told):
    from desktop_chat.ui.launcher_entry import update_message

    assert update_message(share).arguments()[1] == told


def test_where_nothing_listens_nothing_happens(qtbot, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    window = QWidget()
    qtbot.addWidget(window)
    TaskbarProgress(window).set_progress(0.5)


def test_a_desktop_that_fails_costs_the_bar_and_nothing_else(qtbot, monkeypatch, caplog):
    monkeypatch.setattr(sys, "platform", "win32")  # its interface cannot be loaded here
    window = QWidget()
    qtbot.addWidget(window)
    progress = TaskbarProgress(window)
    with caplog.at_level(logging.WARNING):
        progress.set_progress(0.5)
        progress.set_progress(0.6)
    assert len(caplog.records) == 1
