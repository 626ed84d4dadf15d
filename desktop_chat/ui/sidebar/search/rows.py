"""What is found, as lines: a conversation, and below it where in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from desktop_chat.chat.searching import Hit
from desktop_chat.ui.sidebar.dates import short_date
from desktop_chat.ui.sidebar.rows import shown_title

Marks = tuple[tuple[int, int], ...]


class HitRow(Struct, frozen=True):
    """One line: the title of a conversation, or a place in it."""

    text: str
    marks: Marks = ()
    hit: Hit | None = None  # what opens; None: a title that was not found itself
    date: str = ""
    is_title: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether something opens."""
        return self.hit is not None

    @property
    def spoken(self) -> str:
        """What screen readers say of it."""
        return ", ".join(filter(None, (self.text, self.date)))

    @property
    def terms(self) -> tuple[str, ...]:
        """What was found, as it is written there, the longest first."""
        found = {self.text[start:end] for start, end in self.marks}
        return tuple(sorted(found, key=lambda one: (-len(one), one)))


def rows_of(hits: Sequence[Hit], today: date) -> list[HitRow]:
    """Give the lines of what is found; conversations come in the order of their first hit."""
    of_conversation: dict[int, list[Hit]] = {}
    for hit in hits:
        of_conversation.setdefault(hit.conversation_id, []).append(hit)
    return [row for found in of_conversation.values() for row in _rows_of_one(found, today)]


def _rows_of_one(hits: Sequence[Hit], today: date) -> list[HitRow]:
    newest = short_date(max(hit.created_at for hit in hits), today)
    by_title = next((hit for hit in hits if hit.message_id is None), None)
    if by_title is not None:
        head = HitRow(by_title.excerpt, by_title.marks, by_title, newest, is_title=True)
    else:
        head = HitRow(shown_title(hits[0].title), date=newest, is_title=True)
    inside = [HitRow(hit.excerpt, hit.marks, hit) for hit in hits if hit.message_id is not None]
    return [head, *inside]
