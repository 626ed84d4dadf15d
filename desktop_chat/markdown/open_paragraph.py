"""A paragraph that is being written."""

from __future__ import annotations

from typing import Final

from desktop_chat.markdown import tables
from desktop_chat.markdown.parts import MAX_CHARACTERS, cut
from desktop_chat.markdown.sources import Definition, Source, Text

_SPACE: Final = " \t"


class OpenParagraph:
    """Running text, or link definitions; what is full is given in parts."""

    def __init__(self, content: str = "") -> None:
        self._content = content
        self._part = 0
        self._continues_line = False

    @property
    def size(self) -> int:
        """Characters it has beyond its earlier parts."""
        return len(self._content)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of it."""
        return not self._content

    @property
    def is_first_part(self) -> bool:
        """Whether no part of it has been given yet."""
        return self._part == 0

    @property
    def last_line(self) -> str:
        """The last line; "" where it began in an earlier part."""
        _, newline, line = self._content.rpartition("\n")
        return "" if self._continues_line and not newline else line

    def add_line(self, text: str) -> None:
        """Take one more line."""
        line = text.lstrip(_SPACE)
        self._content = f"{self._content}\n{line}" if self._content else line

    def add_text(self, text: str) -> None:
        """Take more of the last line."""
        self._content = self._content + text if self._content else text.lstrip(_SPACE)

    def give_up_last_line(self) -> None:
        """Leave out the last line: it is the header of a table."""
        self._content = self._content.rpartition("\n")[0]

    def take_definitions(self) -> list[Definition]:
        """Take the definitions it begins with out of it."""
        if self._part or not self._content.startswith("["):
            return []
        from desktop_chat.markdown import definitions  # noqa: PLC0415  few paragraphs begin so

        found, self._content = definitions.take_definitions(self._content)
        return found

    def take_full_parts(self) -> list[Source]:
        """Take the parts that are full out of it."""
        parts: list[Source] = []
        while len(self._content) > MAX_CHARACTERS:
            end, start, within_line = cut(self._content)
            parts.append(self._source(self._content[:end]))
            self._content = self._content[start:]
            self._part += 1
            self._continues_line = within_line
        return parts

    def close(self) -> list[Source]:
        """Give the last part."""
        content = self._content.rstrip(_SPACE + "\n")
        return [self._source(content)] if content else []

    def heading(self, level: int) -> Source:
        """Give it as a heading."""
        return Text(self._content.strip(_SPACE + "\n"), level=level)

    def show(self, *, grows: bool) -> list[Source]:
        """Give what is sure to be running text, though more may come: in its last line, or in the next."""
        content = self._content
        if content.startswith("[") and not self._part:
            from desktop_chat.markdown import definitions  # noqa: PLC0415  few paragraphs begin so

            rest = definitions.take_definitions(content)[1]
            content = "" if definitions.is_undecided(rest) or definitions.is_undecided(content) else rest
        if "|" in self.last_line:
            content = tables.without_header(content)
        end = "" if grows or content != self._content else "\n"
        return [self._source(content + end)] if content else []

    def _source(self, content: str) -> Source:
        return Text(content, part=self._part, continues_line=self._continues_line)
