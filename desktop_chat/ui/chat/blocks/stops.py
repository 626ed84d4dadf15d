"""What the Tab key visits within a message: its links, its footnotes, the buttons of its code cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop_chat.ui.chat.blocks.box import Box
from desktop_chat.ui.chat.blocks.code_box import CodeBox
from desktop_chat.ui.chat.blocks.inline import Span
from desktop_chat.ui.chat.blocks.stack import Stack

BUTTONS = 3
"""Of each code card."""


class Stop(NamedTuple):
    """A place that the keyboard can be at; `order` tells those of one block apart."""

    block: int
    order: int
    span: Span | None = None  # None: the button of that number


def next_stop(stack: Stack, after: Stop | None, *, backwards: bool = False) -> Stop | None:
    """Give the stop after another, or before it; None beyond the last one."""
    count = len(stack.boxes)
    first = after.block if after is not None else (count - 1 if backwards else 0)
    for index in range(first, -1, -1) if backwards else range(first, count):
        stops = list(_stops_of(index, stack.boxes[index]))
        for stop in reversed(stops) if backwards else stops:
            if after is None or (stop[:2] < after[:2] if backwards else stop[:2] > after[:2]):
                return stop
    return None


def _stops_of(index: int, box: Box) -> Iterator[Stop]:
    if isinstance(box, CodeBox):
        if box.is_first:
            yield from (Stop(index, number) for number in range(BUTTONS))
        return
    for span in box.spans():
        if span.run.link or span.run.note:
            yield Stop(index, span.start, span)
