"""What other apps' messages have in common, before they are put together to ours."""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct

from desktop_chat.chat.messages import Attachment, MessageState
from desktop_chat.engine.protocol import Timings

_THINKING: Final = re.compile(r"\s*<(think|thinking|thought|reasoning)>")


class Piece(Struct, frozen=True):
    """One entry of another app's conversation: a message, a part of a reply, or a place in the tree.

    A reply may be in several pieces in a row, with what tools were asked and answered between them.
    """

    key: str
    parent: str | None
    role: Literal["user", "assistant", ""]  # "": nothing is shown here
    created_at: float | None = None  # seconds since 1970
    text: str = ""
    reasoning: str = ""
    reasoning_seconds: float | None = None
    state: MessageState = "done"
    model: str = ""
    attachments: tuple[Attachment, ...] = ()
    timings: Timings | None = None


def split_thinking(text: str) -> tuple[str, str]:
    """Give the reasoning at the start of a reply that marks it with tags, and the reply without it."""
    opening = _THINKING.match(text)
    if opening is None:
        return "", text
    closing = f"</{opening.group(1)}>"
    reasoning, found, rest = text[opening.end() :].partition(closing)
    return reasoning.strip(), rest.lstrip() if found else ""


def fenced(text: str, language: str = "") -> str:
    """Give code as Markdown, within a fence longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def joined(parts: list[str]) -> str:
    """Put the parts of a message together, each a paragraph."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())
