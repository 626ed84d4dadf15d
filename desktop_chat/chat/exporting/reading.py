"""Reading whole conversations from the store, as records. What is deleted stays behind."""

from __future__ import annotations

from typing import Any, Final

from msgspec import structs

from desktop_chat import portable
from desktop_chat.chat.attachment_rows import attachments_of_messages
from desktop_chat.chat.database import Database
from desktop_chat.chat.json_columns import from_json
from desktop_chat.chat.messages import Draft, ReadingPlace
from desktop_chat.chat.records import FORMAT, ConversationRecord, MessageRecord, time_within
from desktop_chat.chat.store import Store
from desktop_chat.chat.table import only
from desktop_chat.engine.protocol import GenerateOptions, Timings
from desktop_chat.faults import Fault

_CONVERSATION: Final = """
    SELECT coalesce(f.name, ''), c.pinned_at, c.archived_at, coalesce(c.source_id, '')
    FROM conversation c LEFT JOIN folder f ON f.id = c.folder_id WHERE c.id = ?
"""
_MESSAGES: Final = """
    SELECT id, role, created_at, text, parent_id, reasoning, reasoning_seconds, state, model, deleted_at,
        options, timings, fault
    FROM message WHERE conversation_id = ? ORDER BY id
"""


def read_conversation(store: Store, conversation_id: int) -> ConversationRecord:
    """Give a conversation with all its versions; raises `LookupError` and `FaultError`.

    Of a deleted message with others below it only its place is kept; of others nothing.
    """
    found = store.conversation(conversation_id)
    folder, pinned_at, archived_at, source = only(store.database.query(_CONVERSATION, conversation_id))
    messages = _messages(store.database, conversation_id)
    numbers = {message_id: record.id for message_id, record in messages.items()}
    return ConversationRecord(
        created_at=time_within(found.created_at),
        updated_at=time_within(found.updated_at),
        title=found.title,
        title_source=found.title_source,
        model=found.model,
        system_prompt=found.system_prompt,
        persona=found.persona,
        settings=found.settings,
        folder=folder,
        pinned_at=pinned_at,
        archived_at=archived_at,
        draft=Draft(found.draft, found.draft_attachments),
        queued=found.queued,
        shown=numbers.get(found.leaf_id or 0),
        beside=numbers.get(found.beside_id or 0),
        place=_place(found.place, numbers),
        source="" if source.startswith(f"{FORMAT}:") else source,
        messages=tuple(messages.values()),
    )


def shown_branch(record: ConversationRecord) -> list[MessageRecord]:
    """Give the messages that are shown, from the first to the last."""
    by_id = {message.id: message for message in record.messages}
    branch: list[MessageRecord] = []
    number = record.shown
    while number is not None:
        message = by_id[number]
        if message.deleted_at is None:
            branch.append(message)
        number = message.parent
    return branch[::-1]


def _messages(database: Database, conversation_id: int) -> dict[int, MessageRecord]:
    """Give the messages by their ids in the store, numbered anew in their order."""
    rows = {row[0]: row for row in database.query(_MESSAGES, conversation_id)}
    kept = _kept(rows)
    attachments = attachments_of_messages(database, conversation_id, kept)
    numbers: dict[int, int] = {}
    messages: dict[int, MessageRecord] = {}
    for number, message_id in enumerate(kept, 1):
        numbers[message_id] = number
        record = _message(rows[message_id], number, numbers)
        messages[message_id] = (
            _without_content(record)
            if record.deleted_at is not None
            else structs.replace(record, attachments=attachments.get(message_id, ()))
        )
    return messages


def _kept(rows: dict[int, tuple[Any, ...]]) -> list[int]:
    """Give the ids of the messages that are not deleted, or have such a one below them."""
    kept: set[int] = set()
    for message_id in sorted(rows, reverse=True):  # what is below comes first
        if rows[message_id][9] is None or message_id in kept:
            kept.update((message_id, *filter(None, (rows[message_id][4],))))
    return sorted(kept & rows.keys())


def _message(row: tuple[Any, ...], number: int, numbers: dict[int, int]) -> MessageRecord:
    _, role, created_at, text, parent_id, reasoning, seconds, state, model, deleted_at, *made = row
    options, timings, fault = made
    return MessageRecord(
        id=number,
        role=role,
        created_at=time_within(created_at),
        text=text,
        parent=numbers.get(parent_id),
        reasoning=reasoning,
        reasoning_seconds=seconds,
        state="cut" if state == "writing" else state,
        model=portable.found(model),
        options=from_json(GenerateOptions, options),
        timings=from_json(Timings, timings),
        fault=from_json(Fault, fault),
        deleted_at=None if deleted_at is None else time_within(deleted_at),
    )


def _without_content(record: MessageRecord) -> MessageRecord:
    return MessageRecord(
        record.id, record.role, record.created_at, parent=record.parent, deleted_at=record.deleted_at
    )


def _place(place: ReadingPlace | None, numbers: dict[int, int]) -> ReadingPlace | None:
    if place is None or place.message_id not in numbers:
        return None
    return structs.replace(place, message_id=numbers[place.message_id])
