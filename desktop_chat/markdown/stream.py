"""Markdown that arrives piece by piece, told to a sink as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from desktop_chat.markdown.blocks import Block
from desktop_chat.markdown.finished import FinishedBlocks, Read
from desktop_chat.markdown.lines import LineReader
from desktop_chat.markdown.machine import BlockMachine
from desktop_chat.markdown.notes import NoteNumbers
from desktop_chat.markdown.parsing import note_number
from desktop_chat.markdown.sources import Leaf

MAX_READ_AGAIN: Final = 4_000
"""Characters of finished blocks that one piece may have read again; the others wait for the next."""


class Sink(Protocol):
    """Where the blocks of a growing text are shown."""

    def replace_from(self, index: int, blocks: Sequence[Block]) -> None:
        """Keep the blocks before `index`; those from `index` on are now `blocks`.

        Mostly these are the last one or two. Where a link's definition came after its use, blocks further up change:
        of the others from there on the very same objects are given again.
        """


class MarkdownStream:
    """Tells a sink the blocks of a text that grows; after `finish` they are those that `parse` gives of the whole.

    Only the last block is read again when the text grows, and long ones are cut into parts: what a piece costs depends
    on its length alone. Marks that are not closed yet are taken to be, what is undecided is not shown, and footnotes
    are shown while they are written and at the end.
    """

    def __init__(self, sink: Sink) -> None:
        from desktop_chat.markdown.reader import Reader  # noqa: PLC0415  loads markdown-it, not needed for the first paint

        self._sink = sink
        self._lines = LineReader()
        self._machine = BlockMachine()
        self._reader = Reader()
        self._numbers = NoteNumbers()
        self._body = FinishedBlocks()
        self._notes = FinishedBlocks()
        self._first_note = 0  # of those that are shown: the ones since the last block of the body
        self._shown: list[Block] = []
        self._settled = 0  # of the shown, those that are finished

    @property
    def characters_read(self) -> int:
        """Characters of running text that were read so far, each as often as it was."""
        return self._reader.characters

    def feed(self, text: str) -> None:
        """Take the next piece, of any length."""
        for line in self._lines.feed(text):
            self._machine.take(line)
        changed = self._keep(self._read_expected)
        changed = min(changed, self._body.read_again(self._read_expected, MAX_READ_AGAIN))
        if self._notes.read_again(self._read_expected, MAX_READ_AGAIN) < len(self._notes.blocks):
            changed = min(changed, len(self._body.blocks))
        self._show(changed)

    def finish(self) -> None:
        """Show the end as it stands: nothing more will come."""
        for line in self._lines.finish():
            self._machine.take(line)
        self._machine.finish()
        changed = self._keep(self._read_expected)
        number = self._numbers.final()
        for finished in (self._body, self._notes):
            finished.renumber(self._numbers.wrong())
        changed = min(changed, self._body.read_again(lambda leaf: self._reader.read(leaf, number)))
        self._notes.read_again(lambda leaf: self._reader.read(leaf, number))
        notes = sorted(self._notes.blocks, key=note_number)
        changed = min(changed, len(self._body.blocks))
        self._replace(changed, [*self._body.blocks[changed:], *notes])

    def _keep(self, read: Read) -> int:
        """Keep what the lines finished; give the index up to which the shown blocks stay as they are."""
        changed = self._settled
        leaves, definitions = self._machine.taken()
        for definition in definitions:
            if self._reader.define(definition):
                self._body.define(definition.label)
                self._notes.define(definition.label)
        for leaf in leaves:
            mentions = self._numbers.take(leaf)
            if leaf.note:
                self._notes.add(leaf, read, mentions)
            else:
                changed = min(changed, len(self._body.blocks))
                self._body.add(leaf, read, mentions)
                self._first_note = len(self._notes.blocks)
        return changed

    def _read_expected(self, leaf: Leaf) -> tuple[Block, set[str]]:
        return self._reader.read(leaf, self._numbers.expected(leaf))

    def _show(self, changed: int) -> None:
        live = self._machine.live(self._lines.last)
        if live and not live[-1].note:
            live = [leaf for leaf in live if not leaf.note]
            self._first_note = len(self._notes.blocks)
            changed = min(changed, len(self._body.blocks))
        body, first_note = self._body.blocks, self._first_note
        blocks = body[changed:] + self._notes.blocks[first_note + max(0, changed - len(body)) :]
        self._settled = changed + len(blocks)
        self._replace(changed, blocks + [self._read_expected(leaf)[0] for leaf in live])

    def _replace(self, index: int, blocks: list[Block]) -> None:
        """Show blocks from an index on, as far as they are not what is shown there."""
        same = 0
        for old, new in zip(self._shown[index:], blocks, strict=False):
            if old is not new and old != new:
                break
            same += 1
        if same < len(blocks) or index + same < len(self._shown):
            del self._shown[index + same :]
            self._shown += blocks[same:]
            self._sink.replace_from(index + same, blocks[same:])
