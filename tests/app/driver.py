"""The app as it really starts, in a process of its own: tells what its window shows, does what it is told.

Prints one JSON object a line: {"what": …, "value": …, "at": seconds of the system's monotonic clock}. Reads
commands the same way: {"do": "send" | "retry" | "new" | "open" | "close", "text": …}.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier
from PySide6.QtGui import QFileOpenEvent

from desktop_chat import app as composition
from desktop_chat.chat.messages import Draft, Message
from desktop_chat.ui.engine_service import ModelStatus


def tell(what: str, value: object = None) -> None:
    """Print what happened."""
    print(json.dumps({"what": what, "value": value, "at": time.monotonic()}), flush=True)


class DrivenApp(composition.App):
    """The app, with its window's news on standard output."""

    def show(self) -> None:
        """Show the window and begin to listen."""
        self._said = ""
        self.engines.status_changed.connect(self._tell_status)
        self.conversation.opened.connect(lambda _, messages: tell("opened", [m.text for m in messages]))
        self.conversation.reply_began.connect(lambda message: tell("began", message.id))
        self.conversation.reply_progress.connect(lambda done, total, _id: tell("reading", [done, total]))
        self.conversation.reply_text.connect(lambda text, *_: tell("text", text))
        self.conversation.reply_ended.connect(self._tell_end)
        self.window.banner.installEventFilter(self)
        self.window.transcript.settled.connect(lambda: tell("painted"))
        self._heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._heard.activated.connect(self._hear)
        super().show()
        tell("shown")

    def on_called(self, call: composition.Call) -> None:
        """Tell that the app was started again."""
        super().on_called(call)
        tell("called", call.model)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Tell each sentence of the banner once it is painted."""
        if event.type() == QEvent.Type.Paint and self.window.banner.text != self._said:
            self._said = self.window.banner.text
            tell("sentence", self._said)
        return super().eventFilter(watched, event)

    def _tell_status(self, path: str, status: ModelStatus) -> None:
        tell("model", [Path(path).name, status.state, status.fraction])

    def _tell_end(self, message: Message) -> None:
        self._last = message
        tell("ended", [message.state, message.fault.code if message.fault else None, message.text])

    def _hear(self) -> None:
        lines = os.read(sys.stdin.fileno(), 1 << 16).splitlines()  # each is written at once, and short
        for line in lines or [b'{"do": "close"}']:
            self._obey(**json.loads(line))

    def _obey(self, do: str, text: str) -> None:
        match do:
            case "send":
                self.window.composer.send_requested.emit(Draft(text))
            case "retry":
                self.window.transcript.retry_requested.emit(self._last.id)
            case "new":
                self.window.sidebar.new_chat_requested.emit()
            case "open":
                QCoreApplication.sendEvent(QCoreApplication.instance(), QFileOpenEvent(text))
            case "close":
                self.window.close()


if __name__ == "__main__":
    composition.App = DrivenApp
    sys.exit(composition.run(Path(sys.argv[1]) if sys.argv[1:] else None))
