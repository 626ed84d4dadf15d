"""Saving a block of code of a reply as a file the user chooses."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_chat.files import write_whole
from desktop_chat.ui.background import Background
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.widgets.dialogs import show_dialog

_ENDINGS: Final = {
    "bash": "sh",
    "c": "c",
    "c#": "cs",
    "c++": "cpp",
    "cpp": "cpp",
    "csharp": "cs",
    "css": "css",
    "csv": "csv",
    "dart": "dart",
    "diff": "diff",
    "go": "go",
    "html": "html",
    "java": "java",
    "javascript": "js",
    "js": "js",
    "json": "json",
    "kotlin": "kt",
    "latex": "tex",
    "lua": "lua",
    "markdown": "md",
    "md": "md",
    "perl": "pl",
    "php": "php",
    "powershell": "ps1",
    "py": "py",
    "python": "py",
    "r": "r",
    "rb": "rb",
    "ruby": "rb",
    "rust": "rs",
    "scala": "scala",
    "sh": "sh",
    "shell": "sh",
    "sql": "sql",
    "svg": "svg",
    "swift": "swift",
    "toml": "toml",
    "ts": "ts",
    "typescript": "ts",
    "xml": "xml",
    "yaml": "yaml",
    "yml": "yml",
}


class CodeSaving(QObject):
    """Asks where a code goes, above one window, and writes it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._disk = Background("code", parent=self)

    def save(self, code: str, language: str) -> None:
        """Let the user choose a file, and put the code into it."""
        name = f"{self.tr('code')}.{_ENDINGS.get(language.strip().lower(), 'txt')}"
        dialog = QFileDialog(self._window, self.tr("Save the code"), "")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self._write(Path(path), code))
        show_dialog(dialog)

    def _write(self, path: Path, code: str) -> None:
        content = code if code.endswith("\n") else f"{code}\n"
        self._disk.run(lambda: write_whole(path, content.encode()), lambda _: self._say(path), self._refuse)

    def _say(self, path: Path) -> None:
        self._window.toast.show_message(self.tr("Saved as “{name}”.").replace("{name}", path.name))

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        reason = error.strerror or type(error).__name__
        text = self.tr("The code was not saved: {reason}. Choose another folder.")
        self._window.toast.show_message(text.replace("{reason}", reason))
