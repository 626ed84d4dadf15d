"""Jan's data folder: `threads/<id>/thread.json` and, a message a line, `messages.jsonl`.

The format is that of `core/src/types/thread/threadEntity.ts` and `core/src/types/message/messageEntity.ts`, and of
`web-app/src/services/threads/default.ts`, in which the model moved to the assistant.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_chat.chat.importing.found import Described, put_together
from desktop_chat.chat.importing.loose import Loose, as_json, decode
from desktop_chat.chat.importing.pieces import Piece, fenced, joined, split_thinking
from desktop_chat.chat.messages import Attachment, MessageState
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.engine.protocol import Timings
from desktop_chat.faults import Fault

_STATES: Final[dict[str, MessageState]] = {"pending": "cut", "error": "failed", "stopped": "stopped"}


def read_thread(folder: Path) -> tuple[ConversationRecord, tuple[Fault, ...]]:
    """Give the conversation in a thread's folder, and what of it is damaged.

    Raises `OSError`, `ValueError` and `FaultError("import_record_empty")`.
    """
    file = folder / "thread.json"
    thread = Loose(decode(file.read_bytes()))
    lines, notes = _lines(folder / "messages.jsonl")
    pieces: list[Piece] = []
    instructions = _instructions(thread)
    for number, line in enumerate(lines):
        if line.text("role") == "system":
            instructions = joined([instructions, joined(list(_texts(line)))])
        else:
            pieces.append(_piece(line, str(number), pieces[-1].key if pieces else None))
    metadata = thread.table("metadata")
    described = Described(
        source=thread.text("id") or folder.name,
        title=thread.text("title") or metadata.text("title"),
        created_at=thread.seconds("created"),
        updated_at=thread.seconds("updated"),
        model=_model(thread),
        system_prompt=instructions,
        folder=metadata.table("project").text("name"),
        is_pinned=metadata.flag("is_favorite") or thread.flag("isFavorite"),
    )
    shown = pieces[-1].key if pieces else None
    record = put_together("jan", described, pieces, shown, written_at=file.stat().st_mtime)
    return record, notes


def _lines(file: Path) -> tuple[list[Loose], tuple[Fault, ...]]:
    lines: list[Loose] = []
    broken = 0
    if file.exists():
        with file.open("rb") as messages:
            for line in filter(bytes.strip, messages):
                try:
                    lines.append(Loose(decode(line)))
                except ValueError:
                    broken += 1
    return list(filter(None, lines)), (Fault("import_message_broken"),) * bool(broken)


def _instructions(thread: Loose) -> str:
    return next(
        (one.text("instructions") for one in thread.tables("assistants") if one.text("instructions")), ""
    )


def _model(thread: Loose) -> str:
    models = [thread.table("model"), *(one.table("model") for one in thread.tables("assistants"))]
    return next((model.text("id") for model in models if model.text("id") not in {"", "*"}), "")


def _piece(line: Loose, number: str, parent: str | None) -> Piece:
    is_user = line.text("role") == "user"
    text = joined(list(_texts(line)))
    reasoning = joined(
        [one.table("text").text("value") for one in line.tables("content") if one.text("type") == "reasoning"]
    )
    if not is_user and not reasoning:
        reasoning, text = split_thinking(text)
    metadata = line.table("metadata")
    return Piece(
        line.text("id") or number,
        parent,
        "user" if is_user else "assistant",
        created_at=line.seconds("created_at"),
        text=text,
        reasoning=reasoning,
        state=_STATES.get(line.text("status"), "done"),
        model=""
        if is_user
        else metadata.text("modelId") or metadata.table("assistant").table("model").text("id"),
        attachments=tuple(_attachments(line)),
        timings=_timings(metadata.table("tokenSpeed")),
    )


def _texts(line: Loose) -> Iterator[str]:
    if line.text("content"):  # a text alone, as the first versions wrote it
        yield line.text("content")
    for content in line.tables("content"):
        match content.text("type"):
            case "reasoning":
                pass
            case "image_url":
                address = content.table("image_url").text("url")
                yield f"![]({address})" if address and not address.startswith("data:") else ""
            case "tool_call":
                yield joined([f"**{content.text('tool_name')}**", *_tool_call(content)])
            case _:
                yield content.table("text").text("value") or content.text("text")


def _tool_call(content: Loose) -> Iterator[str]:
    for name in ("input", "output"):
        value = content.raw(name)
        if value is not None:
            yield fenced(
                value if isinstance(value, str) else as_json(value), "" if isinstance(value, str) else "json"
            )


def _timings(speed: Loose) -> Timings | None:
    tokens, rate = speed.whole("tokenCount"), speed.number("tokenSpeed")
    return Timings(reply_tokens=tokens, reply_seconds=tokens / rate) if tokens and rate and rate > 0 else None


def _attachments(line: Loose) -> Iterator[Attachment]:
    for attachment in (*line.tables("attachments"), *line.table("metadata").tables("files")):
        name = attachment.text("name") or attachment.text("file_id")
        if name:
            yield Attachment(name, attachment.text("content"))
