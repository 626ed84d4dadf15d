"""ChatGPT's account export: `conversations.json`, a list of conversations that are trees of nodes.

OpenAI does not describe it. What is read here was seen in exports of 2023 to 2026, and follows the open readers of
them, such as `convert-chatgpt-export` and `chatgpt-export-to-markdown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from desktop_chat.chat.importing.found import Described, put_together
from desktop_chat.chat.importing.loose import Loose, as_json, text_of
from desktop_chat.chat.importing.pieces import Piece, fenced, joined
from desktop_chat.chat.messages import Attachment, MessageState
from desktop_chat.chat.records import ConversationRecord

_CITATION: Final = re.compile("\ue200[^\ue200\ue201]*\ue201")
_LANGUAGE: Final = re.compile(r"[\w+#-]{1,20}")
_CONTEXTS: Final = frozenset({"user_editable_context", "model_editable_context"})
_STATES: Final[dict[str, MessageState]] = {"interrupted": "stopped", "max_tokens": "cut"}


def read_conversation(table: Loose, written_at: float) -> ConversationRecord:
    """Give a conversation of the list; raises `FaultError("import_record_empty")`."""
    nodes = [(key, Loose(value)) for key, value in table.table("mapping").items()]
    pieces = [_piece(key, node) for key, node in nodes]
    described = Described(
        source=table.text("conversation_id") or table.text("id"),
        title=table.text("title"),
        created_at=table.seconds("create_time"),
        updated_at=table.seconds("update_time"),
        model="" if table.text("default_model_slug") == "auto" else table.text("default_model_slug"),
        system_prompt=joined([_instructions(node.table("message")) for _, node in nodes]),
        is_pinned=table.flag("is_starred") or table.seconds("pinned_time") is not None,
        is_archived=table.flag("is_archived"),
    )
    shown = table.text("current_node") or None
    return put_together("chatgpt", described, pieces, shown, written_at=written_at)


def _piece(key: str, node: Loose) -> Piece:
    parent = node.text("parent") or None
    message = node.table("message")
    role = message.table("author").text("role")
    if not message or _is_hidden(message, role):
        return Piece(key, parent, "")
    content = message.table("content")
    kind = content.text("content_type")
    reasoning = _thoughts(content) if kind == "thoughts" else ""
    metadata = message.table("metadata")
    text = "" if reasoning or kind in {"thoughts", "reasoning_recap"} else _text(message, content, kind)
    attachments = tuple(_attachments(metadata))
    if not text and not reasoning and not attachments and kind != "reasoning_recap":
        return Piece(key, parent, "")
    return Piece(
        key,
        parent,
        "user" if role == "user" else "assistant",
        created_at=message.seconds("create_time"),
        text=text,
        reasoning=reasoning,
        reasoning_seconds=metadata.number("finished_duration_sec"),
        state=_state(message, metadata),
        model="" if role == "user" else metadata.text("model_slug"),
        attachments=attachments,
    )


def _is_hidden(message: Loose, role: str) -> bool:
    metadata = message.table("metadata")
    return (
        role not in {"user", "assistant", "tool"}
        or metadata.flag("is_visually_hidden_from_conversation")
        or metadata.flag("is_user_system_message")
        or message.table("content").text("content_type") in _CONTEXTS
    )


def _instructions(message: Loose) -> str:
    """Give what the user, or a custom GPT, told the model before the conversation."""
    content = message.table("content")
    if content.text("content_type") == "model_editable_context":
        return content.text("model_set_context")
    if content.text("content_type") == "user_editable_context":
        told = message.table("metadata").table("user_context_message_data")
        return joined(
            [
                told.text("about_user_message") or content.text("user_profile"),
                told.text("about_model_message") or content.text("user_instructions"),
            ]
        )
    if message.table("author").text("role") == "system":
        return joined([text_of(part) for part in content.values("parts")])
    return ""


def _state(message: Loose, metadata: Loose) -> MessageState:
    if message.text("status") in {"in_progress", "finished_partial_completion"}:
        return "cut"
    return _STATES.get(metadata.table("finish_details").text("type"), "done")


def _thoughts(content: Loose) -> str:
    return joined(
        [
            joined([f"**{t.text('summary')}**" * bool(t.text("summary")), t.text("content")])
            for t in content.tables("thoughts")
        ]
    )


def _text(message: Loose, content: Loose, kind: str) -> str:
    if kind in {"code", "execution_output"} or message.text("recipient") not in {"", "all"}:
        code = content.text("text") or joined(list(_parts(content)))
        language = content.text("language")
        return (
            fenced(code, language if _LANGUAGE.fullmatch(language) and language != "unknown" else "")
            if code.strip()
            else ""
        )
    if kind in {"tether_quote", "sonic_webpage"}:
        title, address = content.text("title"), content.text("url")
        return joined([f"[{title or address}]({address})" if address else title, content.text("text")])
    if kind == "tether_browsing_display":
        return joined([content.text("summary"), content.text("result")])
    text = joined(list(_parts(content))) or content.text("text") or content.text("result")
    return _with_references(text, message.table("metadata"))


def _parts(content: Loose) -> Iterator[str]:
    for part in content.values("parts"):
        if isinstance(part, str):
            yield text_of(part)
            continue
        table = Loose(part)
        kind = table.text("content_type")
        if table.text("text"):  # a transcription among others
            yield table.text("text")
        elif kind == "image_asset_pointer":
            yield f"![]({table.text('asset_pointer')})"
        elif kind and "asset_pointer" not in kind:
            yield fenced(as_json(part), "json")


def _with_references(text: str, metadata: Loose) -> str:
    """Put links in the place of the marks for them."""
    for reference in metadata.tables("content_references"):
        mark = reference.text("matched_text")
        if mark.strip() and mark[0] in "\ue200【":
            text = text.replace(mark, reference.text("alt"))
    return _CITATION.sub("", text)


def _attachments(metadata: Loose) -> Iterator[Attachment]:
    for attachment in metadata.tables("attachments"):
        name = attachment.text("name") or attachment.text("id")
        if name:
            yield Attachment(name, "")
