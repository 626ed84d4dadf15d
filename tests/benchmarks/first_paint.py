"""The app as a user starts it, until the window is painted with what was open last."""

# ruff: noqa: E402  garbage is not collected while modules are imported, just as `cli` has it

from __future__ import annotations

import gc

gc.disable()

import sys
import time
from collections.abc import Callable

import msgspec

from desktop_chat import cli  # isort: skip
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop_chat import app
from desktop_chat.ui.sidebar.view import ConversationList
from tests.benchmarks.painted import Painted


class Paint(QObject):
    """Notes when a widget is painted first while something is true; calls `noted` then."""

    def __init__(self, widget: QWidget, is_there: Callable[[], bool], noted: Callable[[], None]) -> None:
        super().__init__(widget)
        self.at = 0.0
        self._is_there = is_there
        self._noted = noted
        widget.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Watch for paint events."""
        if not self.at and event.type() == QEvent.Type.Paint and self._is_there():
            self.at = time.monotonic()
            widget.removeEventFilter(self)
            QTimer.singleShot(0, self._noted)
        return False


class WatchedApp(app.App):
    """The app, watched while its window is painted: the frame, the list, the newest message."""

    def show(self) -> None:
        """Show the window, watched."""
        rows = self.window.sidebar.findChild(ConversationList)
        assert rows is not None
        self._frame = Paint(self.window, lambda: True, self._tell)
        self._list = Paint(rows.viewport(), lambda: rows.model().rowCount() > 0, self._tell)
        self._message: Paint | None = None
        self.conversation.opened.connect(self._on_opened)
        super().show()

    def _on_opened(self, conversation: object) -> None:
        views = self.window.transcript.views
        if conversation is not None and views:
            self._message = Paint(views[-1].body, lambda: True, self._tell)

    def _tell(self) -> None:
        if self._frame.at and self._list.at and self._message is not None and self._message.at:
            content = max(self._list.at, self._message.at)
            painted = Painted(self._frame.at, content, time.process_time())
            print(msgspec.json.encode(painted).decode(), flush=True)


if __name__ == "__main__":
    app.App = WatchedApp  # type: ignore[misc]
    sys.exit(cli.main([]))
