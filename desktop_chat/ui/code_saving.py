"""Saving a block of code of a reply as a file the user chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop_chat.files import write_whole
from desktop_chat.ui.background import Background
from desktop_chat.ui.code_names import file_name
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.places import Places
from desktop_chat.ui.reveal import show_in_folder
from desktop_chat.ui.widgets.dialogs import show_dialog


class CodeSaving(QObject):
    """Asks where a code goes, above one window, and writes it. `reveal` shows where a file is."""

    def __init__(
        self, window: MainWindow, places: Places, reveal: Callable[[Path], None] = show_in_folder
    ) -> None:
        super().__init__(window)
        self._window = window
        self._places = places
        self._reveal = reveal
        self._disk = Background("code", parent=self)

    def save(self, code: str, language: str) -> None:
        """Let the user choose a file, and put the code into it."""
        self._disk.run(lambda: file_name(language), lambda name: self._ask(code, name), receiver=self)

    def _ask(self, code: str, name: str) -> None:
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, self.tr("Save the code"), self._places.folder("code") or usual)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self._write(Path(path), code))
        show_dialog(dialog)

    def _write(self, path: Path, code: str) -> None:
        self._places.keep_folder("code", str(path.parent))
        content = code if code.endswith("\n") else f"{code}\n"
        self._disk.run(
            lambda: write_whole(path, content.encode("utf-8", "replace")),
            lambda _: self._say(path),
            lambda error: self._refuse(error, path, code),
            receiver=self,
        )

    def _say(self, path: Path) -> None:
        words = self.tr("Saved as “{name}”.").replace("{name}", apart(path.name))
        self._window.toast.show_message(words, self.tr("Show in folder"), lambda: self._reveal(path))

    def _refuse(self, error: Exception, path: Path, code: str) -> None:
        """Say why nothing was saved, and ask again."""
        if not isinstance(error, OSError):
            raise error
        reason = error.strerror or type(error).__name__
        words = self.tr("The code was not saved: {reason}. Choose another folder.").replace(
            "{reason}", reason
        )
        again = self.tr("Save elsewhere…")
        self._window.toast.show_message(words, again, lambda: self._ask(code, path.name), seconds=20)
