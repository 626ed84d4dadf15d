"""What a text is made of once its Markdown is read: a flat list of blocks, each knowing what it lies within.

A block is small: long code, tables and paragraphs come in parts, so that the cost of one more token never depends
on how long a reply already is. Every value is immutable; equal texts give equal blocks.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Alignment = Literal["left", "center", "right", ""]


class Run(Struct, frozen=True, omit_defaults=True, gc=False):
    """Characters of one look; a newline among them is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    formula: bool = False  # `text` is LaTeX, without its marks
    link: str = ""  # where it leads: an address of the web or of mail
    note: int = 0  # the number of the footnote it refers to; `text` is empty then


Runs = tuple[Run, ...]


class Quote(Struct, frozen=True, tag="quote", gc=False):
    """A quotation; `is_start` at its first block."""

    is_start: bool


class Item(Struct, frozen=True, tag="item", gc=False):
    """An item of a list; its marker stands before the block where `is_start`."""

    is_start: bool
    number: int | None = None  # None: a bullet
    is_done: bool | None = None  # of a task list; None: no task


class Note(Struct, frozen=True, tag="note", gc=False):
    """A footnote, at the end of the text."""

    is_start: bool
    number: int


Container = Quote | Item | Note
Within = tuple[Container, ...]
"""From the outermost to the innermost."""


class Paragraph(Struct, frozen=True, tag="paragraph", gc=False):
    """Running text; parts after the first continue the one before without a gap."""

    runs: Runs
    within: Within = ()
    part: int = 0
    continues_line: bool = False  # begins within a line of the part before, which keeps its last space


class Heading(Struct, frozen=True, tag="heading", gc=False):
    """A heading of level 1 to 6."""

    level: int
    runs: Runs
    within: Within = ()


class Code(Struct, frozen=True, tag="code", gc=False):
    """Lines of code without the last line break; parts after the first belong to the same card."""

    language: str  # the first word after the fence; "" where there is none
    text: str
    within: Within = ()
    part: int = 0
    continues_line: bool = False  # begins within a line of the part before, which was too long for one
    is_open: bool = False  # the last part of code whose end has not arrived


class Table(Struct, frozen=True, tag="table", gc=False):
    """Rows of as many cells as the header; parts after the first repeat the header of the same table."""

    header: tuple[Runs, ...]
    alignments: tuple[Alignment, ...]
    rows: tuple[tuple[Runs, ...], ...]
    within: Within = ()
    part: int = 0


class Formula(Struct, frozen=True, tag="formula", gc=False):
    """A formula on lines of its own, in LaTeX without its marks."""

    source: str
    within: Within = ()


class Rule(Struct, frozen=True, tag="rule", gc=False):
    """A line across."""

    within: Within = ()


Block = Paragraph | Heading | Code | Table | Formula | Rule
Blocks = tuple[Block, ...]
