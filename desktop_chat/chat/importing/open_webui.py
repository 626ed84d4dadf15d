"""Open WebUI's JSON: a list of chats, each a tree of messages, several models' replies beside each other.

The format is that of `open_webui/models/chats.py` and `src/lib/components/chat/Chat.svelte`; reasoning is in the
text, as `utils/middleware.py` writes it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from desktop_chat.chat.importing.found import Described, put_together
from desktop_chat.chat.importing.loose import Loose, text_of
from desktop_chat.chat.importing.pieces import Piece, joined, split_thinking
from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.engine.protocol import Timings

_DETAILS: Final = '<details type="reasoning"'
_END: Final = "</details>"
_DURATION: Final = re.compile(r'duration="(\d{1,6})"')
_QUOTE_MARK: Final = re.compile(r"^> ?", re.MULTILINE)


def read_conversation(table: Loose, written_at: float) -> ConversationRecord:
    """Give a conversation of the list; raises `FaultError("import_record_empty")`."""
    chat = table.table("chat") or table
    history = chat.table("history")
    messages = [(key, Loose(value)) for key, value in history.table("messages").items()]
    pieces = [_piece(key, message, message.text("parentId") or None) for key, message in messages]
    if not pieces:  # as it was before there were versions
        pieces = list(_in_a_row(chat.tables("messages")))
    params = chat.table("params")
    described = Described(
        source=table.text("id") or chat.text("id"),
        title=table.text("title") or chat.text("title"),
        created_at=table.seconds("created_at") or chat.seconds("timestamp"),
        updated_at=table.seconds("updated_at"),
        model=next((text_of(model) for model in chat.values("models") if text_of(model)), ""),
        system_prompt=params.text("system") or chat.text("system"),
        folder=table.table("folder").text("name"),
        is_pinned=table.flag("pinned"),
        is_archived=table.flag("archived"),
    )
    shown = history.text("currentId") or None
    beside = _beside(dict(messages), shown)
    return put_together("open-webui", described, pieces, shown, written_at=written_at, beside=beside)


def _in_a_row(messages: list[Loose]) -> Iterator[Piece]:
    before: str | None = None
    for number, message in enumerate(messages):
        piece = _piece(message.text("id") or str(number), message, before)
        before = piece.key
        yield piece


def _piece(key: str, message: Loose, parent: str | None) -> Piece:
    is_user = message.text("role") == "user"
    text, reasoning, seconds = message.text("content"), "", None
    if not is_user:
        text, reasoning, seconds = _split_details(text)
        if not reasoning:
            reasoning, text = split_thinking(text)
    error = message.table("error").text("content")
    return Piece(
        key,
        parent,
        "user" if is_user else "assistant",
        created_at=message.seconds("timestamp"),
        text=joined([text, error]),
        reasoning=reasoning,
        reasoning_seconds=seconds,
        state="failed" if error else "cut" if message.raw("done") is False else "done",
        model="" if is_user else message.text("model") or message.text("modelName"),
        attachments=tuple(_attachments(message)),
        timings=_timings(message.table("usage") or message.table("info")),
    )


def _split_details(text: str) -> tuple[str, str, float | None]:
    """Give a reply without the folded reasoning in it, the reasoning, and how long it took."""
    reasoning: list[str] = []
    seconds: float | None = None
    rest: list[str] = []
    while (start := text.find(_DETAILS)) >= 0:
        end = text.find(_END, start)
        if end < 0:
            break
        head, _, body = text[start:end].partition("</summary>")
        duration = _DURATION.search(head)
        if duration:
            seconds = (seconds or 0.0) + float(duration.group(1))
        reasoning.append(_QUOTE_MARK.sub("", html.unescape(body).strip()))
        rest.append(text[:start])
        text = text[end + len(_END) :]
    return joined([*rest, text]) if rest else text, joined(reasoning), seconds


def _timings(usage: Loose) -> Timings | None:
    """Read what Ollama measured: durations are in nanoseconds."""
    if not usage.whole("eval_count"):
        return None
    return Timings(
        prompt_tokens=usage.whole("prompt_eval_count"),
        prompt_seconds=(usage.number("prompt_eval_duration") or 0.0) / 1e9,
        reply_tokens=usage.whole("eval_count"),
        reply_seconds=(usage.number("eval_duration") or 0.0) / 1e9,
    )


def _beside(messages: dict[str, Loose], shown: str | None) -> str | None:
    """Give the reply of another model to the same question as the last one shown."""
    last = messages.get(shown or "")
    if last is None or last.text("role") == "user":
        return None
    for sibling in messages.get(last.text("parentId"), Loose({})).values("childrenIds"):
        other = messages.get(text_of(sibling))
        if other is not None and sibling != shown and other.raw("modelIdx") != last.raw("modelIdx"):
            return text_of(sibling)
    return None


def _attachments(message: Loose) -> Iterator[Attachment]:
    for entry in message.tables("files"):
        if entry.text("type") == "image":
            continue
        file = entry.table("file")
        name = entry.text("name") or file.text("filename")
        if name:
            yield Attachment(name, file.table("data").text("content") or entry.text("content"))
