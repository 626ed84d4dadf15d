"""Text as it was typed, as blocks: its own line breaks, nothing read as markup but fenced code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from desktop_chat.markdown.blocks import Block, Blocks, Code, Paragraph, Run
from desktop_chat.markdown.stream import Sink
from desktop_chat.ui.chat.blocks.direction import direction_of, has_right_to_left

PART: Final = 800
"""Characters of one part of a long text, about: a part is laid out in one go."""

_FENCE: Final = re.compile(r"^(?P<marks>`{3,}|~{3,})[ \t]*(?P<language>[^\s`]*)[^`\n]*$", re.MULTILINE)


def plain_blocks(text: str) -> Blocks:
    """Give a text without any markup."""
    return tuple(_parts(text.replace("\r", "")))


def typed_blocks(text: str) -> Blocks:
    """Give a message as it was typed, its fenced code as code."""
    return tuple(_typed(text.replace("\r", "")))


class PlainStream:
    """Tells a sink the blocks of a plain text that grows, those of `plain_blocks`, at a cost of what is new."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._index = 0  # of the part that grows
        self._part = ""

    def feed(self, text: str) -> None:
        """Take the next piece, of any length."""
        self._part += text.replace("\r", "")
        if not self._part:
            return
        parts = list(_pieces(self._part))
        blocks = [Paragraph((Run(part),), part=number) for number, part in enumerate(parts, self._index)]
        self._sink.replace_from(self._index, blocks)
        self._index += len(parts) - 1
        self._part = parts[-1]


def _typed(text: str) -> Iterator[Block]:
    at = 0
    while (fence := _FENCE.search(text, at)) is not None:
        marks = fence["marks"]
        end = re.compile(rf"^{re.escape(marks)}{marks[0]}*[ \t]*$", re.MULTILINE).search(text, fence.end())
        if end is None:
            break
        yield from _parts(text[at : fence.start()].strip("\n"))
        code = text[fence.end() + 1 : max(fence.end() + 1, end.start() - 1)]
        yield from _code(code, fence["language"])
        at = end.end()
    yield from _parts(text[at:].strip("\n") if at else text)


def _parts(text: str) -> Iterator[Paragraph]:
    if not text:
        return
    for number, part in enumerate(_pieces(text)):
        yield Paragraph((Run(part),), part=number)


def _code(code: str, language: str) -> Iterator[Code]:
    for number, part in enumerate(_pieces(code)):
        yield Code(language, part, part=number)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text where its lines begin to run the other way, and where it is long."""
    if not has_right_to_left(text):
        yield from _short(text)
        return
    start, at, before = 0, 0, None
    for line in text.split("\n"):
        direction = direction_of(line)
        if direction is not None:
            if before is not None and direction != before:
                yield from _short(text[start : at - 1])
                start = at
            before = direction
        at += len(line) + 1
    yield from _short(text[start:])


def _short(text: str) -> Iterator[str]:
    """Cut a text after whole lines; a line that is too long is cut within."""
    at = 0
    while len(text) - at > PART:
        end = text.rfind("\n", at, at + PART + 1)
        cut = end if end > at else at + PART
        yield text[at:cut]
        at = cut + 1 if end > at else cut
    yield text[at:]
