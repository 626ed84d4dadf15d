"""What a reader of another app's files gives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from desktop_chat.chat.importing.loose import Loose
from desktop_chat.chat.importing.pieces import Piece
from desktop_chat.chat.importing.trees import messages_of
from desktop_chat.chat.messages import TitleSource
from desktop_chat.chat.records import ConversationRecord, Head, MessageRecord, time_within
from desktop_chat.chat.titles import title_from
from desktop_chat.faults import Fault, FaultError
from desktop_chat.settings import GenerationOverrides

Format = Literal["desktop-chat", "chatgpt", "claude", "jan", "lm-studio", "gpt4all", "open-webui"]


class Found(Struct, frozen=True):
    """A conversation that can be imported; `notes` say what of it cannot."""

    record: ConversationRecord
    fraction: float  # how much of everything is read after it, 0 to 1
    notes: tuple[Fault, ...] = ()


class Skipped(Struct, frozen=True):
    """A conversation that cannot be imported, and why."""

    title: str  # or what else tells which one it is
    fault: Fault
    fraction: float = 0.0


Reading = Iterator[Found | Skipped | Head]
"""A head comes first, where there is one."""


class Described(Struct, frozen=True, kw_only=True):
    """What is known of another app's conversation beside its messages. Times are in seconds since 1970."""

    source: str  # its id in that app; "": it has none
    title: str = ""
    created_at: float | None = None
    updated_at: float | None = None
    model: str = ""
    system_prompt: str = ""
    settings: GenerationOverrides = GenerationOverrides()
    folder: str = ""
    is_pinned: bool = False
    is_archived: bool = False


def put_together(
    format: Format,  # noqa: A002  the word people use
    described: Described,
    pieces: list[Piece],
    shown: str | None,
    *,
    written_at: float,
    beside: str | None = None,
) -> ConversationRecord:
    """Make a conversation; `written_at` stands in for times that are not known.

    `beside` is a piece of the reply shown beside the last one. Raises `FaultError("import_record_empty")`.
    """
    start = described.created_at or _earliest(pieces) or written_at
    messages, places = messages_of(pieces, shown, start)
    if not any(message.text or message.reasoning or message.attachments for message in messages):
        raise FaultError("import_record_empty")
    updated_at = max(described.updated_at or start, start)
    title, source = _title(described.title, next((one.text for one in messages if one.role == "user"), ""))
    return ConversationRecord(
        created_at=time_within(start),
        updated_at=time_within(updated_at),
        title=title,
        title_source=source,
        model=described.model or next((one.model for one in reversed(messages) if one.model), ""),
        system_prompt=described.system_prompt.strip(),
        settings=described.settings,
        folder=described.folder,
        pinned_at=time_within(updated_at) if described.is_pinned else None,
        archived_at=time_within(updated_at) if described.is_archived else None,
        shown=places.get(shown or "", messages[-1].id),
        beside=places.get(beside or ""),
        source=f"{format}:{described.source or _digest(messages)}",
        messages=messages,
    )


def name_of(table: Loose, *names: str) -> str:
    """Say which conversation it is, for one that cannot be imported."""
    return next(filter(None, map(table.text, names)), "")


def _digest(messages: tuple[MessageRecord, ...]) -> str:
    digest = hashlib.sha256()
    for message in messages:
        digest.update(f"{message.role}\0{message.text}\0".encode())
    return f"#{digest.hexdigest()[:32]}"


def _title(title: str, question: str) -> tuple[str, TitleSource]:
    if title.strip():
        return " ".join(title.split()), "model"
    made = title_from(question)
    return made, "question" if made else ""


def _earliest(pieces: list[Piece]) -> float | None:
    return min((piece.created_at for piece in pieces if piece.created_at is not None), default=None)
