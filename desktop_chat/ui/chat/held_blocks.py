"""Blocks of a text that is read again behind what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.markdown.blocks import Block
from desktop_chat.ui.chat.block_view import BlockView


class HeldBlocks:
    """A sink that keeps blocks back until `release`, so that nothing shrinks before the reader's eyes."""

    def __init__(self, view: BlockView) -> None:
        self._view = view
        self._held: list[Block] | None = []

    @property
    def is_holding(self) -> bool:
        """Whether blocks are kept back."""
        return self._held is not None

    def replace_from(self, index: int, blocks: Sequence[Block]) -> None:
        """Take blocks in place of those from an index on."""
        if self._held is None:
            self._view.replace_from(index, blocks)
        else:
            self._held[index:] = blocks

    def release(self) -> None:
        """Show what was kept back, and from now on everything at once."""
        if self._held is not None:
            self._view.set_blocks(self._held)
            self._held = None
