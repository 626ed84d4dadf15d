"""What a block stands within: how far it is indented, the bars of quotations, the markers of items, the gaps."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtGui import QFontMetricsF

from desktop_chat.markdown.blocks import (
    Block,
    Code,
    Container,
    Heading,
    Item,
    Note,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from desktop_chat.ui.chat.document_style import DocumentStyle

BAR_WIDTH: Final = 3

_BULLETS: Final = ("disc", "circle", "square")
_WIDEST_EM: Final = 14
"""How far anything is indented at most, in units of the font's size: deeper levels stand below each other."""

_USUAL_NUMBER: Final = "00."
_TIGHT: Final = 0.32
_GAP: Final = 0.85
_CARD_GAP: Final = 1.0
_NOTES_GAP: Final = 2.2
_RULE_GAP: Final = 1.5


class Marker(NamedTuple):
    """What stands before an item; `edge` is where its text begins."""

    kind: str  # disc, circle, square, open (of a task), done, or number
    text: str
    edge: int


class Bar(NamedTuple):
    """The bar of a quotation; it reaches up through the gap unless it starts here."""

    left: int
    is_start: bool


class Frame(NamedTuple):
    """The surroundings of a block in pixels, from the side where its text begins."""

    indent: int
    gap: int
    bars: tuple[Bar, ...]
    markers: tuple[Marker, ...]
    begins_notes: bool = False  # a line stands above: footnotes begin


def frame_of(block: Block, before: Block | None, style: DocumentStyle) -> Frame:
    """Give the surroundings of a block that comes after another, or first."""
    indent, bullets = 0, 0
    widest = round(style.pixels * _WIDEST_EM)
    bars: list[Bar] = []
    markers: list[Marker] = []
    for container in block.within:
        if isinstance(container, Quote):
            bars.append(Bar(indent, container.is_start))
            indent = min(indent + round(style.pixels * 1.1), widest)
            continue
        if isinstance(container, Item) and container.number is None:
            bullets += 1
        marker = _marker(container, bullets)
        indent = min(indent + _item_indent(marker.text, style), widest)
        if container.is_start:
            markers.append(marker._replace(edge=indent))
    begins_notes = (
        _is_note(block) and before is not None and not (_is_note(before) or isinstance(before, Rule))
    )
    gap = round(style.pixels * _NOTES_GAP) if begins_notes else _gap(block, before, style)
    return Frame(indent, gap, tuple(bars), tuple(markers), begins_notes)


def continues(block: Block, before: Block | None) -> bool:
    """Tell whether a block is a further part of the one before it."""
    if isinstance(block, Heading | Rule) or type(block) is not type(before):
        return False
    return getattr(block, "part", 0) > 0


def _is_note(block: Block) -> bool:
    return bool(block.within) and isinstance(block.within[0], Note)


def _marker(container: Item | Note, depth: int) -> Marker:
    if isinstance(container, Note):
        return Marker("number", f"{container.number}.", 0)
    if container.is_done is not None:
        return Marker("done" if container.is_done else "open", "", 0)
    if container.number is not None:
        return Marker("number", f"{container.number}.", 0)
    return Marker(_BULLETS[min(depth - 1, len(_BULLETS) - 1)], "", 0)


def _item_indent(text: str, style: DocumentStyle) -> int:
    """Give how far an item is indented: as all others, or further where its number is long."""
    if not text:
        return style.indent
    widest = text if len(text) > len(_USUAL_NUMBER) else _USUAL_NUMBER
    return max(style.indent, round(QFontMetricsF(style.font).horizontalAdvance(widest) + style.pixels * 0.5))


def _gap(block: Block, before: Block | None, style: DocumentStyle) -> int:
    if before is None or continues(block, before):
        return 0
    if isinstance(block, Heading):
        em = (1.5, 1.4, 1.25, 1.1, 1.0, 1.0)[block.level - 1] if not block.within else _GAP
        em = 0.8 if isinstance(before, Heading) else em
    else:
        em = max(_around(block), _around(before))
        if isinstance(before, Heading):
            em = min(em, 0.5)
        elif _is_close(block, before):
            em = _TIGHT
    return round(style.pixels * em)


def _around(block: Block) -> float:
    if isinstance(block, Rule):
        return _RULE_GAP
    return _CARD_GAP if isinstance(block, Code | Table) else _GAP


def _is_close(block: Block, before: Block) -> bool:
    """Tell whether a block is an item's text right after text: those of one list stand close."""
    if not isinstance(block, Paragraph) or not isinstance(before, Paragraph):
        return False
    if not (block.within and isinstance(block.within[-1], Item | Note) and block.within[-1].is_start):
        return False
    return any(_are_of_one_list(own, other) for own, other in zip(block.within, before.within, strict=False))


def _are_of_one_list(own: Container, other: Container) -> bool:
    if isinstance(own, Item) and isinstance(other, Item):
        return (own.number is None) == (other.number is None)
    return isinstance(own, Note) and isinstance(other, Note)
