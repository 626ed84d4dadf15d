"""The app as `desktop_chat.app` composes it, in a process of its own, used by messages instead of by hand."""

from __future__ import annotations

import sys
import threading
import time
from typing import BinaryIO

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop_chat.app import App
from desktop_chat.chat.messages import Draft, Message
from desktop_chat.engine.protocol import (
    ChatMessage,
    Event,
    Failed,
    GenerateOptions,
    PromptProgress,
    Rendered,
    Started,
)
from desktop_chat.faults import Fault
from desktop_chat.logs import start_logging
from desktop_chat.paths import Paths
from desktop_chat.ui.engine_service import ModelStatus
from tests.benchmarks.pipes import take_stdout
from tests.benchmarks.window_protocol import (
    Acted,
    Choose,
    Generation,
    Mark,
    ModelReady,
    NewChat,
    PromptRead,
    PromptText,
    RenderPrompt,
    ReplyDone,
    ReplyStarted,
    Send,
    Shown,
    StopReply,
    TextShown,
    Trouble,
    WindowAnswer,
    WindowRequest,
)


class Driver(QObject):
    """Clicks as asked, and tells what the window shows."""

    _heard = Signal(object)
    _ended = Signal()

    def __init__(self, app: App, answers: BinaryIO) -> None:
        super().__init__(app)
        self._app = app
        self._answers = answers
        self._times: list[float] = []
        self._marks: set[int] = set()
        self._heard.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(app.window.close, Qt.ConnectionType.QueuedConnection)
        self._connect()
        threading.Thread(target=self._listen, daemon=True).start()

    def _connect(self) -> None:
        engines, conversation = self._app.engines, self._app.conversation
        conversation.opened.connect(
            lambda *_: self._tell(Shown(time.monotonic())), Qt.ConnectionType.SingleShotConnection
        )
        conversation.reply_began.connect(self._on_began)
        conversation.reply_text.connect(self._on_text)
        conversation.reply_ended.connect(self._on_ended)
        conversation.failed.connect(self._on_fault)
        engines.status_changed.connect(self._on_status)
        engines.reply_event.connect(self._on_event)
        engines.rendered.connect(self._on_rendered)

    # ---- requests

    def _listen(self) -> None:
        decoder: msgspec.json.Decoder[WindowRequest] = msgspec.json.Decoder(WindowRequest)
        for line in sys.stdin.buffer:
            self._heard.emit(decoder.decode(line))
        self._ended.emit()

    def _carry_out(self, request: WindowRequest) -> None:
        window = self._app.window
        self._tell(Acted(time.monotonic()))
        match request:
            case Choose(path, text):
                window.switcher.model_chosen.emit(path)
                if text:
                    window.composer.send_requested.emit(Draft(text))
            case Send(text):
                window.composer.send_requested.emit(Draft(text))
            case StopReply():
                window.composer.stop_requested.emit()
            case NewChat():
                window.sidebar.new_chat_requested.emit()
            case Generation(settings):
                self._app.change_settings(replace(self._app.settings, generation=settings))
            case Mark(pieces):
                self._marks.add(pieces)
            case RenderPrompt(path, text):
                self._app.engines.render(path, (ChatMessage("user", text),), GenerateOptions())

    # ---- what happens

    def _tell(self, answer: WindowAnswer) -> None:
        self._answers.write(msgspec.json.encode(answer) + b"\n")

    def _on_status(self, path: str, status: ModelStatus) -> None:
        if status.loaded is not None:
            self._tell(ModelReady(time.monotonic(), path, status.loaded.plan))

    def _on_event(self, _path: str, event: Event) -> None:
        match event:
            case Started(_, prompt_tokens, reused_tokens):
                self._tell(ReplyStarted(prompt_tokens, reused_tokens))
            case PromptProgress(_, done, total):
                self._tell(PromptRead(time.monotonic(), done, total))
            case Failed(_, fault):
                self._on_fault(fault)

    def _on_rendered(self, _path: str, rendered: Rendered) -> None:
        self._tell(PromptText(rendered.text))

    def _on_fault(self, fault: Fault) -> None:
        self._tell(Trouble(fault.sentence()))

    def _on_began(self) -> None:
        self._times = []

    def _on_text(self) -> None:
        now = time.monotonic()
        self._times.append(now)
        pieces = len(self._times)
        if pieces == 1 or pieces in self._marks:
            self._marks.discard(pieces)
            self._tell(TextShown(now, pieces))

    def _on_ended(self, message: Message) -> None:
        self._tell(ReplyDone(time.monotonic(), message.state, message.timings, tuple(self._times)))


def main() -> int:
    """Show the window until standard input ends."""
    answers = take_stdout()
    paths = Paths.standard()
    paths.make()
    start_logging(paths)
    qt = QApplication(sys.argv[:1])
    app = App(qt, paths, "")
    Driver(app, answers)
    app.show()
    code = qt.exec()
    app.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
