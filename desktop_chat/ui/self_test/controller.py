"""Carries the checks out beside the window, and puts the report where the user wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_chat import __version__
from desktop_chat.files import write_whole
from desktop_chat.self_test.checks import check_all
from desktop_chat.self_test.result import Check, Report
from desktop_chat.settings import Settings
from desktop_chat.ui.background import Background
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.self_test.dialog import SelfTestDialog
from desktop_chat.ui.self_test.screen import check_screen
from desktop_chat.ui.services import Services
from desktop_chat.ui.widgets.dialogs import show_dialog

_FILE = "desktop-chat-report.txt"


class SelfTestController(QObject):
    """One dialog at a time, above whichever window asked for it."""

    _checked = Signal(int, object)  # the number of the run, and the check

    def __init__(self, services: Services, settings: Callable[[], Settings], parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._background = Background("self-test", parent=self)
        self._dialog: SelfTestDialog | None = None
        self._given_up = threading.Event()
        self._run = 0
        self._checked.connect(self._on_checked, Qt.ConnectionType.QueuedConnection)

    def show(self, above: QWidget) -> None:
        """Show the dialog and begin."""
        if self._dialog is None:
            dialog = self._dialog = SelfTestDialog(self._services.theme_manager, above)
            dialog.again_requested.connect(self._begin)
            dialog.save_requested.connect(self._ask_where)
            dialog.finished.connect(lambda: self._forget(dialog))
            dialog.destroyed.connect(lambda: self._forget(dialog))  # with its window
            self._services.places.follow(dialog, "self-test")
            show_dialog(dialog)
            self._begin()
        self._dialog.raise_()

    def close(self) -> None:
        """Give up what is being checked, and wait until it is."""
        self._given_up.set()
        self._background.close()

    def _forget(self, dialog: SelfTestDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
            self._given_up.set()

    def _begin(self) -> None:
        self._dialog.begin()
        self._given_up = given_up = threading.Event()
        self._run += 1
        number, settings = self._run, self._settings()
        screen = check_screen(settings.language.language)  # only this thread may ask Qt
        self._background.run(
            lambda: self._work(number, settings, screen, given_up),
            lambda checks: self._end(number, checks),
            receiver=self,
        )

    def _work(self, number: int, settings: Settings, screen: Check, given_up: threading.Event) -> list[Check]:
        checks = []
        for check in check_all(self._services.paths, settings, lambda: screen, given_up.is_set):
            checks.append(check)
            self._checked.emit(number, check)
            if given_up.is_set():
                break
        return checks

    @Slot(int, object)
    def _on_checked(self, number: int, check: Check) -> None:
        if self._dialog is not None and number == self._run:
            self._dialog.add_check(check)

    def _end(self, number: int, checks: list[Check]) -> None:
        if self._dialog is not None and number == self._run:
            self._dialog.end(Report.of(__version__, checks))

    # ---- saving

    def _ask_where(self, text: str) -> None:
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._services.places.folder("report") or usual
        dialog = QFileDialog(self._dialog, self.tr("Save the report"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(_FILE)
        dialog.fileSelected.connect(lambda path: self._write(Path(path), text))
        show_dialog(dialog)

    def _write(self, path: Path, text: str) -> None:
        self._services.places.keep_folder("report", str(path.parent))
        self._background.run(
            lambda: write_whole(path, text.encode()),
            lambda _: self._say(self.tr("Saved as “{name}”.").replace("{name}", apart(path.name))),
            self._refuse,
            receiver=self,
        )

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        reason = error.strerror or type(error).__name__
        self._say(self.tr("The report was not saved: {reason}.").replace("{reason}", reason))

    def _say(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.say(words)
