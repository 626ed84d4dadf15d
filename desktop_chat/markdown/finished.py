"""Blocks of a growing text that are finished, and which of them must be read again when a definition arrives."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from desktop_chat.markdown.blocks import Block
from desktop_chat.markdown.sources import Leaf, texts

Read = Callable[[Leaf], tuple[Block, set[str]]]


class FinishedBlocks:
    """Keeps blocks, and the sources of those that refer to what has not come yet."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._leaves: dict[int, Leaf] = {}
        self._mentions: dict[int, frozenset[str]] = {}
        self._waiting: dict[str, list[int]] = {}
        self._to_read: deque[int] = deque()

    def add(self, leaf: Leaf, read: Read, mentions: frozenset[str]) -> None:
        """Keep one more block; `mentions` are the footnotes it speaks of."""
        index = len(self.blocks)
        block, missing = read(leaf)
        self.blocks.append(block)
        if missing or mentions:
            self._leaves[index] = leaf
        if mentions:
            self._mentions[index] = mentions
        self._wait(index, missing)

    def define(self, label: str) -> None:
        """Have the blocks read again that refer to a label."""
        self._to_read.extend(self._waiting.pop(label, ()))

    def renumber(self, labels: set[str]) -> None:
        """Have the blocks read again that speak of these footnotes."""
        self._to_read.extend(
            index for index, mentioned in self._mentions.items() if not labels.isdisjoint(mentioned)
        )

    def read_again(self, read: Read, characters: int | None = None) -> int:
        """Read what is to be read again, up to so many characters; give the first index that is new."""
        first = len(self.blocks)
        while self._to_read and (characters is None or characters > 0):
            index = self._to_read.popleft()
            leaf = self._leaves[index]
            self.blocks[index], missing = read(leaf)
            self._wait(index, missing)
            first = min(first, index)
            if characters is not None:
                characters -= sum(map(len, texts(leaf.source)))
        return first

    def _wait(self, index: int, missing: set[str]) -> None:
        for label in missing:
            waiting = self._waiting.setdefault(label, [])
            if not waiting or waiting[-1] != index:
                waiting.append(index)
