"""Sees to the colours of the code in sight: of a part while it grows, of the whole card once it is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_chat.ui.chat.blocks.aside import aside
from desktop_chat.ui.chat.blocks.box import Box
from desktop_chat.ui.chat.blocks.cards import Card, parts_of_card
from desktop_chat.ui.chat.blocks.code_box import CodeBox
from desktop_chat.ui.chat.blocks.colours import CONTEXT_LINES, PartColours, colour_part, colour_whole
from desktop_chat.ui.chat.blocks.stack import Stack
from desktop_chat.ui.chat.highlight import MAX_HIGHLIGHTED


class _Wish(NamedTuple):
    """Colours that were asked for: of a card from one part on."""

    card: Card
    part: int


class Colouring(QObject):
    """Asks for the colours of the cards of one message, and hands them to the cards.

    `recoloured` is called with what tells the boxes whose colours changed.
    """

    def __init__(
        self, stack: Stack, recoloured: Callable[[Callable[[Box], bool]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._stack = stack
        self._recoloured = recoloured
        self._wishes: set[_Wish] = set()
        self._is_listening = False
        self._changed: set[_Wish] = set()
        self._arrival = QTimer(self, singleShot=True, interval=0)
        self._arrival.timeout.connect(self._show)

    def look_after(self, exposed: Iterable[int]) -> None:
        """Ask for the colours that are missing among the boxes exposed."""
        is_whole: dict[Card, bool] = {}
        for index in exposed:
            box = self._stack.boxes[index]
            if not isinstance(box, CodeBox) or not box.block.language:
                continue
            if box.card not in is_whole:
                is_whole[box.card] = self._is_whole(index, box)
            if not is_whole[box.card]:
                self._ask_for_part(index, box)

    def _is_whole(self, index: int, box: CodeBox) -> bool:
        """Ask for the colours of a whole card, if it is closed and not too long; False where it is not."""
        first, last = parts_of_card(self._stack.boxes, index)
        boxes = self._stack.boxes[first : last + 1]
        if boxes[-1].block.is_open or sum(len(each.block.text) for each in boxes) > MAX_HIGHLIGHTED:
            return False
        card, ends = box.card, (boxes[0].block, boxes[-1].block)
        if card.coloured_between is None or any(
            a is not b for a, b in zip(card.coloured_between, ends, strict=True)
        ):
            card.coloured_between = ends
            texts = [each.block.text for each in boxes]
            marks = [each.separator for each in boxes]
            marks[0] = ""
            self._ask(_Wish(card, 0), partial(colour_whole, texts, marks), box)
        return True

    def _ask_for_part(self, index: int, box: CodeBox) -> None:
        text = box.block.text
        if box.block.is_open:
            text = text[: text.rfind("\n") + 1]  # a line is coloured when it is whole
        if not text or box.card.asked.get(box.block.part) == text:
            return
        box.card.asked[box.block.part] = text
        context = ""
        if not box.is_first:
            lines = self._stack.boxes[index - 1].block.text.split("\n")
            context = "\n".join(lines[-CONTEXT_LINES:]) + box.separator
        self._ask(_Wish(box.card, box.block.part), partial(colour_part, context, text), box)

    def _ask(self, wish: _Wish, work: Callable[[str, str], list[PartColours]], box: CodeBox) -> None:
        if not self._is_listening:
            self._is_listening = True
            aside().done.connect(self._take)
        self._wishes.add(wish)
        aside().run(wish, partial(work, box.block.language, box.style.theme.pygments_style))

    @Slot(object, object)
    def _take(self, wish: object, found: object) -> None:
        if wish not in self._wishes:
            return
        self._wishes.discard(wish)
        for part, colours in enumerate(found, wish.part):
            if colours.colors or part in wish.card.colours:
                wish.card.colours[part] = colours
                self._changed.add(_Wish(wish.card, part))
        self._arrival.start()

    def _show(self) -> None:
        """Show the colours that came: many at once, each part once."""
        changed, self._changed = self._changed, set()
        self._recoloured(lambda box: isinstance(box, CodeBox) and _Wish(box.card, box.block.part) in changed)
