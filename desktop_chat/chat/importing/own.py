"""The app's own JSON, read back; `docs/export-format.md` describes it."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import NODEFAULT, Raw, Struct, structs

from desktop_chat.chat.importing.json_elements import Bytes, before_list
from desktop_chat.chat.messages import ReadingPlace
from desktop_chat.chat.records import FORMAT, VERSION, ConversationRecord, Head, MessageRecord, time_within
from desktop_chat.faults import Fault, FaultError

_Kind = TypeVar("_Kind", bound=Struct)

_decoder: msgspec.json.Decoder[ConversationRecord] = msgspec.json.Decoder(ConversationRecord)


class _Place(Struct):
    """What is needed of a damaged message, so that those below it stay where they are."""

    id: int
    parent: int | None = None
    created_at: float = 0.0


def read_head(data: Bytes) -> tuple[Head, int] | None:
    """Give what stands before the conversations, and where their list begins; None where it is another format.

    Raises `ValueError` for a damaged head, and `FaultError("import_newer")`.
    """
    split = before_list(data, "conversations")
    if split is None:
        return None
    start, at = split
    kind = msgspec.json.decode(start, type=dict[str, Any])
    if kind.get("format") != FORMAT:
        return None
    if not isinstance(kind.get("version"), int) or kind["version"] > VERSION:
        raise FaultError("import_newer")
    return _by_fields(Head, start), at


def read_conversation(data: bytes) -> tuple[ConversationRecord, tuple[Fault, ...]]:
    """Give a conversation, and what of it is damaged; raises `ValueError` and `FaultError`."""
    notes: tuple[Fault, ...] = ()
    try:
        record = _decoder.decode(data)
    except (ValueError, RecursionError):
        record = _by_fields(ConversationRecord, data)
        notes = (Fault("import_message_broken"),)
    if not record.messages and not record.draft:
        raise FaultError("import_record_empty")
    return _sound(record), notes


def _by_fields(kind: type[_Kind], data: bytes) -> _Kind:
    """Read a struct without the values of it that are damaged; raises `ValueError` where one is needed."""
    try:
        table = msgspec.json.decode(data, type=dict[str, Raw])
    except RecursionError as error:
        raise ValueError("too deep") from error
    good: dict[str, Any] = {}
    for field in structs.fields(kind):
        raw = table.get(field.encode_name)
        if raw is None:
            continue
        try:
            good[field.name] = _messages(raw) if field.name == "messages" else _value(raw, field.type)
        except (ValueError, RecursionError):
            if field.default is NODEFAULT and field.default_factory is NODEFAULT:
                raise ValueError(f"no {field.encode_name}") from None
    try:
        return kind(**good)
    except TypeError as error:
        raise ValueError(str(error)) from error


def _value(raw: Raw, kind: Any) -> Any:  # noqa: ANN401  whatever a field is
    return msgspec.json.decode(raw, type=kind)


def _messages(raw: Raw) -> tuple[MessageRecord, ...]:
    messages: list[MessageRecord] = []
    for one in msgspec.json.decode(raw, type=list[Raw]):
        try:
            messages.append(_message(one))
        except ValueError:
            continue
    return tuple(messages)


def _message(raw: Raw) -> MessageRecord:
    try:
        return _by_fields(MessageRecord, bytes(raw))
    except ValueError:
        place = msgspec.json.decode(raw, type=_Place)
        time = time_within(place.created_at)
        return MessageRecord(max(place.id, 1), "user", time, parent=place.parent, deleted_at=time)


def _sound(record: ConversationRecord) -> ConversationRecord:
    """Give a record whose ids refer to what is there: it stays as it is when they do."""
    seen: set[int] = set()
    messages: list[MessageRecord] = []
    for message in record.messages:
        if message.id in seen or (messages and message.id < messages[-1].id):
            continue
        is_known = message.parent is None or message.parent in seen
        messages.append(message if is_known else structs.replace(message, parent=None))
        seen.add(message.id)
    last = messages[-1].id if messages else None
    place = record.place if record.place and record.place.message_id in seen else None
    changes: dict[str, int | ReadingPlace | tuple[MessageRecord, ...] | None] = {
        "messages": tuple(messages),
        "shown": record.shown if record.shown in seen else last,
        "beside": record.beside if record.beside in seen else None,
        "place": place,
    }
    return structs.replace(record, **changes)
