"""Showing where a file is, in the file manager of the system."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def show_in_folder(path: Path) -> None:
    """Open the folder that a file lies in, with the file chosen where the system can; or a folder itself."""
    native = QDir.toNativeSeparators(str(path))
    if path.suffix and sys.platform == "win32":
        QProcess.startDetached("explorer.exe", ["/select,", native])
    elif path.suffix and sys.platform == "darwin":
        QProcess.startDetached("/usr/bin/open", ["-R", native])
    else:
        folder = path.parent if path.suffix else path
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
