"""What people read in an exported file beside the conversation, in their language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.model_names import model_name
from desktop_chat.chat.records import ConversationRecord, MessageRecord


class ExportTexts(NamedTuple):
    """The words and the way dates are written."""

    language: str  # such as "ko"
    untitled: str
    you: str
    model: str  # who answers, where its name is not known
    system_prompt: str
    reasoning: str
    moment: Callable[[float], str]  # a time in seconds since 1970, for people
    model_titles: Mapping[str, str] = {}  # by the paths of their files

    def title(self, record: ConversationRecord) -> str:
        """Give the title of a conversation on one line."""
        return " ".join(record.title.split()) or self.untitled

    def author(self, message: MessageRecord) -> str:
        """Say who wrote a message."""
        if message.role == "user":
            return self.you
        if message.role == "system":
            return self.system_prompt
        return self.model_name(message.model) or self.model

    def model_name(self, model: str) -> str:
        """Give the title of a model, or the name of its file."""
        return self.model_titles.get(model) or model_name(model)


def fence_around(attachment: Attachment) -> tuple[str, str]:
    """Give the fence that a text can stand between in Markdown, and the language its name tells."""
    longest = 2
    for line in attachment.text.splitlines():
        marks = line.lstrip(" ")
        longest = max(longest, len(marks) - len(marks.lstrip("`")))
    return "`" * (longest + 1), attachment.name.rpartition(".")[2] if "." in attachment.name else ""
