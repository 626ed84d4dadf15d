"""Plain text as blocks: its own line breaks, nothing read as markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop_chat.markdown.blocks import Blocks, Paragraph, Run

MAX_PART: Final = 2_000
"""Characters of one block: each is laid out by itself, so that a long text costs only what is in sight."""


def plain_blocks(text: str) -> Blocks:
    """Give the blocks of a text as it was typed: one paragraph, in parts where it is long."""
    if not text:
        return ()
    parts = _parts(text.replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(Paragraph((Run(part),), (), index) for index, part in enumerate(parts))


def _parts(text: str) -> Iterator[str]:
    """Cut a text between two lines where there is a line break near, at a space in a line that is too long."""
    start = 0
    while len(text) - start > MAX_PART:
        end = start + MAX_PART
        cut = text.rfind("\n", start, end)
        if cut > start:
            yield text[start:cut]
            start = cut + 1
            continue
        cut = text.rfind(" ", start, end)
        cut = cut + 1 if cut > start else end
        yield text[start:cut]
        start = cut
    yield text[start:]
