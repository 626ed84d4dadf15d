"""Strips put on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_chat.ui.exchange.pdf.strips import Strip, total

Page = list[tuple[float, Strip]]
"""Strips, each with its top in the column of the page."""


def pages_of(strips: Iterable[Strip], height: float) -> Iterator[Page]:
    """Give the pages of a column of a height; what does not fit on one in any case goes on on the next."""
    page: Page = []
    y = 0.0
    for chain in _chains(strips):
        if page and y + total(chain) > height and total(chain) - chain[0].gap <= height:
            yield page
            page, y = [], 0.0
        for strip in chain:
            if page and y + strip.gap + strip.height > height:
                yield page
                page, y = [], 0.0
            if not page and strip.repeated is not None:
                page.append((0.0, strip.repeated))
                y = strip.repeated.height
            y += strip.gap if page else 0.0
            page.append((y, strip))
            y += strip.height
    if page:
        yield page


def _chains(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Give the strips that stay together."""
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.keeps_next:
            yield chain
            chain = []
    if chain:
        yield chain
