"""Code that is being written, fenced or indented."""

from __future__ import annotations

import re
from typing import Final

from desktop_chat.markdown.blocks import Code
from desktop_chat.markdown.parts import MAX_CHARACTERS, MAX_LINES
from desktop_chat.markdown.sources import Source

MAX_BLANK: Final = 40
"""Blank lines after which indented code has ended."""

_FENCE: Final = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")


class OpenCode:
    """Lines of code; what is full is given in parts."""

    def __init__(self, language: str = "") -> None:
        self._language = language
        self._lines: tuple[str, ...] = ()
        self._size = 0
        self._part = 0
        self._continues_line = False

    def add_text(self, text: str) -> list[Source]:
        """Take more of the last line; give the parts that are full."""
        self._lines = (*self._lines[:-1], self._lines[-1] + text)
        self._size += len(text)
        return self._take_full_parts()

    def close(self) -> list[Source]:
        """Give the last part."""
        return [self._source()] if self._lines or not self._part else []

    def _add(self, line: str) -> list[Source]:
        full = self._lines and (len(self._lines) == MAX_LINES or self._size + len(line) > MAX_CHARACTERS)
        parts = [self._take_part()] if full else []
        self._lines = (*self._lines, line)
        self._size += len(line)
        return parts + self._take_full_parts()

    def _take_full_parts(self) -> list[Source]:
        parts = []
        while len(self._lines[-1]) > MAX_CHARACTERS:
            *before, line = self._lines
            if before:
                self._lines = tuple(before)
                parts.append(self._take_part())
            self._lines = (line[:MAX_CHARACTERS],)
            parts.append(self._take_part())
            self._lines, self._size = (line[MAX_CHARACTERS:],), len(line) - MAX_CHARACTERS
            self._continues_line = True
        return parts

    def _take_part(self) -> Source:
        part = self._source()
        self._part += 1
        self._lines, self._size, self._continues_line = (), 0, False
        return part

    def _source(self, *, is_open: bool = False) -> Source:
        text = "\n".join(self._lines)
        return Code(self._language, text, (), self._part, self._continues_line, is_open)


class OpenFence(OpenCode):
    """Code between two lines of marks."""

    def __init__(self, mark: str, indent: int, language: str) -> None:
        super().__init__(language)
        self._mark = mark
        self._indent = indent

    def is_end(self, line: str) -> bool:
        """Tell whether a line, without its indent, is the mark that ends it."""
        marks = line.rstrip(" \t")
        return len(marks) >= len(self._mark) and not marks.strip(self._mark[0])

    def may_become_end(self, line: str) -> bool:
        """Tell whether a line that is still being written may become the mark that ends it."""
        return not line.rstrip(" \t").strip(self._mark[0])

    def add_line(self, line: str) -> list[Source]:
        """Take one more line; give the parts that are full."""
        indent = min(self._indent, len(line) - len(line.lstrip(" ")))
        return self._add(line[indent:])

    def show(self) -> list[Source]:
        """Give the last part, though more may come."""
        return [self._source(is_open=True)]


class OpenIndentedCode(OpenCode):
    """Code that is indented; blank lines belong to it only where more of it follows."""

    def __init__(self) -> None:
        super().__init__()
        self._blank: tuple[str, ...] = ()

    def add_line(self, line: str) -> list[Source]:
        """Take one more line without its indent; give the parts that are full."""
        waiting, self._blank = (*self._blank, line), ()
        return [part for text in waiting for part in self._add(text)]

    def add_blank(self, line: str) -> bool:
        """Take a blank line without its indent; tell whether code goes on after it."""
        self._blank = (*self._blank, line)
        return len(self._blank) <= MAX_BLANK

    def show(self) -> list[Source]:
        """Give the last part, though more may come."""
        return self.close()


def start_fence(line: str, indent: int) -> OpenFence | None:
    """Open a fence where a line is its first; else None."""
    match = _FENCE.match(line)
    if match is None:
        return None
    words = (match[2] or match[4] or "").split()
    return OpenFence(match[1] or match[3], indent, _unescaped(words[0]) if words else "")


def _unescaped(word: str) -> str:
    from markdown_it.common.utils import unescapeAll  # noqa: PLC0415  not needed for the first paint

    return unescapeAll(word)
