"""Reading and writing the texts that come with messages and drafts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from desktop_chat.chat.database import Database
from desktop_chat.chat.messages import Attachment

Attachments = tuple[Attachment, ...]

_MOST_AT_ONCE = 500  # values of one statement; SQLite takes 999 and more


def attachments_of_messages(
    database: Database, conversation_id: int, message_ids: Sequence[int]
) -> dict[int, Attachments]:
    """Give the attachments of those messages that have some."""
    if not message_ids:
        return {}
    among = set(message_ids)
    rows = database.query(  # answered by the index alone, and mostly empty
        "SELECT id, message_id FROM attachment WHERE conversation_id = ? AND message_id BETWEEN ? AND ?",
        conversation_id,
        min(among),
        max(among),
    )
    owners = {number: message_id for number, message_id in rows if message_id in among}
    found: dict[int, list[Attachment]] = defaultdict(list)
    numbers = iter(sorted(owners))
    while chunk := list(islice(numbers, _MOST_AT_ONCE)):
        for number, *attachment in database.query(
            f"SELECT id, name, text FROM attachment WHERE id IN ({', '.join('?' * len(chunk))}) ORDER BY id",
            *chunk,
        ):
            found[owners[number]].append(Attachment(*attachment))
    return {message_id: tuple(those) for message_id, those in found.items()}


def attachments_of_draft(database: Database, conversation_id: int | None) -> Attachments:
    """Give the attachments of a conversation's draft, or of the draft of a new one (None)."""
    rows = database.query(
        "SELECT name, text FROM attachment WHERE conversation_id IS ? AND message_id IS NULL ORDER BY id",
        conversation_id,
    )
    return tuple(Attachment(*row) for row in rows)


def add_attachments(
    database: Database,
    conversation_id: int | None,
    message_id: int | None,
    attachments: Iterable[Attachment],
) -> None:
    """Keep attachments of a message, of a draft (no message), or of the draft of a new conversation (neither)."""
    for each in attachments:
        database.insert(
            "INSERT INTO attachment (conversation_id, message_id, name, text) VALUES (?, ?, ?, ?)",
            conversation_id,
            message_id,
            each.name,
            each.text,
        )
