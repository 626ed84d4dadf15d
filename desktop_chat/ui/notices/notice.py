"""What a notification of the system says, and what can show one."""

from __future__ import annotations

from typing import Final, NamedTuple

LONGEST_TEXT: Final = 160
"""Characters of a reply that a notification shows."""


class Notice(NamedTuple):
    """A reply that ended: of which conversation, and how it begins. What it says stays on this PC."""

    conversation_id: int
    title: str
    text: str


def beginning(text: str) -> str:
    """Give the first words of a text on one line."""
    words = " ".join(text[: 4 * LONGEST_TEXT].split())
    if len(words) <= LONGEST_TEXT:
        return words
    cut = words[:LONGEST_TEXT]
    last = cut.rfind(" ")
    return f"{cut[:last] if last > LONGEST_TEXT // 2 else cut}…"
