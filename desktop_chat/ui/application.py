"""Qt's application, and the files that the system asks it to open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """The one application object.

    macOS tells of a file that was double-clicked by an event, also while the app runs; other systems start the
    app again, with the file as an argument.

    Signals:
        file_opened: (str) the path of a file to open.
    """

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Hear of files to open."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(event.file())
            return True
        return super().event(event)
