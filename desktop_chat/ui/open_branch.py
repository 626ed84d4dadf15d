"""The branch of messages that a window shows, as it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_chat.chat.messages import Conversation, Message
from desktop_chat.chat.turns import Turn


class OpenBranch:
    """A conversation and the messages of it that are shown, oldest first.

    `is_whole`: whether these are all of the branch, or only the newest. `beside` is the other version of the
    last message that is shown beside it.
    """

    def __init__(
        self,
        conversation: Conversation | None = None,
        messages: Sequence[Message] = (),
        beside: Message | None = None,
        *,
        is_whole: bool = True,
    ) -> None:
        self.conversation = conversation
        self.messages = list(messages)
        self.beside = beside
        self.is_whole = is_whole

    def is_of(self, conversation_id: int) -> bool:
        """Whether it shows this conversation."""
        return self.conversation is not None and self.conversation.id == conversation_id

    def find(self, message_id: int) -> Message | None:
        """Give a message that is shown."""
        if self.beside is not None and self.beside.id == message_id:
            return self.beside
        return next((each for each in reversed(self.messages) if each.id == message_id), None)

    def is_at_end(self, message_id: int) -> bool:
        """Whether a message is the last one, or the version beside it."""
        ends = [*self.messages[-1:], *([self.beside] if self.beside else [])]
        return any(each.id == message_id for each in ends)

    def take(self, turn: Turn) -> Sequence[Message] | None:
        """Show what became of the conversation; gives what was only added at the end, None if more changed."""
        kept = [each for each in self.messages if turn.after_id is not None and each.id <= turn.after_id]
        is_added = len(kept) == len(self.messages) and turn.beside == self.beside
        self.conversation = turn.conversation
        self.messages = [*kept, *turn.messages]
        self.beside = turn.beside
        return turn.messages if is_added else None

    def reaches(self, turn: Turn) -> bool:
        """Whether what is shown goes back as far as where a turn changes the branch."""
        oldest = self.messages[0].id if self.messages else 0
        return self.is_whole or (turn.after_id is not None and turn.after_id >= oldest)

    def add_older(self, messages: Sequence[Message]) -> None:
        """Show all that comes before."""
        self.messages[:0] = messages
        self.is_whole = True

    def replace(self, message: Message) -> bool:
        """Show another state of a message; gives whether it is shown at all."""
        if self.beside is not None and self.beside.id == message.id:
            self.beside = message
            return True
        for index in range(len(self.messages) - 1, -1, -1):
            if self.messages[index].id == message.id:
                self.messages[index] = message
                return True
        return False

    def refresh(self, current: Callable[[Message], Message]) -> None:
        """Show what is not stored yet of replies being written."""
        self.messages[-1:] = map(current, self.messages[-1:])
        if self.beside is not None:
            self.beside = current(self.beside)
