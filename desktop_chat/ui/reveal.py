"""Showing where a file is, in the file manager of the system."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: Path) -> None:
    """Open the folder that something lies in, with it chosen where the system can; a folder is opened itself."""
    is_file = path.is_file()
    native = QDir.toNativeSeparators(str(path))
    if is_file and sys.platform == "win32":
        QProcess.startDetached("explorer.exe", ["/select,", native])
    elif is_file and sys.platform == "darwin":
        QProcess.startDetached("/usr/bin/open", ["-R", native])
    else:
        folder = path if path.is_dir() else path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
