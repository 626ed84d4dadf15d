"""What is searched for among all conversations, and what is found."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class SearchQuery(Struct, frozen=True, omit_defaults=True):
    """Words as typed, the last one perhaps not whole, and what the hits must be of. Times are in seconds since 1970."""

    text: str
    model: str = ""  # path of the model file; "": any
    after: float | None = None
    before: float | None = None
    folder_id: int | None = None  # None: any
    archived: Literal["without", "only", "with"] = "with"


class Hit(Struct, frozen=True):
    """A message that was found, or a conversation by its title."""

    conversation_id: int
    message_id: int | None  # None: the title was found
    title: str
    role: str  # "" for a title
    created_at: float
    excerpt: str  # the text around the first match, on one line
    marks: tuple[tuple[int, int], ...]  # where the matches are in the excerpt: start and end
