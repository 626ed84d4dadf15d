"""Which conversations are being answered, and which were answered while nobody looked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.messages import Message
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.turns import Turns


class Marks(NamedTuple):
    """Ids of conversations."""

    writing: frozenset[int] = frozenset()
    unseen: frozenset[int] = frozenset()


class ReplyMarks(QObject):
    """Follows the replies of all windows. `is_seen` says whether the user has a conversation before them.

    Signals:
        changed: (Marks).
    """

    changed = Signal(object)

    def __init__(self, turns: Turns, is_seen: Callable[[int], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._replies = turns.replies
        self._is_seen = is_seen
        self._marks = Marks()
        turns.began.connect(self._on_began)
        turns.replies.ended.connect(self._on_ended)

    @property
    def marks(self) -> Marks:
        """As they are now."""
        return self._marks

    def note_seen(self, conversation_id: int) -> None:
        """Take the mark of what was unseen away."""
        self._use(self._marks._replace(unseen=self._marks.unseen - {conversation_id}))

    def forget(self, conversation_ids: Iterable[int]) -> None:
        """Mark nothing of conversations that are deleted."""
        gone = frozenset(conversation_ids)
        self._use(Marks(self._marks.writing - gone, self._marks.unseen - gone))

    def _on_began(self, reply: ActiveReply) -> None:
        conversation_id = reply.message.conversation_id
        self._use(self._marks._replace(writing=self._marks.writing | {conversation_id}))

    def _on_ended(self, _reply: ActiveReply, message: Message) -> None:
        ended = frozenset({message.conversation_id})
        is_over = not self._replies.of(message.conversation_id)
        is_unseen = message.state != "stopped" and not self._is_seen(message.conversation_id)
        self._use(
            Marks(
                self._marks.writing - ended if is_over else self._marks.writing,
                self._marks.unseen | ended if is_unseen else self._marks.unseen,
            )
        )

    def _use(self, marks: Marks) -> None:
        if marks != self._marks:
            self._marks = marks
            self.changed.emit(marks)
