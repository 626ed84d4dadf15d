"""The replies being written: asked of the engine, followed, and kept in the store as they grow."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.messages import Message, MessageState
from desktop_chat.chat.store import Store
from desktop_chat.engine.protocol import (
    Channel,
    Delta,
    Event,
    Failed,
    Finished,
    FinishReason,
    PromptProgress,
    Started,
    Timings,
)
from desktop_chat.faults import Fault
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.engine_service import EngineService, ModelStatus
from desktop_chat.ui.store_service import StoreService

SAVE_MILLISECONDS: Final = 700
"""How long a reply grows before it is saved again: on disk it is at most a second behind."""

RETRY_SAVE_MILLISECONDS: Final = 3000
"""How long to wait before saving again after the disk refused."""

_STATES: Final[dict[FinishReason, MessageState]] = {
    "end": "done",
    "stop_string": "done",
    "length": "cut",
    "context": "cut",
    "stopped": "stopped",
}
_FAULTS: Final[dict[FinishReason, Fault]] = {
    "length": Fault("length_reached"),
    "context": Fault("context_full"),
}


class Replies(QObject):
    """The replies of all conversations; each goes on whether its conversation is open or not.

    Signals:
        wanted: (path) a model is about to be asked: whatever else it does has to make way.
        started: (ActiveReply, Started) the model began to read the prompt.
        progressed: (ActiveReply, done, total) prompt tokens read so far.
        grew: (ActiveReply, text, channel) the next piece.
        ended: (ActiveReply, Message) the message as it is kept.
        failed: (Fault) of a load or an engine no reply waited for, or of the disk.
    """

    wanted = Signal(str)
    started = Signal(object, object)
    progressed = Signal(object, int, int)
    grew = Signal(object, str, str)
    ended = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self,
        store: StoreService,
        engines: EngineService,
        template_for: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._engines = engines
        self._template_for = template_for
        self._replies: dict[int, ActiveReply] = {}  # by the ids of their messages
        self._save_timer = QTimer(self, singleShot=True, interval=SAVE_MILLISECONDS)
        self._save_timer.timeout.connect(self._save_progress)
        engines.status_changed.connect(self._on_status)
        engines.load_failed.connect(self._on_load_failed)
        engines.load_cancelled.connect(self._on_load_cancelled)
        engines.reply_event.connect(self._on_event)
        engines.ended.connect(self._on_engine_ended)

    def __bool__(self) -> bool:
        return bool(self._replies)

    def find(self, message_id: int) -> ActiveReply | None:
        """Give the reply that is being written into a message."""
        return self._replies.get(message_id)

    def of(self, conversation_id: int | None) -> list[ActiveReply]:
        """Give the replies being written in a conversation."""
        return [each for each in self._replies.values() if each.message.conversation_id == conversation_id]

    def begin(self, reply: ActiveReply) -> None:
        """Let the model of a message write it, as soon as it is ready and the reply before it has ended."""
        self._replies[reply.message.id] = reply
        if reply.after is None or reply.after.message.id not in self._replies:
            self._start(reply)

    def stop(self, conversation_id: int) -> None:
        """End the replies of a conversation; what is written is kept."""
        for reply in reversed(self.of(conversation_id)):  # one that waits for another must not begin now
            self.stop_one(reply)

    def stop_one(self, reply: ActiveReply) -> None:
        """End one reply; what is written is kept."""
        if reply.command_id is None:
            self._end(reply, "stopped")
        elif not reply.is_stopping:
            reply.is_stopping = True
            self._engines.stop(reply.model, reply.command_id)

    def close(self) -> None:
        """Keep what is written of every reply; the app is about to end."""
        for reply in reversed(self._replies.copy().values()):
            self._end(reply, "stopped")

    def end_all(self) -> None:
        """End every reply at once; what is written is kept."""
        for reply in self._replies.values():
            if reply.command_id is not None:
                self._engines.stop(reply.model, reply.command_id)
        self.close()

    # ---- what the engine tells

    def _start(self, reply: ActiveReply) -> None:
        reply.after = None
        self._generate(reply)
        if reply.command_id is None:
            self._engines.load(reply.model, self._template_for(reply.model))

    def _generate(self, reply: ActiveReply) -> None:
        self.wanted.emit(reply.model)
        reply.command_id = self._engines.generate(reply.model, reply.prompt, reply.options, reply.begun)

    def _on_status(self, path: str, status: ModelStatus) -> None:
        if status.state == "ready":
            for reply in self._of(path, begun=False):
                self._generate(reply)

    def _on_load_failed(self, path: str, fault: Fault) -> None:
        self._end_all(self._of(path, begun=False), "failed", fault)

    def _on_load_cancelled(self, path: str) -> None:
        self._end_all(self._of(path, begun=False), "stopped", None)

    def _on_engine_ended(self, path: str, fault: Fault | None) -> None:
        self._end_all(self._of(path, begun=True), "failed" if fault else "stopped", fault)

    def _end_all(self, replies: list[ActiveReply], state: MessageState, fault: Fault | None) -> None:
        for reply in replies:
            self._end(reply, state, fault=fault)
        if fault is not None and not replies:
            self.failed.emit(fault)

    def _of(self, path: str, *, begun: bool) -> list[ActiveReply]:
        """Give the replies of a model that were asked of its engine, or those that still wait for it."""
        of_model = [each for each in self._replies.values() if each.model == path and each.after is None]
        return [reply for reply in of_model if (reply.command_id is not None) == begun]

    def _on_event(self, path: str, event: Event) -> None:
        reply = next((each for each in self._of(path, begun=True) if each.command_id == event.id), None)
        if reply is None:
            return
        match event:
            case Delta(_, text, channel):
                self._on_delta(reply, text, channel)
            case PromptProgress(_, done, total):
                self.progressed.emit(reply, done, total)
            case Started():
                self.started.emit(reply, event)
            case Finished(_, reason, timings):
                self._end(reply, _STATES[reason], timings, _FAULTS.get(reason))
            case Failed(_, fault):
                self._end(reply, "failed", fault=fault)

    def _on_delta(self, reply: ActiveReply, text: str, channel: Channel) -> None:
        reply.append(text, channel)
        if not self._save_timer.isActive():
            self._save_timer.start()
        self.grew.emit(reply, text, channel)

    def _end(
        self,
        reply: ActiveReply,
        state: MessageState,
        timings: Timings | None = None,
        fault: Fault | None = None,
    ) -> None:
        message = reply.ended(state, timings, fault)
        del self._replies[message.id]
        self._finish(message)
        self.ended.emit(reply, message)
        for waiting in [each for each in self._replies.values() if each.after is reply]:
            self._start(waiting)

    # ---- saving

    def _save_progress(self) -> None:
        for reply in self._replies.values():
            if reply.is_unsaved:
                reply.is_unsaved = False
                self._save(reply)

    def _save(self, reply: ActiveReply) -> None:
        message_id, text, reasoning = reply.message.id, reply.text(), reply.text("reasoning")
        self._store.run(
            lambda store: store.save_progress(message_id, text, reasoning), failed=self.failed.emit
        )

    def _finish(self, message: Message, *, is_again: bool = False) -> None:
        """Keep an ended reply; while the disk refuses, say so once and go on trying.

        Where its conversation is gone meanwhile, or a backup has another message of this id, nothing is kept.
        """

        def failed(fault: Fault) -> None:
            if not is_again:
                self.failed.emit(fault)
            QTimer.singleShot(RETRY_SAVE_MILLISECONDS, self, lambda: self._finish(message, is_again=True))

        def finish(store: Store) -> None:
            with suppress(LookupError):
                if store.message(message.id).created_at == message.created_at:
                    store.finish_message(
                        message.id,
                        message.text,
                        message.reasoning,
                        message.state,
                        timings=message.timings,
                        fault=message.fault,
                        options=message.options,
                        reasoning_seconds=message.reasoning_seconds,
                    )

        self._store.run(finish, failed=failed)
