"""A conversation as Markdown: what is shown of it, word for word as it was written."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.chat.exporting.reading import shown_branch
from desktop_chat.chat.exporting.texts import ExportTexts, fence_around
from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.records import ConversationRecord, MessageRecord


def to_markdown(record: ConversationRecord, texts: ExportTexts) -> str:
    """Give the shown branch with its title, authors and times."""
    return "\n\n".join(_parts(record, texts)) + "\n"


def _parts(record: ConversationRecord, texts: ExportTexts) -> Iterator[str]:
    yield f"# {texts.title(record)}"
    if record.system_prompt.strip():
        yield f"## {texts.system_prompt}\n\n{record.system_prompt.strip()}"
    for message in shown_branch(record):
        yield f"## {texts.author(message)}\n\n*{texts.moment(message.created_at)}*"
        yield from _message(message, texts)


def _message(message: MessageRecord, texts: ExportTexts) -> Iterator[str]:
    if message.reasoning.strip():
        yield f"<details><summary>{texts.reasoning}</summary>\n\n{message.reasoning.strip()}\n\n</details>"
    if message.text.strip():
        yield message.text.strip("\n")
    yield from map(_attachment, message.attachments)


def _attachment(attachment: Attachment) -> str:
    if not attachment.text:
        return f"**{attachment.name}**"
    fence, language = fence_around(attachment)
    return f"**{attachment.name}**\n\n{fence}{language}\n{attachment.text.rstrip()}\n{fence}"
