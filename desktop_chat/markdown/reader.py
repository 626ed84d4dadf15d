"""Sources read into blocks: their running text by what is known of references and footnotes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from desktop_chat.markdown import inline
from desktop_chat.markdown.blocks import Block, Heading, Note, Paragraph, Runs, Table
from desktop_chat.markdown.runs import runs
from desktop_chat.markdown.sources import Cells, Definition, Leaf, Rows, Source, Text

MAX_REMEMBERED: Final = 50_000
"""Characters of texts, such as the cells of a table that is being written, that are not read again each time."""

Number = Callable[[str], int]


class Reader:
    """Reads sources, and tells which references it looked up in vain."""

    def __init__(self) -> None:
        self.characters = 0
        """Characters of running text read so far."""
        self._references = inline.References()
        self._missing: set[str] = set()
        self._remembered: dict[str, tuple[Runs, set[str]]] = {}
        self._remembered_characters = 0

    def define(self, definition: Definition) -> bool:
        """Take where a reference leads; tell whether that is new: the first definition holds."""
        if definition.label in self._references:
            return False
        self._references[definition.label] = {"href": definition.address, "title": ""}
        self._forget()
        return True

    def read(self, leaf: Leaf, number: Number) -> tuple[Block, set[str]]:
        """Give a block, and the labels that it refers to in vain; `number` tells the number of a footnote, or 0."""
        self._missing = set()
        block = self._block(leaf.source, number, leaf.is_live)
        if leaf.note:
            block = replace(block, within=(Note(leaf.is_note_start, number(leaf.note)), *block.within))
        return block, self._missing

    def _block(self, source: Source, number: Number, is_live: bool) -> Block:
        if isinstance(source, Text):
            found = self._runs(source.content, number, is_live)
            if source.level:
                return Heading(source.level, found, source.within)
            return Paragraph(found, source.within, source.part, source.continues_line)
        if isinstance(source, Rows):
            return self._table(source, number, is_live)
        return source

    def _table(self, rows: Rows, number: Number, is_live: bool) -> Table:
        cells = [tuple(self._runs(cell, number) for cell in row) for row in rows.rows]
        if is_live and rows.rows and (last := _last_written(rows.rows[-1])) is not None:
            live = self._runs(rows.rows[-1][last], number, is_live=True)
            cells[-1] = (*cells[-1][:last], live, *cells[-1][last + 1 :])
        header = tuple(self._runs(cell, number) for cell in rows.header)
        return Table(header, rows.alignments, tuple(cells), rows.within, rows.part)

    def _runs(self, content: str, number: Number, is_live: bool = False) -> Runs:
        known = None if is_live else self._remembered.get(content)
        if known is None:
            known = self._read(content, number, is_live)
        found, missing = known
        self._missing |= missing
        return found

    def _read(self, content: str, number: Number, is_live: bool) -> tuple[Runs, set[str]]:
        self.characters += len(content)
        self._references.missing = set()
        found = runs(inline.read(content, self._references, number, is_live=is_live))
        missing = self._references.missing
        if is_live:
            return _without_last_break(found), missing
        if "[^" not in content:
            self._remember(content, found, missing)
        return found, missing

    def _remember(self, content: str, found: Runs, missing: set[str]) -> None:
        self._remembered_characters += len(content)
        if self._remembered_characters > MAX_REMEMBERED:
            self._forget()
        self._remembered[content] = found, missing

    def _forget(self) -> None:
        self._remembered.clear()
        self._remembered_characters = 0


def _last_written(cells: Cells) -> int | None:
    return next((index for index in range(len(cells) - 1, -1, -1) if cells[index]), None)


def _without_last_break(found: Runs) -> Runs:
    """Leave out a line break at the end: nothing follows it yet."""
    if not found or not found[-1].text.endswith("\n"):
        return found
    text = found[-1].text.removesuffix("\n")
    return (*found[:-1], replace(found[-1], text=text)) if text else found[:-1]
