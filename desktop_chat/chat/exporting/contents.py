"""How much of a conversation goes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct, structs

from desktop_chat.chat.exporting.reading import shown_branch
from desktop_chat.chat.records import ConversationRecord, MessageRecord


class Contents(Struct, frozen=True):
    """What is wanted; formats that are made for reading hold the branch that is shown in any case."""

    all_versions: bool = True
    reasoning: bool = True


EVERYTHING: Final = Contents()


def narrowed(record: ConversationRecord, contents: Contents) -> ConversationRecord:
    """Leave out of a conversation what is not wanted."""
    if not contents.all_versions:
        record = _only_shown(record)
    if not contents.reasoning:
        record = structs.replace(record, messages=tuple(map(_without_reasoning, record.messages)))
    return record


def _only_shown(record: ConversationRecord) -> ConversationRecord:
    branch = tuple(_chained(shown_branch(record)))
    kept = {message.id for message in branch}
    return structs.replace(
        record,
        messages=branch,
        shown=branch[-1].id if branch else None,
        beside=None,
        place=record.place if record.place is not None and record.place.message_id in kept else None,
    )


def _chained(branch: list[MessageRecord]) -> Iterator[MessageRecord]:
    """Let each message follow the one before it: deleted ones between them are left out."""
    parent = None
    for message in branch:
        yield structs.replace(message, parent=parent)
        parent = message.id


def _without_reasoning(message: MessageRecord) -> MessageRecord:
    return structs.replace(message, reasoning="", reasoning_seconds=None)
