"""The messages of a transcript in rows, and which row a message is in."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.chat.messages import Message

Messages = tuple[Message, ...]
"""What stands in one row, from left to right: a message, or versions of one."""


class Rows:
    """Holds the rows of a branch, oldest first; a row's number stays the same while rows are added around it."""

    def __init__(self) -> None:
        self.rows: list[Messages] = []
        self._first = 0  # the number of the first row
        self._numbers: dict[int, int] = {}  # by message

    def __len__(self) -> int:
        return len(self.rows)

    def has_number(self, number: int) -> bool:
        """Whether there is a row of that number."""
        return self._first <= number < self._first + len(self.rows)

    def number_of(self, message_id: int) -> int | None:
        """Give the number of a message's row."""
        return self._numbers.get(message_id)

    def index_of(self, message_id: int) -> int | None:
        """Give how many rows stand above a message's."""
        number = self._numbers.get(message_id)
        return None if number is None else number - self._first

    def messages_of(self, number: int) -> Messages:
        """Give the messages of a row."""
        return self.rows[number - self._first]

    def numbered_from(self, index: int) -> list[tuple[int, Messages]]:
        """Give the rows from an index on, with their numbers."""
        start = max(0, index)
        return list(enumerate(self.rows[start:], self._first + start))

    def prepend(self, rows: Sequence[Messages]) -> None:
        """Put older rows before the first one."""
        self._first -= len(rows)
        self.rows[:0] = rows
        self._count(rows, self._first)

    def extend(self, rows: Sequence[Messages]) -> None:
        """Put rows after the last one."""
        self._count(rows, self._first + len(self.rows))
        self.rows += rows

    def truncate(self, length: int) -> None:
        """Drop the rows from an index on."""
        for row in self.rows[length:]:
            self._forget(row)
        del self.rows[length:]

    def set_row(self, number: int, messages: Messages) -> None:
        """Put other messages, or other states of them, in a row."""
        self._forget(self.messages_of(number))
        self.rows[number - self._first] = messages
        self._count([messages], number)

    def replace(self, message: Message) -> None:
        """Put another state of a message in its place, where it is here."""
        number = self._numbers.get(message.id)
        if number is not None:
            row = self.messages_of(number)
            self.set_row(number, tuple(message if old.id == message.id else old for old in row))

    def _count(self, rows: Sequence[Messages], first: int) -> None:
        for number, row in enumerate(rows, first):
            for message in row:
                self._numbers[message.id] = number

    def _forget(self, row: Messages) -> None:
        for message in row:
            self._numbers.pop(message.id, None)
