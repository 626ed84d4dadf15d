"""A table that is being written."""

from __future__ import annotations

from typing import Final

from desktop_chat.markdown.blocks import Alignment
from desktop_chat.markdown.parts import MAX_CHARACTERS, MAX_LINES
from desktop_chat.markdown.sources import Cells, Rows, Source
from desktop_chat.markdown.tables import split_row

MAX_FILLED: Final = 20_000
"""Cells its rows may lack before a table ends, so that few characters do not make millions of cells."""


class OpenTable:
    """A table whose header and dashes were read; what is full is given in parts."""

    def __init__(self, header: str, alignments: tuple[Alignment, ...]) -> None:
        self._header = split_row(header)
        self._alignments = alignments
        self._rows: tuple[Cells, ...] = ()
        self._size = 0
        self._part = 0
        self._filled = 0

    def add_row(self, line: str) -> list[Source] | None:
        """Take one more row; give the part that is full. None: too many cells are lacking, it is no row."""
        cells = split_row(line)[: len(self._header)]
        lacking = len(self._header) - len(cells)
        self._filled += lacking
        if self._filled > MAX_FILLED:
            return None
        is_full = len(self._rows) == MAX_LINES or (self._rows and self._size + len(line) > MAX_CHARACTERS)
        parts = self.close() if is_full else []
        if is_full:
            self._part += 1
            self._rows, self._size = (), 0
        self._rows = (*self._rows, cells + ("",) * lacking)
        self._size += len(line)
        return parts

    def close(self) -> list[Source]:
        """Give the last part."""
        return [Rows(self._header, self._alignments, self._rows, (), self._part)]

    def show(self) -> list[Source]:
        """Give the last part, though more may come."""
        return self.close()
