"""What happens in the open conversation: sending, stopping, retrying, switching models, counting."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.messages import Conversation, Draft, Message
from desktop_chat.chat.store import Store
from desktop_chat.chat.titles import title_from
from desktop_chat.engine.protocol import (
    ChatMessage,
    Counted,
    Started,
)
from desktop_chat.faults import Fault
from desktop_chat.settings import GenerationSettings
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.engine_service import EngineService, ModelStatus
from desktop_chat.ui.replies import Replies
from desktop_chat.ui.store_service import StoreService

COUNT_MILLISECONDS = 150
"""How long typing must pause before the context is counted again."""


class ContextUse(Struct, frozen=True):
    """How full the model's context is, in tokens, and how many of the oldest messages it no longer reads."""

    tokens: int
    context_tokens: int
    dropped_messages: int


class ConversationController(QObject):
    """Brings the store, the engine and the views of one window together.

    Signals:
        opened: (Conversation or None, list[Message]) another conversation is open; None: a new one.
        conversations_changed: (list[ConversationSummary]) newest first.
        messages_added: (list[Message]) at the end of the open conversation.
        branch_changed: (list[Message]) the open conversation shows another branch.
        reply_began: (Message) a reply is being written at the end of the open conversation.
        reply_text: (text, channel) the next piece of it.
        reply_progress: (done, total) prompt tokens read so far.
        reply_ended: (Message) as it is kept.
        generating_changed: (bool) whether the open conversation has a reply being written.
        model_changed: (path) the open conversation's model.
        context_changed: (ContextUse or None) None: not known, no model is ready.
        failed: (Fault) to be shown to the user.
        send_refused: (text, Fault) nothing was sent; the text belongs back into the composer.
    """

    opened = Signal(object, list)
    conversations_changed = Signal(list)
    messages_added = Signal(list)
    branch_changed = Signal(list)
    reply_began = Signal(object)
    reply_text = Signal(str, str)
    reply_progress = Signal(int, int)
    reply_ended = Signal(object)
    generating_changed = Signal(bool)
    model_changed = Signal(str)
    context_changed = Signal(object)
    failed = Signal(object)
    send_refused = Signal(str, object)

    def __init__(
        self,
        store: StoreService,
        engines: EngineService,
        settings: GenerationSettings,
        *,
        template_for: Callable[[str], str],
        settings_for: Callable[[str, GenerationSettings], GenerationSettings],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._engines = engines
        self._app_settings = settings
        self._settings_for = settings_for
        self._template_for = template_for
        self._conversation: Conversation | None = None
        self._messages: list[Message] = []
        self._model = ""
        self._draft = ""
        self._opening = 0
        self._is_sending = False
        self._replies = Replies(store, engines, template_for, self)
        self._count_timer = QTimer(self, singleShot=True, interval=COUNT_MILLISECONDS)
        self._count_timer.timeout.connect(self._count)
        engines.status_changed.connect(self._on_status)
        engines.counted.connect(self._on_counted)
        self._replies.started.connect(self._on_reply_started)
        self._replies.progressed.connect(self._on_reply_progressed)
        self._replies.grew.connect(self._on_reply_grew)
        self._replies.ended.connect(self._on_reply_ended)
        self._replies.failed.connect(self.failed)

    # ---- what the views ask

    @property
    def conversation(self) -> Conversation | None:
        """The open conversation; None for a new one that has no message yet."""
        return self._conversation

    @property
    def model(self) -> str:
        """The path of the chosen model, or nothing."""
        return self._model

    @property
    def messages(self) -> list[Message]:
        """The messages of the open branch, oldest first."""
        return list(self._messages)

    @property
    def is_generating(self) -> bool:
        """Whether the open conversation has a reply being written."""
        return self._active() is not None

    @property
    def is_busy(self) -> bool:
        """Whether a reply is being written in whichever conversation."""
        return bool(self._replies)

    def set_settings(self, settings: GenerationSettings) -> None:
        """Use other settings from the next reply on."""
        self._app_settings = settings
        self._count_soon()

    def new(self, model: str = "") -> None:
        """Open an empty conversation; it is kept from its first message on."""
        self._opening += 1
        self._show(None, [])
        if model:
            self._set_model(model)

    def open(self, conversation_id: int) -> None:
        """Open a conversation; told by `opened`. Of one lost with a damaged file, an empty one."""
        self._opening += 1
        opening = self._opening

        def find(store: Store) -> tuple[Conversation, list[Message]] | None:
            try:
                return store.conversation(conversation_id), store.messages(conversation_id)
            except LookupError:
                return None

        def show(found: tuple[Conversation, list[Message]] | None) -> None:
            if opening == self._opening:
                self._show(*(found or (None, [])))

        self._store.run(find, show, self.failed.emit)

    def refresh_conversations(self) -> None:
        """Tell the list of conversations anew."""
        self._store.run(lambda store: store.conversations(), self.conversations_changed.emit)

    def rename(self, conversation_id: int, title: str) -> None:
        """Give a conversation another title."""
        self._change_list(lambda store: store.set_title(conversation_id, title, "user"))

    def delete(self, conversation_id: int) -> None:
        """Put a conversation away; `restore` brings it back."""
        self._replies.stop(conversation_id)
        self._change_list(lambda store: store.delete(conversation_id))
        if self._conversation is not None and self._conversation.id == conversation_id:
            self.new(self._model)

    def restore(self, conversation_id: int) -> None:
        """Undo `delete`, and open the conversation again."""
        self._change_list(lambda store: store.restore(conversation_id))
        self.open(conversation_id)

    def choose_model(self, path: str) -> None:
        """Use another model from the next reply on, and make it ready."""
        self._set_model(path)
        if self._conversation is not None:
            conversation_id = self._conversation.id
            self._store.run(lambda store: store.set_model(conversation_id, path), failed=self.failed.emit)
        if path:
            self.prepare_model()

    def prepare_model(self) -> None:
        """Load the chosen model if it is not ready."""
        if self._model:
            self._engines.load(self._model, self._template_for(self._model))

    def set_draft(self, text: str) -> None:
        """Keep what is typed but not sent."""
        self._draft = text
        if self._conversation is not None:
            conversation_id = self._conversation.id
            self._store.run(lambda store: store.set_draft(conversation_id, Draft(text)), failed=self.failed.emit)
        self._count_soon()

    def set_system_prompt(self, text: str) -> None:
        """Give the open conversation other standing instructions."""
        if self._conversation is not None:
            conversation_id = self._conversation.id
            self._store.run(
                lambda store: (
                    store.set_system_prompt(conversation_id, text),
                    store.conversation(conversation_id),
                )[1],
                self._on_conversation_changed,
                self.failed.emit,
            )

    def send(self, text: str) -> None:
        """Add a message and ask for a reply; a refusal is told by `send_refused`."""
        if not self._model:
            self.send_refused.emit(text, Fault("no_model"))
            return
        if self.is_generating or self._is_sending:
            return
        parent_id = self._messages[-1].id if self._messages else None
        self._add_turn(text, parent_id)

    def edit(self, message_id: int, text: str) -> None:
        """Send a message of the user again with another text, as a sibling."""
        message = self._message(message_id)
        if message is not None and not self._is_sending:
            self.stop()
            self._add_turn(text, message.parent_id)

    def retry(self, message_id: int) -> None:
        """Ask for another reply to the same message, as a sibling."""
        message = self._message(message_id)
        if message is None or message.parent_id is None or self._is_sending or self.is_generating:
            return
        if not self._model:
            self.failed.emit(Fault("no_model"))
            return
        conversation_id, model = message.conversation_id, self._model

        def work(store: Store) -> list[Message]:
            store.add_message(
                conversation_id, message.parent_id, "assistant", "", model=model, state="writing"
            )
            return store.messages(conversation_id)

        self._is_sending = True
        self._store.run(work, self._on_retried, self._on_send_failed)

    def choose_sibling(self, message_id: int) -> None:
        """Show the branch that a sibling is on."""
        if self._conversation is None or self.is_generating:
            return
        conversation_id = self._conversation.id

        def work(store: Store) -> list[Message]:
            store.select_leaf(conversation_id, message_id)
            return store.messages(conversation_id)

        self._store.run(work, self._show_branch, self.failed.emit)

    def stop(self) -> None:
        """End the reply in the open conversation; what is written is kept."""
        if self._conversation is not None:
            self._replies.stop(self._conversation.id)

    def close(self) -> None:
        """Keep what is written of every reply; the app is about to end."""
        self._replies.close()

    # ---- the open conversation

    def _show(self, conversation: Conversation | None, messages: list[Message]) -> None:
        self._conversation = conversation
        self._messages = messages
        self._draft = conversation.draft if conversation else ""
        reply = self._active()
        if reply is not None:
            self._messages[-1:] = [reply.current()]
        if conversation is not None and conversation.model:
            self._set_model(conversation.model)
        self.opened.emit(conversation, list(self._messages))
        self.generating_changed.emit(reply is not None)
        self.context_changed.emit(None)
        self._count_soon()

    def _show_branch(self, messages: list[Message]) -> None:
        self._messages = messages
        self.branch_changed.emit(list(messages))
        self._count_soon()

    def _set_model(self, path: str) -> None:
        if path != self._model:
            self._model = path
            self.model_changed.emit(path)
            self.context_changed.emit(None)
        self._count_soon()

    def _on_conversation_changed(self, conversation: Conversation) -> None:
        if self._conversation is not None and self._conversation.id == conversation.id:
            self._conversation = conversation
            self._count_soon()

    def _change_list(self, change: Callable[[Store], object]) -> None:
        self._store.run(
            lambda store: (change(store), store.conversations())[1],
            self.conversations_changed.emit,
            self.failed.emit,
        )

    def _message(self, message_id: int) -> Message | None:
        return next((message for message in self._messages if message.id == message_id), None)

    def _active(self) -> ActiveReply | None:
        return self._replies.find(self._conversation.id if self._conversation else None)

    @property
    def _settings(self) -> GenerationSettings:
        """The settings of the app with those of the chosen model in their place."""
        return self._settings_for(self._model, self._app_settings)

    # ---- sending

    def _add_turn(self, text: str, parent_id: int | None) -> None:
        opened, model, system_prompt = self._conversation, self._model, self._settings.system_prompt

        def work(store: Store) -> tuple[Conversation, list[Message]]:
            with store.transaction():
                conversation = opened or store.create_conversation(model=model, system_prompt=system_prompt)
                if not conversation.title:
                    store.set_title(conversation.id, title_from(text), "question")
                asked = store.add_message(conversation.id, parent_id, "user", text, model=model)
                store.add_message(conversation.id, asked.id, "assistant", "", model=model, state="writing")
                store.set_draft(conversation.id, Draft())
            return store.conversation(conversation.id), store.messages(conversation.id)

        def refused(fault: Fault) -> None:
            self._is_sending = False
            self.send_refused.emit(text, fault)

        self._is_sending = True
        opening = self._opening
        is_edit = bool(self._messages) and parent_id != self._messages[-1].id
        self._store.run(work, lambda found: self._on_sent(*found, opening=opening, is_edit=is_edit), refused)

    def _on_sent(
        self, conversation: Conversation, messages: list[Message], *, opening: int, is_edit: bool
    ) -> None:
        self._is_sending = False
        if self._conversation is None and opening == self._opening:
            self._conversation = conversation
        is_open = self._conversation is not None and self._conversation.id == conversation.id
        if is_open:
            self._conversation = conversation
            self._messages = messages
            self._draft = ""
            if is_edit:
                self.branch_changed.emit(messages[:-1])
            else:
                self.messages_added.emit(messages[-2:-1])
        self._begin(conversation, messages)
        self.refresh_conversations()

    def _on_retried(self, messages: list[Message]) -> None:
        self._is_sending = False
        if self._conversation is None or self._conversation.id != messages[-1].conversation_id:
            return
        self._messages = messages
        self.branch_changed.emit(messages[:-1])
        self._begin(self._conversation, messages)

    def _on_send_failed(self, fault: Fault) -> None:
        self._is_sending = False
        self.failed.emit(fault)

    def _begin(self, conversation: Conversation, messages: list[Message]) -> None:
        prompt = _prompt(conversation.system_prompt, messages[:-1])
        self._replies.begin(messages[-1], prompt, self._settings.options())
        if self._is_open(messages[-1]):
            self.reply_began.emit(messages[-1])
            self.generating_changed.emit(True)

    # ---- the reply being written

    def _on_reply_started(self, reply: ActiveReply, started: Started) -> None:
        loaded = self._engines.status(reply.model).loaded
        if loaded is not None and self._is_open(reply.message):
            self._tell_context(started.prompt_tokens, loaded.info.context_tokens, started.dropped_messages)

    def _on_reply_progressed(self, reply: ActiveReply, done: int, total: int) -> None:
        if self._is_open(reply.message):
            self.reply_progress.emit(done, total)

    def _on_reply_grew(self, reply: ActiveReply, text: str, channel: str) -> None:
        if self._is_open(reply.message):
            self.reply_text.emit(text, channel)

    def _on_reply_ended(self, message: Message) -> None:
        if self._is_open(message):
            self._messages[-1:] = [message]
            self.reply_ended.emit(message)
            self.generating_changed.emit(False)
            self._count_soon()
        elif message.state == "failed" and message.fault is not None:
            self.failed.emit(message.fault)

    # ---- the context meter

    def _on_status(self, path: str, status: ModelStatus) -> None:
        if path == self._model:
            self._count_soon()
            if status.state == "cold":
                self.context_changed.emit(None)

    def _count_soon(self) -> None:
        self._count_timer.start()

    def _count(self) -> None:
        if self._engines.status(self._model).state != "ready":
            return
        system_prompt = (
            self._conversation.system_prompt if self._conversation else self._settings.system_prompt
        )
        prompt = _prompt(system_prompt, self._messages)
        if self._draft:
            prompt = (*prompt, ChatMessage("user", self._draft))
        if prompt:
            self._engines.count(self._model, prompt, self._settings.options())

    def _on_counted(self, path: str, counted: Counted) -> None:
        if path == self._model:
            self._tell_context(counted.tokens, counted.context_tokens, counted.dropped_messages)

    def _tell_context(self, tokens: int, context_tokens: int, dropped: int) -> None:
        """Tell the use of the context; `dropped` counts the messages of the prompt, without the system's."""
        self.context_changed.emit(ContextUse(tokens, context_tokens, self._shown(dropped)))

    def _shown(self, dropped: int) -> int:
        """Give how many messages of the branch hold the `dropped` first ones that have text."""
        with_text = [index for index, message in enumerate(self._messages, 1) if message.text]
        return with_text[dropped - 1] if 0 < dropped <= len(with_text) else 0

    def _is_open(self, message: Message) -> bool:
        return self._conversation is not None and self._conversation.id == message.conversation_id


def _prompt(system_prompt: str, messages: list[Message]) -> tuple[ChatMessage, ...]:
    """Give the messages as the model reads them: reasoning and empty replies are left out."""
    system = (ChatMessage("system", system_prompt),) if system_prompt else ()
    return system + tuple(ChatMessage(m.role, m.text) for m in messages if m.text)
