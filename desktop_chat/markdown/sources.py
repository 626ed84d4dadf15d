"""Blocks before their running text is read: what the lines alone tell."""

from __future__ import annotations

from msgspec import Struct

from desktop_chat.markdown.blocks import Alignment, Code, Formula, Rule, Within

Cells = tuple[str, ...]


class Text(Struct, frozen=True, gc=False):
    """The Markdown of a paragraph, or of a heading where `level` is not 0."""

    content: str
    within: Within = ()
    part: int = 0
    continues_line: bool = False
    level: int = 0


class Rows(Struct, frozen=True, gc=False):
    """The Markdown of a table's cells."""

    header: Cells
    alignments: tuple[Alignment, ...]
    rows: tuple[Cells, ...]
    within: Within = ()
    part: int = 0


Source = Text | Rows | Code | Formula | Rule


class Leaf(Struct, frozen=True, gc=False):
    """A source in its place; `note` is the label of the footnote it belongs to, "" where it is none."""

    source: Source
    note: str = ""
    is_note_start: bool = False
    is_live: bool = False  # its last words may still change


class Definition(Struct, frozen=True, gc=False):
    """Where a reference leads; the label is normalized."""

    label: str
    address: str


def texts(source: Source) -> tuple[str, ...]:
    """Give the Markdown of running text in a source."""
    if isinstance(source, Text):
        return (source.content,)
    if isinstance(source, Rows):
        return (*source.header, *(cell for row in source.rows for cell in row))
    return ()
