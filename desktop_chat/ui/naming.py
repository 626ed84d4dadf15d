"""Titles that models make for new conversations, while nothing else is to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.messages import Message
from desktop_chat.chat.store import Store
from desktop_chat.engine.protocol import (
    ChatMessage,
    Delta,
    Event,
    Failed,
    Finished,
    GenerateOptions,
    SamplerOptions,
    Started,
)
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.engine_service import EngineService, ModelStatus
from desktop_chat.ui.replies import Replies
from desktop_chat.ui.store_service import StoreService

IDLE_MILLISECONDS: Final = 2000
"""How long nothing is typed or written before a title is asked for."""

MOST_READ: Final = 1024
"""Tokens that may be read for a title: the question for it, and a reply without its reasoning."""

_MOST_QUESTIONS: Final = 4  # a conversation that was never left alone is named later
_MOST_WAITING: Final = 8
_SAMPLER: Final = SamplerOptions(temperature=0.2)


class _Unnamed(Struct, frozen=True):
    """A conversation without a title of its own, as its model has read it."""

    conversation_id: int
    model: str
    read: tuple[ChatMessage, ...]
    question: str


class Naming(QObject):
    """Asks the model that wrote the last reply, and still holds the conversation, for a title.

    It never makes a reply wait: what it asked is stopped before anything else is asked.

    Signals:
        named: (conversation id) it has a title of the model's.
    """

    named = Signal(int)

    def __init__(
        self,
        store: StoreService,
        engines: EngineService,
        replies: Replies,
        *,
        is_wanted: Callable[[], bool],
        idle_milliseconds: int = IDLE_MILLISECONDS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._engines = engines
        self._replies = replies
        self._is_wanted = is_wanted
        self._waiting: list[_Unnamed] = []
        self._asked: _Unnamed | None = None
        self._command_id: int | None = None
        self._said: list[str] = []
        self._idle = QTimer(self, singleShot=True, interval=idle_milliseconds)
        self._idle.timeout.connect(self._ask)
        replies.wanted.connect(self._make_way)
        replies.ended.connect(self._on_reply_ended)
        engines.reply_event.connect(self._on_event)
        engines.status_changed.connect(self._on_status)

    @property
    def is_asking(self) -> bool:
        """Whether a model is writing a title."""
        return self._command_id is not None

    def note_typing(self) -> None:
        """Wait longer: the user is writing."""
        if self._waiting:
            self._idle.start()

    def forget(self, conversation_ids: Iterable[int]) -> None:
        """Give no titles to conversations that are deleted."""
        gone = set(conversation_ids)
        self._waiting = [each for each in self._waiting if each.conversation_id not in gone]
        if self._asked is not None and self._asked.conversation_id in gone:
            self._stop()

    # ---- when

    def _on_reply_ended(self, reply: ActiveReply, message: Message) -> None:
        asked = [each.content for each in reply.prompt if each.role == "user"]
        self._waiting = [each for each in self._waiting if each.conversation_id != message.conversation_id]
        if 0 < len(asked) <= _MOST_QUESTIONS and message.state == "done" and message.text:
            read = (*reply.prompt, ChatMessage("assistant", message.text))
            unnamed = _Unnamed(message.conversation_id, message.model, read, asked[0])
            self._waiting = [*self._waiting[1 - _MOST_WAITING :], unnamed]
        self.note_typing()

    def _ask(self) -> None:
        """Ask for the newest, of which its engine holds most."""
        if self._command_id is None and not self._replies and self._waiting and self._is_wanted():
            unnamed = self._waiting.pop()
            self._store.run(
                lambda store: store.conversation(unnamed.conversation_id).title_source,
                lambda source: self._generate(unnamed) if source == "question" else self.note_typing(),
                lambda _fault: self.note_typing(),
            )

    def _generate(self, unnamed: _Unnamed) -> None:
        is_free = self._command_id is None and not self._replies
        if is_free and self._engines.status(unnamed.model).state == "ready":
            from desktop_chat.chat.model_titles import (  # noqa: PLC0415  not needed for a start
                TITLE_TOKENS,
                title_request,
            )

            request = ChatMessage("user", title_request(unnamed.question))
            options = GenerateOptions(_SAMPLER, TITLE_TOKENS, thinking=False)
            self._asked, self._said = unnamed, []
            self._command_id = self._engines.generate(unnamed.model, (*unnamed.read, request), options)
        elif not is_free:
            self._waiting.append(unnamed)

    def _make_way(self, _path: str) -> None:
        if self._asked is not None and self._command_id is not None:
            self._waiting.append(self._asked)
            self._stop()

    def _stop(self) -> None:
        if self._asked is not None and self._command_id is not None:
            self._engines.stop(self._asked.model, self._command_id)
            self._command_id = None

    # ---- what the engine tells

    def _on_event(self, _path: str, event: Event) -> None:
        if event.id != self._command_id:
            return
        match event:
            case Started(_, prompt_tokens, reused_tokens) if prompt_tokens - reused_tokens > MOST_READ:
                self._stop()  # the engine holds the conversation no more, and reading it again is not worth it
            case Delta(_, text, "answer"):
                self._said.append(text)
            case Finished(_, reason):
                self._command_id = None
                self._keep("".join(self._said), is_cut=reason == "length")
            case Failed():
                self._command_id = None

    def _on_status(self, path: str, status: ModelStatus) -> None:
        """Forget what a model has read that is not in memory any more."""
        if status.state != "ready":
            self._waiting = [each for each in self._waiting if each.model != path]
            if self._asked is not None and self._asked.model == path:
                self._command_id = None

    def _keep(self, said: str, *, is_cut: bool) -> None:
        from desktop_chat.chat.model_titles import clean_title  # noqa: PLC0415  not needed for a start

        conversation_id, title = self._asked.conversation_id, clean_title(said, is_cut=is_cut)

        def keep(store: Store) -> bool:
            is_unnamed = store.conversation(conversation_id).title_source == "question"
            if is_unnamed:
                store.set_title(conversation_id, title, "model")
            return is_unnamed

        if title:
            self._store.run(
                keep,
                lambda is_kept: self.named.emit(conversation_id) if is_kept else None,
                lambda _fault: None,  # the question's title stays, and is as good as before
            )
        self.note_typing()
