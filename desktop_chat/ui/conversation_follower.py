"""Following the open conversation of one window: what it shows, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.messages import Conversation, Draft, Message, ReadingPlace
from desktop_chat.chat.store import Store
from desktop_chat.chat.turns import NewConversation, Opened, Turn, open_conversation
from desktop_chat.engine.protocol import Started
from desktop_chat.faults import Fault
from desktop_chat.settings import GenerationOverrides
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.context_counter import ContextCounter, Countable
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.levels import Levels
from desktop_chat.ui.new_drafts import NewDrafts
from desktop_chat.ui.open_branch import OpenBranch
from desktop_chat.ui.store_service import StoreService
from desktop_chat.ui.turns import Turns

_OLDER_PAGE: Final = 1000


class ConversationFollower(QObject):
    """Shows one conversation at a time. Windows that show the same one all follow it.

    Signals:
        opened: (Conversation or None, list[Message]) another one is open, with its newest messages and what
            `beside` and `draft` give; None: a new one.
        older_loaded: (list[Message]) all that comes before.
        message_found: (message id) the message that the conversation was opened for is among those told.
        messages_added: (list[Message]) at the end.
        branch_changed: (list[Message]) the conversation shows these now, and what `beside` gives.
        beside_changed: (Message or None) the other version of the last reply that is shown beside it.
        message_deleted: (conversation id, message id) it is hidden; `restore_message` undoes it.
        conversation_made: (Conversation) there is one more.
        reply_began: (Message) a reply is being written, or written on.
        reply_text: (text, channel, message id) the next piece of it.
        reply_progress: (done, total, message id) prompt tokens read so far.
        reply_ended: (Message) as it is kept.
        generating_changed: (bool) whether a reply is being written.
        queued_changed: (Draft) what is sent once it is done.
        given_back: (Draft) what was not sent belongs into the composer, before what is typed there.
        model_changed: (path).
        persona_changed: (key of a persona, or nothing).
        overrides_changed: (GenerationOverrides) the settings of this conversation alone.
        context_changed: (ContextUse or None) None: not known, no model is ready.
        failed: (Fault) to be shown to the user.
    """

    opened = Signal(object, list)
    older_loaded = Signal(list)
    message_found = Signal(int)
    messages_added = Signal(list)
    branch_changed = Signal(list)
    beside_changed = Signal(object)
    message_deleted = Signal(int, int)
    conversation_made = Signal(object)
    reply_began = Signal(object)
    reply_text = Signal(str, str, int)
    reply_progress = Signal(int, int, int)
    reply_ended = Signal(object)
    generating_changed = Signal(bool)
    queued_changed = Signal(object)
    given_back = Signal(object)
    model_changed = Signal(str)
    persona_changed = Signal(str)
    overrides_changed = Signal(object)
    context_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        store: StoreService,
        engines: EngineService,
        turns: Turns,
        drafts: NewDrafts,
        *,
        template_for: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._engines = engines
        self._turns = turns
        self._replies = turns.replies
        self._setups = turns.setups
        self._drafts = drafts
        self._template_for = template_for
        self._branch = OpenBranch()
        self._new = NewConversation()
        self._model = ""
        self._draft = Draft()
        self._opening = 0
        self._is_sending = False
        self._waiting: list[Callable[[], None]] = []  # for all messages, or for the conversation itself
        self._counter = ContextCounter(engines, self._countable, self)
        self._counter.changed.connect(self.context_changed)
        self._setups.changed.connect(self._counter.count_soon)
        self._connect()

    # ---- what the views ask

    @property
    def conversation(self) -> Conversation | None:
        """The open conversation; None for a new one that has no message yet."""
        return self._branch.conversation

    @property
    def model(self) -> str:
        """The path of the chosen model, or nothing."""
        return self._model

    @property
    def messages(self) -> list[Message]:
        """The messages of the open branch, oldest first; only the newest while the others are being read."""
        return list(self._branch.messages)

    @property
    def beside(self) -> Message | None:
        """The other version of the last reply that is shown beside it."""
        return self._branch.beside

    @property
    def draft(self) -> Draft:
        """What is typed and not sent."""
        return self._draft

    @property
    def queued(self) -> Draft:
        """What is sent once the reply being written is done."""
        return self._turns.queued(self._id) if self._id is not None else Draft()

    @property
    def persona(self) -> str:
        """The key of the persona, or nothing."""
        return self._subject.persona

    @property
    def overrides(self) -> GenerationOverrides:
        """The settings of this conversation alone."""
        return self._subject.settings

    @property
    def levels(self) -> Levels:
        """The settings in force with the chosen model, level by level."""
        return self._setups.levels(self._subject, self._model)

    @property
    def is_generating(self) -> bool:
        """Whether the open conversation has a reply being written."""
        return bool(self._replies.of(self._id))

    # ---- opening

    def begin_with(self, model: str) -> None:
        """Have a model chosen before any conversation is open."""
        self._set_model(model)

    def new(self, model: str = "", folder_id: int | None = None) -> None:
        """Open an empty conversation; it is kept from its first message on.

        The persona that new ones begin with may bring a model of its own.
        """
        self._opening += 1
        if model:
            self._set_model(model)
        self._new = replace(self._setups.new_conversation(self._model), folder_id=folder_id)
        persona = self._setups.persona(self._new.persona)
        if persona is not None and persona.model:
            self._set_model(persona.model)
        self._show(OpenBranch())

    def open(self, conversation_id: int, message_id: int | None = None) -> None:
        """Open a conversation, on the branch through a message where one is given; told by `opened`.

        Of one that is lost with a damaged file, a new one opens.
        """
        self._opening += 1
        opening = self._opening
        takes_queued = not self._turns.queued(conversation_id)

        def find(store: Store) -> Opened | None:
            try:
                return open_conversation(
                    store, conversation_id, through_id=message_id, takes_queued=takes_queued
                )
            except LookupError:
                return None

        def show(found: Opened | None) -> None:
            if opening == self._opening and found is None:
                self.new(self._model)
            elif opening == self._opening:
                self._show_opened(found, message_id)

        self._store.run(find, show, self.failed.emit)

    def open_again(self, conversation: Conversation) -> None:
        """Open a conversation of before a backup was restored, where the backup has the same one."""

        def is_same(store: Store) -> bool:
            with suppress(LookupError):
                return store.conversation(conversation.id).created_at == conversation.created_at
            return False

        def go_on(same: bool) -> None:
            if same and self._id is None:
                self.open(conversation.id)

        self._store.run(is_same, go_on, self.failed.emit)

    def forget(self, deleted_ids: Sequence[int]) -> None:
        """Open a new conversation where the open one is among those deleted."""
        if self._id in deleted_ids:
            self.new(self._model)

    def keep_place(self, place: ReadingPlace | None) -> None:
        """Remember where the open conversation is left; None: at its end."""
        self._keep(lambda store, conversation_id: store.set_place(conversation_id, place))

    def set_draft(self, draft: Draft) -> None:
        """Keep what is typed but not sent."""
        self._draft = draft
        if self._id is None:
            self._drafts.set(self, draft)
        self._keep(lambda store, conversation_id: store.set_draft(conversation_id, draft))
        self._counter.count_soon()

    def leave(self) -> None:
        """Let other windows have what is typed in a new conversation here; this window closes."""
        self._drafts.leave(self)

    # ---- the open conversation

    @property
    def _id(self) -> int | None:
        return self._branch.conversation.id if self._branch.conversation is not None else None

    @property
    def _subject(self) -> Conversation | NewConversation:
        """What has the persona and the settings."""
        return self._branch.conversation or self._new_conversation()

    def _new_conversation(self) -> NewConversation:
        usual, new = self._setups.new_conversation(self._model), self._new
        return replace(usual, persona=new.persona, settings=new.settings, folder_id=new.folder_id)

    def _connect(self) -> None:
        turns, replies = self._turns, self._replies
        turns.turned.connect(self._on_turned)
        turns.began.connect(self._on_began)
        turns.changed.connect(self._on_changed)
        turns.queued_changed.connect(self._on_queued)
        turns.given_back.connect(self._on_given_back)
        replies.started.connect(self._on_reply_started)
        replies.progressed.connect(self._on_reply_progressed)
        replies.grew.connect(self._on_reply_grew)
        replies.ended.connect(self._on_reply_ended)

    def _show(self, branch: OpenBranch) -> None:
        conversation = branch.conversation
        self._branch = branch
        self._waiting.clear()
        self._is_sending = False
        branch.refresh(self._current)
        self._draft = self._drafts.of(self) if conversation is None else _draft_of(conversation)
        if conversation is not None and conversation.model:
            self._set_model(conversation.model)
        self.opened.emit(conversation, list(branch.messages))
        self.beside_changed.emit(branch.beside)
        self.generating_changed.emit(self.is_generating)
        self.queued_changed.emit(self.queued)
        self._tell_subject()
        self._counter.forget(self._model)

    def _show_opened(self, opened: Opened, message_id: int | None) -> None:
        branch = OpenBranch(opened.conversation, opened.messages, opened.beside, is_whole=opened.is_whole)
        self._show(branch)
        self._tell_found(message_id, opened.messages)
        if not branch.is_whole:
            self._read_older([], message_id)

    def _read_older(self, found: list[Message], message_id: int | None) -> None:
        """Read page by page, so that other work of the store need not wait for all."""
        opening = self._opening
        before = (found or self._branch.messages)[0].id

        def take(page: list[Message]) -> None:
            if opening != self._opening:
                return
            found[:0] = page
            if len(page) == _OLDER_PAGE:
                self._read_older(found, message_id)
            else:
                self._take_older(found, message_id)

        def failed(fault: Fault) -> None:
            self.failed.emit(fault)
            if opening == self._opening:
                self._take_older(found, message_id)

        self._store.run(lambda store: store.older_messages(before, _OLDER_PAGE), take, failed)

    def _take_older(self, found: list[Message], message_id: int | None) -> None:
        self._branch.add_older(found)
        self.older_loaded.emit(found)
        self._tell_found(message_id, found)
        self._counter.count_soon()
        self._go_on_with_waiting()

    def _tell_found(self, message_id: int | None, messages: Sequence[Message]) -> None:
        if any(each.id == message_id for each in messages):
            self.message_found.emit(message_id)

    def _set_model(self, path: str) -> None:
        if path != self._model:
            self._model = path
            self.model_changed.emit(path)
            self._counter.forget(path)

    def _tell_subject(self) -> None:
        self.persona_changed.emit(self.persona)
        self.overrides_changed.emit(self.overrides)

    def _current(self, message: Message) -> Message:
        reply = self._replies.find(message.id)
        return reply.current() if reply is not None else message

    def _countable(self) -> Countable:
        setup = self._setups.setup(self._subject, self._model)
        return Countable(self._model, setup, self._branch.messages, self._draft)

    def _when_settled(self, call: Callable[[], None]) -> None:
        """Do something once all messages are read, and the conversation is made that is being sent to."""
        if self._branch.is_whole and not self._is_sending:
            call()
        else:
            self._waiting.append(call)

    def _go_on_with_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            self._when_settled(call)

    def _keep(self, keep: Callable[[Store, int], object]) -> None:
        """Keep something of the conversation that no other window shows."""
        conversation_id = self._id
        if conversation_id is not None:
            self._store.run(lambda store: keep(store, conversation_id), failed=self.failed.emit)

    # ---- changes that happened

    def _on_turned(self, turn: Turn, asker: object) -> None:
        is_ours = asker == (self, self._opening)
        if self._id is None and is_ours:
            self._adopt(turn.conversation)
        if not self._branch.is_of(turn.conversation.id):
            return
        if not self._branch.reaches(turn):
            self.open(turn.conversation.id)
            return
        self._is_sending = self._is_sending and not is_ours
        added = self._branch.take(turn)
        self._branch.refresh(self._current)
        if added is None:
            self.branch_changed.emit(list(self._branch.messages))
            self.beside_changed.emit(self._branch.beside)
        else:
            self.messages_added.emit(list(added))
        self._counter.count_soon()
        self._go_on_with_waiting()

    def _adopt(self, conversation: Conversation) -> None:
        """Show the conversation that was made for what was sent, and take along what was typed meanwhile."""
        self._branch.conversation = conversation
        self._drafts.set(self, Draft())
        if self._draft:
            self.set_draft(self._draft)

    def _on_changed(self, conversation: Conversation, asker: object) -> None:
        if self._branch.is_of(conversation.id):
            self._branch.conversation = conversation
            if asker is not self and conversation.model:
                self._set_model(conversation.model)
            self._tell_subject()
            self._counter.count_soon()

    def _on_queued(self, conversation_id: int, draft: Draft) -> None:
        if self._branch.is_of(conversation_id):
            self.queued_changed.emit(draft)

    def _on_given_back(self, conversation_id: int, asker: object) -> None:
        if self._branch.is_of(conversation_id) and asker in (self, None):
            draft = self._turns.take_back()
            if draft is not None:
                self.given_back.emit(draft)

    # ---- the replies being written

    def _on_began(self, reply: ActiveReply) -> None:
        if self._branch.replace(reply.current()):
            self.reply_began.emit(reply.current())
            self.generating_changed.emit(True)

    def _on_reply_started(self, reply: ActiveReply, started: Started) -> None:
        loaded = self._engines.status(reply.model).loaded
        if loaded is not None and self._shows(reply.message):
            before = [each for each in self._branch.messages if each.id < reply.message.id]
            self._counter.note_started(started, loaded.info.context_tokens, before)

    def _on_reply_progressed(self, reply: ActiveReply, done: int, total: int) -> None:
        if self._shows(reply.message):
            self.reply_progress.emit(done, total, reply.message.id)

    def _on_reply_grew(self, reply: ActiveReply, text: str, channel: str) -> None:
        if self._shows(reply.message):
            self.reply_text.emit(text, channel, reply.message.id)

    def _on_reply_ended(self, reply: ActiveReply, message: Message) -> None:
        if self._branch.is_of(message.conversation_id):
            if self._branch.replace(message):
                self.reply_ended.emit(message)
            self.generating_changed.emit(self.is_generating)
            self._counter.count_soon()

    def _shows(self, message: Message) -> bool:
        return self._branch.is_of(message.conversation_id) and self._branch.is_at_end(message.id)


def _draft_of(conversation: Conversation) -> Draft:
    return Draft(conversation.draft, conversation.draft_attachments)
