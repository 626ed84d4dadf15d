"""Markdown that arrives piece by piece, told to a sink as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop_chat.markdown.blocks import Block, Blocks
from desktop_chat.markdown.parsing import parse


class Sink(Protocol):
    """Where the blocks of a growing text are shown."""

    def replace_from(self, index: int, blocks: Sequence[Block]) -> None:
        """Keep the blocks before `index`; those from `index` on are now `blocks`."""


class MarkdownStream:
    """Tells a sink the blocks of a text that grows; after `finish` they are those of the whole text parsed at once."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._text = ""
        self._shown: Blocks = ()

    def feed(self, text: str) -> None:
        """Take the next piece, of any length."""
        self._text += text
        self._show()

    def finish(self) -> None:
        """Show the end as it stands: nothing more will come."""
        self._show()

    def _show(self) -> None:
        blocks = parse(self._text)
        same = 0
        while same < min(len(blocks), len(self._shown)) and blocks[same] == self._shown[same]:
            same += 1
        if same < len(blocks) or same < len(self._shown):
            self._sink.replace_from(same, blocks[same:])
        self._shown = blocks
