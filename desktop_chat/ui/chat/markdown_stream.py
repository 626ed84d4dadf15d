"""Markdown that arrives piece by piece: decides what is finished, what is redone and what is just appended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from desktop_chat.ui.chat.markdown import (
    OpenFence,
    References,
    close_inline,
    is_closing_fence,
    parse,
    plain,
    split,
    strip_indent,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_TAIL: Final = 6_000
"""Characters of an unfinished block beyond which its beginning is kept as it stands."""

# Marks that can change how the text before them is read, once the line has begun with words.
_MEANINGFUL: Final = re.compile(r"[*_~`\[\]<>|#&;\\\n\t=+^{}$)]")
_LETTER: Final = re.compile(r"[^\W\d_]")


class Sink(Protocol):
    """Where the blocks are written."""

    @property
    def ends_in_text(self) -> bool:
        """Whether text appended now would continue the last paragraph, item or heading."""

    def replace_tail(self, finished: list[Token], tail: list[Token]) -> None:
        """Put blocks in place of the tail: some for good, the others as the new tail."""

    def append_text(self, text: str) -> None:
        """Continue the last paragraph."""

    def begin_code(self, language: str) -> None:
        """Begin a code block after the finished blocks."""

    def append_code(self, lines: str, partial: str) -> None:
        """Continue the code block with whole lines, and with a last one that still grows."""

    def end_code(self) -> None:
        """End the code block; it is finished."""


class MarkdownStream:
    """Feeds a sink so that the cost of a piece depends on the unfinished block alone, never on the whole text."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._references: References = {}
        self._tail = ""
        self._hidden = ""  # spaces at the end of the tail, which no paragraph shows
        self._list_start: int | None = None
        self._fence: OpenFence | None = None
        self._gave_up = False

    @property
    def is_exact(self) -> bool:
        """Whether the blocks are what the whole text read at once would give."""
        return not self._gave_up and not self._references

    def feed(self, text: str) -> None:
        """Take the next piece, of any length."""
        text = text.replace("\r", "").replace("\0", "�")
        if self._fence is not None:
            self._feed_code(text)
        elif self._continues(text):
            self._sink.append_text(self._hidden + text)
            self._tail += text
            self._hidden = ""
        elif text:
            self._tail += text
            self._redo()

    def finish(self) -> None:
        """Show the last block as it stands: nothing more will come."""
        if self._fence is not None:
            line = strip_indent(self._tail, self._fence.indent)
            is_end = is_closing_fence(self._tail, self._fence.mark)
            self._sink.append_code("" if is_end else line, "")
            self._end_code()
        else:
            self._sink.replace_tail(parse(self._tail, self._references, self._list_start), [])
        self._tail = self._hidden = ""

    def _continues(self, text: str) -> bool:
        """Tell whether the piece only adds words to a line of words, which cannot change what came before."""
        if not self._sink.ends_in_text or len(self._tail) > MAX_TAIL:
            return False
        line = self._tail[self._tail.rfind("\n") + 1 :]
        if not line or _MEANINGFUL.search(line[-1]) or _MEANINGFUL.search(text) or "|" in line:
            return False
        return _LETTER.search(line) is not None

    def _redo(self) -> None:
        found = split(self._tail, self._references, self._list_start)
        if found.fence is not None:
            self._sink.replace_tail(found.finished, [])
            self._begin_code(found.fence)
        elif len(found.tail_text) > MAX_TAIL:
            self._give_up_tail(found.finished, found.tail_text)
        else:
            self._tail, self._list_start = found.tail_text, found.list_start
            closed = close_inline(self._tail)
            tail = (
                found.tail
                if closed == self._tail
                else parse(closed, dict(self._references), self._list_start)
            )
            self._sink.replace_tail(found.finished, tail)
            self._hidden = self._tail[len(self._tail.rstrip(" ")) :]

    def _give_up_tail(self, finished: list[Token], text: str) -> None:
        self._gave_up = True
        cut = max(text.rfind("\n"), text.rfind(" "), 0) or len(text)
        kept = (
            parse(text[:cut], self._references, self._list_start) if "\n" in text[:cut] else plain(text[:cut])
        )
        self._tail, self._list_start = text[cut:].lstrip("\n"), None
        self._sink.replace_tail([*finished, *kept], plain(self._tail))
        self._hidden = ""

    def _begin_code(self, fence: OpenFence) -> None:
        self._fence = fence._replace(content="")
        self._tail, self._list_start = "", None
        self._sink.begin_code(fence.language)
        self._feed_code(fence.content)

    def _feed_code(self, text: str) -> None:
        assert self._fence is not None
        *lines, self._tail = (self._tail + text).split("\n")
        mark, indent = self._fence.mark, self._fence.indent
        for index, line in enumerate(lines):
            if is_closing_fence(line, mark):
                self._sink.append_code(_joined(lines[:index], indent), "")
                rest = "\n".join([*lines[index + 1 :], self._tail])
                self._end_code()
                self.feed(rest)
                return
        may_close = self._tail.strip(" ").strip(mark[0]) == ""
        self._sink.append_code(_joined(lines, indent), "" if may_close else strip_indent(self._tail, indent))

    def _end_code(self) -> None:
        self._fence = None
        self._tail = self._hidden = ""
        self._sink.end_code()


def _joined(lines: list[str], indent: int) -> str:
    return "".join(strip_indent(line, indent) + "\n" for line in lines)
