"""The blocks that are open, from the outermost container to the leaf that takes the lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from typing import Final

from msgspec.structs import replace

from desktop_chat.markdown.blocks import Within
from desktop_chat.markdown.containers import OpenContainer, OpenItem, OpenNote, OpenQuote, OpenRoot
from desktop_chat.markdown.open_code import OpenFence, OpenIndentedCode
from desktop_chat.markdown.open_formula import OpenFormula
from desktop_chat.markdown.open_paragraph import OpenParagraph
from desktop_chat.markdown.open_table import OpenTable
from desktop_chat.markdown.parts import MAX_CHARACTERS
from desktop_chat.markdown.sources import Definition, Leaf, Source, Text

OpenLeaf = OpenParagraph | OpenFence | OpenIndentedCode | OpenTable | OpenFormula

_TASK: Final = re.compile(r"\[([ xX])\][ \t]+")


class OpenBlocks:
    """Opens and closes blocks, and keeps what is finished."""

    def __init__(self) -> None:
        self.containers: list[OpenContainer] = []
        self.leaf: OpenLeaf | None = None
        self.finished: list[Leaf] = []
        self.definitions: list[Definition] = []
        self.grows = False
        """Whether the last line that was read has words of running text."""
        self._root = OpenRoot()

    def trial(self) -> OpenBlocks:
        """Give open blocks of their own to try a line on."""
        trial = OpenBlocks()
        trial._root = copy(self._root)
        trial.containers = [copy(container) for container in self.containers]
        trial.leaf = copy(self.leaf)
        return trial

    def parent(self, depth: int) -> OpenRoot:
        """Give what a block lies in that begins within so many containers."""
        return self.containers[depth - 1] if depth else self._root

    def begin(self, container: OpenContainer) -> None:
        """Open a container within the innermost one."""
        parent = self.parent(len(self.containers))
        parent.has_content = True
        if not isinstance(container, OpenItem):
            parent.list = None
        self.containers.append(container)

    def begin_leaf(self, leaf: OpenLeaf) -> None:
        """Open a leaf within the innermost container."""
        self._takes_content()
        self.leaf = leaf

    def add(self, source: Source) -> None:
        """Add a leaf that is whole at once."""
        self._takes_content()
        self.give([source])

    def give(self, sources: Iterable[Source]) -> None:
        """Keep finished parts of the leaf."""
        self.finished += [self._placed(source) for source in sources]

    def give_full_parts(self, paragraph: OpenParagraph) -> None:
        """Keep the parts of a paragraph that are full."""
        if paragraph.size > MAX_CHARACTERS:
            self.definitions += paragraph.take_definitions()
            self.give(paragraph.take_full_parts())

    def close_leaf(self) -> None:
        """Finish the leaf."""
        leaf, self.leaf = self.leaf, None
        if isinstance(leaf, OpenFormula):
            leaf = leaf.as_words()
        if isinstance(leaf, OpenParagraph):
            self.give_full_parts(leaf)
            self.definitions += leaf.take_definitions()
        if leaf is not None:
            self.give(leaf.close())

    def close_to(self, depth: int) -> None:
        """Finish the leaf, and the containers beyond so many."""
        self.close_leaf()
        while len(self.containers) > depth:
            self._show_marker()
            self.containers.pop()

    def show(self) -> list[Leaf]:
        """Give all that is there, though more may come; what is open is not taken up again after this."""
        if isinstance(self.leaf, OpenFormula):
            self.leaf = self.leaf.before  # what the lines will be is not known: they are not shown
        if isinstance(self.leaf, OpenParagraph):
            self.give(self.leaf.show(grows=self.grows))
        elif self.leaf is not None:
            self.give(self.leaf.show())
        self._show_marker()
        if self.finished and (self.grows or isinstance(self.leaf, OpenParagraph)):
            self.finished[-1] = replace(self.finished[-1], is_live=True)
        return self.finished

    def _takes_content(self) -> None:
        parent = self.parent(len(self.containers))
        parent.has_content = True
        parent.list = None

    def _show_marker(self) -> None:
        """Let an item or a footnote without a word be seen."""
        if any(
            not container.is_shown and not isinstance(container, OpenQuote) for container in self.containers
        ):
            self.give([Text("")])

    def _placed(self, source: Source) -> Leaf:
        note = next((container for container in self.containers if isinstance(container, OpenNote)), None)
        is_note_start = note is not None and not note.is_shown
        if isinstance(source, Text) and self.containers:
            source = self._task(source)
        placed = Leaf(replace(source, within=self._within()), note.label if note else "", is_note_start)
        for container in self.containers:
            container.is_shown = True
        return placed

    def _task(self, text: Text) -> Text:
        """Take the box of a task out of an item's first words."""
        item = self.containers[-1]
        match = _TASK.match(text.content)
        if match is None or not isinstance(item, OpenItem) or item.is_shown or text.level:
            return text
        item.is_done = match[1] != " "
        return replace(text, content=text.content[match.end() :])

    def _within(self) -> Within:
        return tuple(
            container.block() for container in self.containers if not isinstance(container, OpenNote)
        )
