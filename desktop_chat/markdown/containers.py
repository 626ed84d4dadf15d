"""What blocks lie within while it is open: quotations, items of lists, footnotes."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from msgspec import Struct

from desktop_chat.markdown import blocks
from desktop_chat.markdown.cursor import Cursor

MAX_DEPTH: Final = 12
"""Containers within each other; a deeper one is shown as words."""

CODE_INDENT: Final = 4
"""Columns of white space that make code, and that a footnote's further lines have."""

_BULLET: Final = re.compile(r"([-+*])(?=[ \t]|$)")
_NUMBER: Final = re.compile(r"([0-9]{1,9})([.)])(?=[ \t]|$)")
_NOTE: Final = re.compile(r"\[\^([^\[\]\s]{1,200})\]:[ \t]*")


class OpenList(Struct):
    """The list that a container ends in so far."""

    marker: str  # the bullet, or what stands after the numbers
    next_number: int | None


class OpenRoot(Struct):
    """The text itself, or what its containers have in common."""

    list: OpenList | None = None
    has_content: bool = False
    is_shown: bool = False  # a block within it has been given


class OpenQuote(OpenRoot):
    """A quotation."""

    def goes_on(self, cursor: Cursor) -> bool:
        """Go past what a further line begins with; tell whether it does."""
        if cursor.indent >= CODE_INDENT or not cursor.rest.startswith(">"):
            return False
        pass_quote_mark(cursor)
        return True

    def block(self) -> blocks.Container:
        """Give what a block within it is told."""
        return blocks.Quote(not self.is_shown)


class OpenItem(OpenRoot):
    """An item of a list."""

    indent: int = 0  # columns of its further lines
    number: int | None = None
    is_done: bool | None = None

    def goes_on(self, cursor: Cursor) -> bool:
        """Go past what a further line begins with; tell whether it does."""
        return _pass_indent(cursor, self.indent, self.has_content)

    def block(self) -> blocks.Container:
        """Give what a block within it is told."""
        return blocks.Item(not self.is_shown, self.number, self.is_done)


class OpenNote(OpenRoot):
    """A footnote."""

    label: str = ""

    def goes_on(self, cursor: Cursor) -> bool:
        """Go past what a further line begins with; tell whether it does."""
        return _pass_indent(cursor, CODE_INDENT, self.has_content)


OpenContainer = OpenQuote | OpenItem | OpenNote


def pass_quote_mark(cursor: Cursor) -> None:
    """Go past `>` and the one space that may follow it."""
    cursor.pass_marker(1)
    if cursor.remainder.startswith((" ", "\t")):
        cursor.pass_columns(1)


def start_item(cursor: Cursor, parent: OpenRoot, *, interrupts: bool) -> OpenItem | None:
    """Open an item where the line has its marker, and go past that; else None.

    Within a paragraph (`interrupts`) only an item with words starts, and a numbered one only at 1.
    """
    rest = cursor.rest
    match = _BULLET.match(rest) or _NUMBER.match(rest)
    if match is None:
        return None
    number = int(match[1]) if match.lastindex == 2 else None
    marker = match[match.lastindex or 1]
    if interrupts and (number not in {None, 1} or not rest[match.end() :].strip(" \t")):
        return None
    if parent.list is not None and parent.list.marker == marker:
        number = parent.list.next_number
    indent = _pass_item_marker(cursor, match.end())
    parent.list = OpenList(marker, None if number is None else number + 1)
    return OpenItem(indent=indent, number=number)


def start_note(cursor: Cursor, known: Container[str]) -> OpenNote | None:
    """Open a footnote where the line has the mark of one that is not known, and go past that; else None."""
    match = _NOTE.match(cursor.rest)
    if match is None or match[1] in known:
        return None
    cursor.pass_marker(match.end())
    return OpenNote(label=match[1])


def _pass_item_marker(cursor: Cursor, length: int) -> int:
    """Go past an item's marker, and give the columns by which its further lines are indented."""
    before = cursor.indent
    cursor.pass_marker(length)
    gap = cursor.indent
    if gap > CODE_INDENT or cursor.is_blank:
        gap = 1
    if cursor.remainder:
        cursor.pass_columns(gap)
    return before + length + gap


def _pass_indent(cursor: Cursor, columns: int, has_content: bool) -> bool:
    if cursor.is_blank:
        cursor.pass_columns(min(columns, cursor.indent))
        return has_content
    if cursor.indent < columns:
        return False
    cursor.pass_columns(columns)
    return True
