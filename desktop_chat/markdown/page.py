"""Blocks written as lines below each other, each after the marks of what it lies within."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from desktop_chat.markdown.blocks import Block, Container, Item, Note, Paragraph, Quote, Within
from desktop_chat.markdown.whole import whole

_QUOTE: Final = "> "


class Page(ABC):
    """Text that blocks are written on; a subclass says with which marks."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._lists: dict[
            int, tuple[int, bool]
        ] = {}  # by depth: the last number, and which closing the list has

    @abstractmethod
    def lines_of(self, block: Block) -> list[str]:
        """Give the lines of a block as if it lay within nothing."""

    @abstractmethod
    def item_mark(self, number: int | None, *, is_other: bool) -> str:
        """Give what an item begins with.

        `is_other`: a number does not go on with those of the list before, a bullet stands behind another one.
        """

    @abstractmethod
    def task_mark(self, *, is_done: bool) -> str:
        """Give what the words of a task begin with."""

    @abstractmethod
    def note_mark(self, number: int) -> str:
        """Give what a footnote begins with."""

    @property
    @abstractmethod
    def note_indent(self) -> int:
        """Spaces before the further lines of a footnote."""

    def written(self, blocks: Iterable[Block]) -> str:
        """Give the blocks as text."""
        last: Block | None = None
        for block in whole(blocks):
            if last is None:
                self._add(replace(block, within=tuple(replace(each, is_start=True) for each in block.within)))
            else:
                self._count(last.within, block.within)
                if not _follows_closely(last, block):
                    shared = block.within[: _shared(block.within)]
                    self._lines.append(self._indent(shared).rstrip(" "))
                self._add(block)
            last = block
        return "\n".join(self._lines)

    def _add(self, block: Block) -> None:
        first, further = self._first_indent(block.within), self._indent(block.within)
        for number, line in enumerate(self.lines_of(block)):
            indent = further if number else first
            self._lines.append(indent + line if line else indent.rstrip(" "))

    def _first_indent(self, within: Within) -> str:
        marks: list[str] = []
        for depth, container in enumerate(within):
            if not container.is_start:
                marks.append(self._indent_of(container))
            elif isinstance(container, Item):
                marks.append(self._item_mark(container, depth, marks[-1] if marks else ""))
            else:
                marks.append(_QUOTE if isinstance(container, Quote) else self.note_mark(container.number))
        item = within[-1] if within else None
        if isinstance(item, Item) and item.is_start and item.is_done is not None:
            marks.append(self.task_mark(is_done=item.is_done))
        return "".join(marks)

    def _indent(self, within: Within) -> str:
        return "".join(map(self._indent_of, within))

    def _indent_of(self, container: Container) -> str:
        if isinstance(container, Quote):
            return _QUOTE
        if isinstance(container, Note):
            return " " * self.note_indent
        return " " * len(self.item_mark(container.number, is_other=False))

    def _item_mark(self, item: Item, depth: int, before: str) -> str:
        if item.number is None:
            return self.item_mark(None, is_other=before == self.item_mark(None, is_other=False))
        is_other = self._lists.get(depth, (0, False))[1]
        self._lists[depth] = item.number, is_other
        return self.item_mark(item.number, is_other=is_other)

    def _count(self, last: Within, within: Within) -> None:
        """See to it that the numbers of one list do not go on where another begins."""
        depth = _shared(within)
        for deeper in [known for known in self._lists if known > depth]:
            del self._lists[deeper]
        item = within[depth] if depth < len(within) else None
        if not isinstance(item, Item) or item.number is None:
            return
        if depth < len(last) and isinstance(last[depth], Item) and depth in self._lists:
            number, is_other = self._lists[depth]
            self._lists[depth] = number, is_other != (item.number != number + 1)
        else:
            self._lists.pop(depth, None)


def _shared(within: Within) -> int:
    """Count the containers of a block that began before it."""
    return next((depth for depth, container in enumerate(within) if container.is_start), len(within))


def _follows_closely(last: Block, block: Block) -> bool:
    """Tell whether a block is the next item of a list, or the first below the words of another."""
    depth = _shared(block.within)
    item = block.within[depth] if depth < len(block.within) else None
    if not isinstance(item, Item) or isinstance(last.within[0] if last.within else None, Note) != (
        isinstance(block.within[0], Note)
    ):
        return False
    if depth < len(last.within):
        return isinstance(last.within[depth], Item)
    has_words = not isinstance(block, Paragraph) or bool(block.runs)
    is_below_words = depth > 0 and isinstance(last, Paragraph) and isinstance(last.within[-1], Item)
    return is_below_words and has_words and item.number in {None, 1}
