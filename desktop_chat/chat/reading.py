"""Messages as a model reads them, with their attachments written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from desktop_chat.chat.messages import Attachment, Draft, Message
from desktop_chat.engine.protocol import ChatMessage

_CHARACTERS_A_TOKEN: Final = 12  # more than a token of ordinary text ever has
_MESSAGE_CHARACTERS: Final = 16  # that a template adds to a message, at least
_STEP: Final = 64

NO_DRAFT: Final = Draft()

UNKNOWN_CONTEXT: Final = 131_072
"""Tokens that the context of a model that is not loaded may hold."""


def as_read(message: Message | Draft) -> str:
    """Give what is said: each attachment in a fenced block below its name, then the text."""
    parts = [_attached(each) for each in message.attachments]
    if message.text or not parts:
        parts.append(message.text)
    return "\n\n".join(parts)


def messages_read(messages: Iterable[Message]) -> list[Message]:
    """Give the messages that say something: a reply that failed may have no word."""
    return [each for each in messages if each.text or each.attachments]


def as_prompt(
    system_prompt: str, messages: Iterable[Message], draft: Draft = NO_DRAFT
) -> tuple[ChatMessage, ...]:
    """Give a conversation as the engine takes it, without reasoning and replies that say nothing.

    `draft`: what would be asked next.
    """
    system = [ChatMessage("system", system_prompt)] if system_prompt.strip() else []
    said = [ChatMessage(each.role, as_read(each)) for each in messages_read(messages)]
    asked = [ChatMessage("user", as_read(draft))] if draft else []
    return (*system, *said, *asked)


def newest_readable(messages: Sequence[Message], context_tokens: int) -> Sequence[Message]:
    """Leave out the oldest messages of a conversation that no context of so many tokens has room for.

    A long one costs the engine seconds only to drop most of it. Where it begins moves rarely, so that what
    the engine has read stays usable; it begins with a question.
    """
    room = context_tokens * _CHARACTERS_A_TOKEN
    for index in range(len(messages) - 1, -1, -1):
        room -= _size(messages[index]) + _MESSAGE_CHARACTERS
        if room < 0:
            return _from_question(messages, index // _STEP * _STEP)
    return messages


def _from_question(messages: Sequence[Message], start: int) -> Sequence[Message]:
    while start and messages[start].role != "user":
        start -= 1
    return messages[start:]


def _size(message: Message) -> int:
    return len(message.text) + sum(len(each.text) for each in message.attachments)


def _attached(attachment: Attachment) -> str:
    longest = max(map(len, re.findall("`{3,}", attachment.text)), default=2)
    fence = "`" * (longest + 1)
    name = " ".join(attachment.name.split())
    ending = "" if attachment.text.endswith("\n") else "\n"
    return f"{name}\n{fence}\n{attachment.text}{ending}{fence}"
