"""A conversation as plain text, without Markdown's marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop_chat.chat.exporting.reading import shown_branch
from desktop_chat.chat.exporting.texts import ExportTexts
from desktop_chat.chat.records import ConversationRecord, MessageRecord
from desktop_chat.markdown.parsing import parse
from desktop_chat.markdown.writing import to_plain

_RULE: Final = "—" * 40


def to_text(record: ConversationRecord, texts: ExportTexts) -> str:
    """Give the shown branch with its title, authors and times."""
    return "\n\n".join(_parts(record, texts)) + "\n"


def _parts(record: ConversationRecord, texts: ExportTexts) -> Iterator[str]:
    yield texts.title(record)
    if record.system_prompt.strip():
        yield f"{_RULE}\n{texts.system_prompt}\n\n{record.system_prompt.strip()}"
    for message in shown_branch(record):
        yield f"{_RULE}\n{texts.author(message)} · {texts.moment(message.created_at)}"
        yield from _message(message, texts)


def _message(message: MessageRecord, texts: ExportTexts) -> Iterator[str]:
    if message.reasoning.strip():
        yield f"[{texts.reasoning}]\n{to_plain(parse(message.reasoning)).strip()}"
    if message.text.strip():
        yield (
            message.text.strip("\n") if message.role == "user" else to_plain(parse(message.text)).strip("\n")
        )
    for attachment in message.attachments:
        yield f"[{attachment.name}]\n{attachment.text.rstrip()}".rstrip()
