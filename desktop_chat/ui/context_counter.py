"""How full a model's context would be, counted by its engine once typing pauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.messages import Draft, Message
from desktop_chat.chat.reading import as_prompt, messages_read, newest_readable
from desktop_chat.engine.protocol import Counted, Started
from desktop_chat.ui.engine_service import EngineService, ModelStatus
from desktop_chat.ui.reply_setups import ReplySetup

COUNT_MILLISECONDS: Final = 150
"""How long typing must pause before the context is counted again."""


class ContextUse(Struct, frozen=True):
    """How full the model's context is, in tokens, and the first message it still reads; None: it reads all."""

    tokens: int
    context_tokens: int
    first_read_id: int | None


class Countable(Struct, frozen=True):
    """What a model would read."""

    model: str
    setup: ReplySetup
    messages: Sequence[Message]
    draft: Draft


class ContextCounter(QObject):
    """Counts what `countable` gives.

    Signals:
        changed: (ContextUse or None) None: not known, the model is not ready.
    """

    changed = Signal(object)

    def __init__(
        self, engines: EngineService, countable: Callable[[], Countable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engines = engines
        self._countable = countable
        self._model = ""
        self._command_id = 0
        self._messages: Sequence[Message] = ()
        self._timer = QTimer(self, singleShot=True, interval=COUNT_MILLISECONDS)
        self._timer.timeout.connect(self._count)
        engines.status_changed.connect(self._on_status)
        engines.counted.connect(self._on_counted)

    def forget(self, model: str) -> None:
        """Know nothing any more, and count for this model from now on."""
        self._model = model
        self._command_id = 0
        self.changed.emit(None)
        self.count_soon()

    def count_soon(self) -> None:
        """Count anew once nothing changes any more."""
        self._timer.start()

    def note_started(self, started: Started, context_tokens: int, messages: Sequence[Message]) -> None:
        """Take what the engine tells of a reply that is about to be written after these messages."""
        self._tell(started.prompt_tokens, context_tokens, started.dropped_messages, messages)

    def _on_status(self, path: str, status: ModelStatus) -> None:
        if path == self._model:
            self.count_soon()
            if status.state == "cold":
                self.changed.emit(None)

    def _count(self) -> None:
        what = self._countable()
        self._model = what.model
        loaded = self._engines.status(what.model).loaded
        if loaded is None:
            return
        read = newest_readable(what.messages, loaded.info.context_tokens)
        prompt = as_prompt(what.setup.system_prompt, read, what.draft)
        if prompt:
            self._messages = what.messages
            self._command_id = self._engines.count(what.model, prompt, what.setup.options)

    def _on_counted(self, _path: str, counted: Counted) -> None:
        if counted.id == self._command_id:
            self._tell(counted.tokens, counted.context_tokens, counted.dropped_messages, self._messages)

    def _tell(self, tokens: int, context_tokens: int, dropped: int, messages: Sequence[Message]) -> None:
        read = newest_readable(messages, context_tokens)
        first = self._first_read(read, dropped) if dropped or len(read) < len(messages) else None
        self.changed.emit(ContextUse(tokens, context_tokens, first))

    @staticmethod
    def _first_read(read: Sequence[Message], dropped: int) -> int | None:
        saying = messages_read(read)
        return saying[dropped].id if dropped < len(saying) else None
