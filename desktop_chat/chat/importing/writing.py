"""Putting whole conversations into the store."""

from __future__ import annotations

from typing import Final

from msgspec import structs

from desktop_chat.chat.attachment_rows import add_attachments
from desktop_chat.chat.database import Database
from desktop_chat.chat.json_columns import to_json
from desktop_chat.chat.records import ConversationRecord, MessageRecord
from desktop_chat.portable import kept

_CONVERSATION: Final = """
    INSERT INTO conversation (title, title_source, model, created_at, updated_at, pinned_at, archived_at, folder_id,
        persona, import_id, source_id, settings, system_prompt, draft, queued)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_MESSAGE: Final = """
    INSERT INTO message (conversation_id, parent_id, role, state, created_at, deleted_at, reasoning_seconds, model,
        timings, fault, options, text, reasoning)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def write_conversation(
    database: Database,
    record: ConversationRecord,
    *,
    import_id: int,
    folder_id: int | None,
    source: str,
) -> int:
    """Put a conversation into the store as it is, and give its id; within a transaction of the caller's."""
    new = database.insert(
        _CONVERSATION,
        record.title,
        record.title_source,
        kept(record.model),
        record.created_at,
        record.updated_at,
        record.pinned_at,
        record.archived_at,
        folder_id,
        record.persona,
        import_id,
        source,
        to_json(record.settings),
        record.system_prompt,
        record.draft.text,
        to_json(record.queued),
    )
    ids: dict[int | None, int] = {}
    for message in record.messages:
        ids[message.id] = _write_message(database, new, ids.get(message.parent), message)
    add_attachments(database, new, None, record.draft.attachments)
    place = record.place and structs.replace(record.place, message_id=ids[record.place.message_id])
    database.change(
        "UPDATE conversation SET leaf_id = ?, beside_id = ?, place = ? WHERE id = ?",
        ids.get(record.shown),
        ids.get(record.beside),
        to_json(place),
        new,
    )
    return new


def _write_message(
    database: Database, conversation_id: int, parent_id: int | None, message: MessageRecord
) -> int:
    new = database.insert(
        _MESSAGE,
        conversation_id,
        parent_id,
        message.role,
        "cut" if message.state == "writing" else message.state,
        message.created_at,
        message.deleted_at,
        message.reasoning_seconds,
        kept(message.model),
        to_json(message.timings),
        to_json(message.fault),
        to_json(message.options),
        message.text,
        message.reasoning,
    )
    if message.attachments:
        add_attachments(database, conversation_id, new, message.attachments)
    return new
