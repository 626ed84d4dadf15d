"""What is asked and answered in conversations, from whichever window, and what waits to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop_chat.chat import turns
from desktop_chat.chat.messages import Draft, Message
from desktop_chat.chat.reading import UNKNOWN_CONTEXT, as_prompt, newest_readable
from desktop_chat.chat.store import Store
from desktop_chat.chat.turns import NewConversation, Turn
from desktop_chat.faults import Fault
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.replies import Replies
from desktop_chat.ui.reply_setups import ReplySetups
from desktop_chat.ui.store_service import StoreService

Refused = Callable[[Fault], None]


class _Queued(NamedTuple):
    """A message that waits, and who asked last."""

    draft: Draft
    asker: object


class Turns(QObject):
    """Changes conversations in the store, lets models answer, and tells every window.

    Where a reply is to be written, `before` are the messages of the branch that lead to it; more of the
    branch does no harm.

    Signals:
        turned: (Turn, asker) a branch changed; `asker` is what `ask` was given, else None.
        began: (ActiveReply) a model is to write a reply.
        changed: (Conversation, asker) its model, persona or settings are others.
        queued_changed: (conversation id, Draft) what is sent once the reply is done.
        given_back: (conversation id, asker) what was queued is not sent; `take_back` gives it to one window, the
            asker's where it still shows the conversation, else any (told again, without one).
        failed: (Fault).
    """

    turned = Signal(object, object)
    began = Signal(object)
    changed = Signal(object, object)
    queued_changed = Signal(int, object)
    given_back = Signal(int, object)
    failed = Signal(object)

    def __init__(
        self,
        store: StoreService,
        engines: EngineService,
        replies: Replies,
        setups: ReplySetups,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.replies = replies
        self.setups = setups
        self._store = store
        self._engines = engines
        self._under_way: Counter[int] = Counter()  # conversations that are being changed
        self._queued: dict[int, _Queued] = {}
        self._untaken: Draft | None = None  # what is given back, until a window has it
        replies.ended.connect(self._on_reply_ended)

    def is_busy(self, conversation_id: int, but: Message | None = None) -> bool:
        """Whether a reply is being written in a conversation, or is about to be; one may be left out."""
        writing = [each.message.id for each in self.replies.of(conversation_id)]
        return bool(self._under_way[conversation_id]) or any(
            but is None or each != but.id for each in writing
        )

    # ---- asking

    def ask(
        self,
        into: int | NewConversation,
        draft: Draft,
        model: str,
        before: Sequence[Message],
        *,
        asker: object,
        refused: Refused,
    ) -> None:
        """Send a message at the end of a conversation, or as the first of a new one."""
        conversation_id = into if isinstance(into, int) else 0
        self._change(
            conversation_id,
            lambda store: turns.ask(store, into, draft, model),
            before,
            asker=asker,
            refused=refused,
        )

    def ask_anew(
        self, question: Message, draft: Draft, model: str, before: Sequence[Message], *, refused: Refused
    ) -> None:
        """Send a message in place of an earlier one; a reply being written ends."""
        self.replies.stop(question.conversation_id)
        self._change(
            question.conversation_id,
            lambda store: turns.ask_anew(store, question.id, draft, model),
            before,
            refused=refused,
        )

    def answer_anew(self, reply: Message, model: str, before: Sequence[Message]) -> None:
        """Let a model write another version of a reply; one being written ends."""
        self.replies.stop(reply.conversation_id)
        self._change(reply.conversation_id, lambda store: turns.answer_anew(store, reply.id, model), before)

    def go_on(self, reply: Message, before: Sequence[Message]) -> None:
        """Let the model of a reply that was cut write on."""
        self._change(reply.conversation_id, lambda store: turns.go_on(store, reply.id), before)

    def stop_all(self, conversation_ids: Iterable[int]) -> None:
        """End the replies of these conversations; what is written is kept."""
        for conversation_id in conversation_ids:
            self.replies.stop(conversation_id)

    def stop_writing(self, message_ids: Iterable[int]) -> None:
        """End the replies that are being written into these messages; what is written is kept."""
        for reply in filter(None, map(self.replies.find, message_ids)):
            self.replies.stop_one(reply)

    # ---- two versions side by side

    def answer_beside(self, conversation_id: int, model: str, before: Sequence[Message]) -> None:
        """Let a model write a version of the last reply that is shown beside it, once that one is done.

        Never both at once: two engines that compute on the same cores are slower together than in turn.
        """
        self._change(
            conversation_id, lambda store: turns.answer_beside(store, conversation_id, model), before
        )

    def end_beside(self, conversation_id: int, chosen_id: int | None, left_out: Iterable[int]) -> None:
        """Show one version alone again; those left out are not written on, and stay as versions."""
        self.stop_writing(left_out)
        self._change(conversation_id, lambda store: turns.end_beside(store, conversation_id, chosen_id))

    # ---- versions and single messages

    def choose(self, conversation_id: int, message_id: int) -> None:
        """Show the branch through a message."""
        self._change(conversation_id, lambda store: turns.choose(store, message_id))

    def delete(self, message: Message) -> None:
        """Hide a message; a reply that is being written into it ends. `bring_back` undoes it."""
        self.stop_writing([message.id])
        self._change(message.conversation_id, lambda store: turns.delete(store, message.id))

    def bring_back(self, conversation_id: int, message_id: int) -> None:
        """Undo `delete`."""
        self._change(conversation_id, lambda store: turns.bring_back(store, message_id))

    # ---- what waits

    def queued(self, conversation_id: int) -> Draft:
        """Give what is sent in a conversation once its reply is done."""
        waiting = self._queued.get(conversation_id)
        return waiting.draft if waiting is not None else Draft()

    def queue(self, conversation_id: int, draft: Draft, asker: object) -> None:
        """Send a message once the reply being written is done; after what waits already."""
        waiting = turns.joined(self.queued(conversation_id), draft)
        self._queued[conversation_id] = _Queued(waiting, asker)
        self._store.run(lambda store: turns.queue(store, conversation_id, waiting), failed=self.failed.emit)
        self.queued_changed.emit(conversation_id, waiting)

    def unqueue(self, conversation_id: int, asker: object = None) -> None:
        """Put what waits back into the draft, and into the asker's window or that of who queued it."""
        waiting = self._queued.pop(conversation_id, None)
        if waiting is None:
            return
        self._store.run(lambda store: turns.unqueue(store, conversation_id), failed=self.failed.emit)
        self.queued_changed.emit(conversation_id, Draft())
        self._untaken = waiting.draft
        for wanted in (asker or waiting.asker, None):
            self.given_back.emit(conversation_id, wanted)
        self._untaken = None  # where nobody shows the conversation, its draft has it

    def take_back(self) -> Draft | None:
        """Give what is being given back to the first window that asks."""
        untaken, self._untaken = self._untaken, None
        return untaken

    def _on_reply_ended(self, _reply: ActiveReply, message: Message) -> None:
        if message.conversation_id in self._queued and not self.is_busy(message.conversation_id):
            if message.state == "done":
                self._send_queued(message.conversation_id)
            else:
                self.unqueue(message.conversation_id)

    def _send_queued(self, conversation_id: int) -> None:
        def work(store: Store) -> tuple[Turn, list[Message]] | None:
            turn = turns.send_queued(store, conversation_id)
            return None if turn is None else (turn, store.messages(conversation_id))

        def sent(found: tuple[Turn, list[Message]] | None) -> None:
            self._under_way[conversation_id] -= 1
            if found is not None:
                self._take(*found)

        self._queued.pop(conversation_id)
        self._under_way[conversation_id] += 1
        self._store.run(work, sent, lambda fault: self._fail(conversation_id, fault, self.failed.emit))
        self.queued_changed.emit(conversation_id, Draft())

    # ---- changing and telling

    def change(self, conversation_id: int, change: Callable[[Store], object], asker: object) -> None:
        """Set something of a conversation that is no message; told by `changed`."""
        self._store.run(
            lambda store: (change(store), store.conversation(conversation_id))[1],
            lambda conversation: self.changed.emit(conversation, asker),
            self.failed.emit,
        )

    def _change(
        self,
        conversation_id: int,
        work: Callable[[Store], Turn | None],
        before: Sequence[Message] = (),
        *,
        asker: object = None,
        refused: Refused | None = None,
    ) -> None:
        def turned(turn: Turn | None) -> None:
            self._under_way[conversation_id] -= 1
            if turn is not None:
                self._take(turn, before, asker)

        self._under_way[conversation_id] += 1
        self._store.run(
            work, turned, lambda fault: self._fail(conversation_id, fault, refused or self.failed.emit)
        )

    def _fail(self, conversation_id: int, fault: Fault, tell: Refused) -> None:
        self._under_way[conversation_id] -= 1
        tell(fault)
        if not self.is_busy(conversation_id):
            self.unqueue(conversation_id)

    def _take(self, turn: Turn, before: Sequence[Message], asker: object = None) -> None:
        self.turned.emit(turn, asker)
        if turn.reply is not None:
            reply = self._active(turn, turn.reply, before)
            self.replies.begin(reply)
            self.began.emit(reply)

    def _active(self, turn: Turn, message: Message, before: Sequence[Message]) -> ActiveReply:
        kept = [each for each in before if turn.after_id is not None and each.id <= turn.after_id]
        asked = [each for each in turn.messages if each.id <= (message.parent_id or 0)]
        loaded = self._engines.status(message.model).loaded
        context_tokens = loaded.info.context_tokens if loaded is not None else UNKNOWN_CONTEXT
        setup = self.setups.setup(turn.conversation, message.model)
        prompt = as_prompt(setup.system_prompt, newest_readable([*kept, *asked], context_tokens))
        others = self.replies.of(message.conversation_id)
        return ActiveReply(message, prompt, setup.options, after=others[-1] if others else None)
