"""A place in a line of Markdown, counted in columns: a tab reaches to the next multiple of four."""

from __future__ import annotations

from typing import Final

TAB: Final = 4


class Cursor:
    """Reads a line from the left, and can stop within a tab."""

    __slots__ = ("_column", "_offset", "_owed", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._offset = 0
        self._column = 0
        self._owed = 0  # columns of a tab that was only partly passed

    @property
    def is_blank(self) -> bool:
        """Whether only white space is left."""
        return not self.text[self._offset :].strip(" \t")

    @property
    def indent(self) -> int:
        """Columns of white space before the next word."""
        column = self._column + self._owed
        for character in self.text[self._offset :]:
            if character == " ":
                column += 1
            elif character == "\t":
                column += TAB - column % TAB
            else:
                break
        return column - self._column

    @property
    def rest(self) -> str:
        """What is left, from the next word on."""
        return self.text[self._offset :].lstrip(" \t")

    @property
    def remainder(self) -> str:
        """What is left with its white space; the part of a tab that is left as spaces."""
        return " " * self._owed + self.text[self._offset :]

    def pass_columns(self, columns: int) -> None:
        """Go past columns of white space."""
        while columns > 0:
            if self._owed:
                passed = min(columns, self._owed)
                self._owed -= passed
            elif self.text[self._offset : self._offset + 1] == "\t":
                self._owed = TAB - self._column % TAB
                self._offset += 1
                continue
            else:
                passed = 1
                self._offset += 1
            self._column += passed
            columns -= passed

    def pass_marker(self, length: int) -> None:
        """Go past white space and the characters of a marker after it."""
        self.pass_columns(self.indent + length)
