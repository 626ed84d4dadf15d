"""Text that arrives in pieces, cut into lines; a very long line is handed on before it ends."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

LONG_LINE: Final = 4_000
"""Characters of a line beyond which it is only read as words or code, as they come."""

_UNREADABLE: Final = re.compile("[\0\ud800-\udfff]")


class Line(Struct, frozen=True):
    """A line without its break, or a piece of one that is longer than `LONG_LINE`."""

    text: str
    is_long: bool = False  # the beginning of a long line, or the next piece of it
    continues: bool = False  # not the beginning


class LineReader:
    """Cuts a text that grows into lines, the same ones however it is fed."""

    def __init__(self) -> None:
        self._rest = ""
        self._continues = False
        self._ends_in_return = False

    @property
    def last(self) -> Line | None:
        """What there is of a line that has not ended; None where there is nothing."""
        if not self._rest:
            return None
        return Line(self._rest, self._continues, self._continues)

    def feed(self, text: str) -> list[Line]:
        """Take the next piece, and give the lines that it ends."""
        *ended, self._rest = (self._rest + self._cleaned(text)).split("\n")
        lines = [line for whole in ended for line in self._pieces(whole, ended=True)]
        return lines + self._pieces(self._rest, ended=False)

    def finish(self) -> list[Line]:
        """Give the last line, where the text does not end in a line break."""
        last = self.last
        self._rest, self._continues = "", False
        return [last] if last else []

    def _cleaned(self, text: str) -> str:
        if not text:
            return text
        whole = text.removeprefix("\n") if self._ends_in_return else text
        self._ends_in_return = text.endswith("\r")
        if "\r" in whole:
            whole = whole.replace("\r\n", "\n").replace("\r", "\n")
        return _UNREADABLE.sub("�", whole)

    def _pieces(self, line: str, *, ended: bool) -> list[Line]:
        pieces = []
        start = 0
        while len(line) - start > LONG_LINE:
            pieces.append(Line(line[start : start + LONG_LINE], True, self._continues))
            self._continues = True
            start += LONG_LINE
        rest = line[start:]
        if not ended:
            self._rest = rest
        elif rest or not self._continues:
            pieces.append(Line(rest, self._continues, self._continues))
        if ended:
            self._continues = False
        return pieces
