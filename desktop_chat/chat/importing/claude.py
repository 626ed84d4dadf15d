"""Claude's account export: `conversations.json`, a list of conversations with their messages in order.

Anthropic does not describe it. What is read here was seen in exports of 2024 to 2026: messages hold blocks of text,
thinking and tools, newer ones name the message they follow, so that there are branches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop_chat.chat.importing.found import Described, put_together
from desktop_chat.chat.importing.loose import Loose, as_json, text_of
from desktop_chat.chat.importing.pieces import Piece, fenced, joined
from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.records import ConversationRecord

_ROOT: Final = "00000000-0000-4000-8000-000000000000"


def read_conversation(table: Loose, written_at: float) -> ConversationRecord:
    """Give a conversation of the list; raises `FaultError("import_record_empty")`."""
    messages = table.tables("chat_messages")
    is_tree = any(message.text("parent_message_uuid") for message in messages)
    pieces: list[Piece] = []
    for number, message in enumerate(messages):
        before = pieces[-1].key if pieces else None
        parent = message.text("parent_message_uuid") if is_tree else before
        pieces.append(_piece(message, str(number), None if parent == _ROOT else parent))
    described = Described(
        source=table.text("uuid"),
        title=table.text("name"),
        created_at=table.seconds("created_at"),
        updated_at=table.seconds("updated_at"),
        model=table.text("model"),
        folder=table.table("project").text("name"),
        is_pinned=table.flag("is_starred"),
    )
    shown = table.text("current_leaf_message_uuid") or _newest(pieces)
    return put_together("claude", described, pieces, shown, written_at=written_at)


def _newest(pieces: list[Piece]) -> str | None:
    by_time = sorted(pieces, key=lambda piece: piece.created_at or 0.0)
    return by_time[-1].key if by_time else None


def _piece(message: Loose, number: str, parent: str | None) -> Piece:
    blocks = message.tables("content")
    text = joined(list(filter(None, map(_block, blocks)))) or message.text("text")
    thinking = [block for block in blocks if block.text("type") == "thinking"]
    return Piece(
        message.text("uuid") or number,
        parent,
        "user" if message.text("sender") == "human" else "assistant",
        created_at=message.seconds("created_at"),
        text=text,
        reasoning=joined([block.text("thinking") for block in thinking]),
        reasoning_seconds=_seconds(thinking),
        state="cut" if message.flag("truncated") and message.text("sender") != "human" else "done",
        model=message.text("model"),
        attachments=tuple(_attachments(message)),
    )


def _seconds(thinking: list[Loose]) -> float | None:
    spans = [(block.seconds("start_timestamp"), block.seconds("stop_timestamp")) for block in thinking]
    known = [stop - start for start, stop in spans if start is not None and stop is not None]
    return max(sum(known), 0.0) if known else None


def _block(block: Loose) -> str:
    match block.text("type"):
        case "text":
            return block.text("text")
        case "thinking" | "token_budget" | "flag":
            return ""
        case "tool_use":
            return _tool_use(block)
        case "tool_result":
            return _tool_result(block)
        case _:
            return joined([block.text("title"), block.text("text")])


def _tool_use(block: Loose) -> str:
    asked = block.table("input")
    content = asked.text("content")
    if content:  # an artifact
        return joined(
            [
                f"**{asked.text('title')}**" * bool(asked.text("title")),
                fenced(content, asked.text("language")),
            ]
        )
    code = asked.text("code") or asked.text("new_str")
    text = fenced(code) if code else fenced(as_json(block.raw("input")), "json")
    return joined([f"**{block.text('name')}**", text])


def _tool_result(block: Loose) -> str:
    answers = block.raw("content")
    if isinstance(answers, str):
        return fenced(text_of(answers)) if answers.strip() else ""
    texts = [answer.text("text") for answer in block.tables("content")]
    return joined([fenced(text) for text in texts if text.strip()])


def _attachments(message: Loose) -> Iterator[Attachment]:
    seen: set[str] = set()
    for attachment in message.tables("attachments"):
        name = attachment.text("file_name")
        seen.add(name)
        yield Attachment(
            name or f"paste.{attachment.text('file_type') or 'txt'}", attachment.text("extracted_content")
        )
    for file in (*message.tables("files"), *message.tables("files_v2")):
        name = file.text("file_name")
        if name and name not in seen:
            seen.add(name)
            yield Attachment(name, "")
