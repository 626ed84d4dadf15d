"""Telling what is here already from what is new.

A conversation is known by its source: the app it came from and its id there, or what is in it where it has no id; one
of our own by the moment it was made. With all its messages here it is here already; otherwise it has grown.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from desktop_chat.chat.database import Database
from desktop_chat.chat.records import FORMAT, ConversationRecord

Status = Literal["new", "here", "grown"]

_SOURCES: Final = """
    SELECT id, source_id, created_at FROM conversation WHERE deleted_at IS NULL ORDER BY id
"""
_MESSAGES: Final = "SELECT role, text FROM message WHERE conversation_id = ? AND deleted_at IS NULL"


class Known(Struct, frozen=True):
    """What is known of a conversation: whether it is here, and as which."""

    status: Status
    conversation_id: int | None = None


class KnownConversations:
    """The conversations that are here when it is made, and those added to it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids: dict[str, int] = {}
        for conversation_id, source, created_at in database.query(_SOURCES):
            self._ids[source or _moment(created_at)] = conversation_id

    def look_up(self, record: ConversationRecord) -> Known:
        """Say whether a conversation is here."""
        conversation_id = self._ids.get(key_of(record))
        if conversation_id is None:
            return Known("new")
        here = {(role, text) for role, text in self._database.query(_MESSAGES, conversation_id)}
        told = {(one.role, one.text) for one in record.messages if one.deleted_at is None}
        return Known("here" if told <= here else "grown", conversation_id)

    def add(self, key: str, conversation_id: int) -> None:
        """Note a conversation that was just imported."""
        self._ids[key] = conversation_id


def key_of(record: ConversationRecord) -> str:
    """Give what a conversation is known by."""
    return record.source or _moment(record.created_at)


def _moment(created_at: float) -> str:
    return f"{FORMAT}:{created_at!r}"
