"""The numbers of footnotes: in the order in which the text first speaks of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from desktop_chat.markdown.sources import Leaf, texts

_MENTION: Final = re.compile(r"\[\^([^\[\]\s]{1,200})\]")


class NoteNumbers:
    """Counts footnotes as the text goes on; one that is mentioned is expected to come."""

    def __init__(self) -> None:
        self._expected: dict[str, int] = {}
        self._defined: set[str] = set()

    def take(self, leaf: Leaf) -> frozenset[str]:
        """Count the footnotes of a finished leaf; give those it mentions."""
        mentioned = mentions(leaf)
        for label in mentioned:
            self._expected.setdefault(label, len(self._expected) + 1)
        if leaf.note:
            self._defined.add(leaf.note)
        return frozenset(mentioned)

    def expected(self, leaf: Leaf) -> Callable[[str], int]:
        """Give the numbers as far as the text goes, with those that this leaf adds."""
        added: dict[str, int] = {}
        for label in mentions(leaf):
            if label not in self._expected:
                added.setdefault(label, len(self._expected) + len(added) + 1)
        return lambda label: self._expected.get(label) or added.get(label, 0)

    def final(self) -> Callable[[str], int]:
        """Give the numbers of those that did come."""
        numbers = self._final_numbers()
        return lambda label: numbers.get(label, 0)

    def wrong(self) -> set[str]:
        """Give the labels that were expected to have another number."""
        numbers = self._final_numbers()
        return {label for label, number in self._expected.items() if numbers.get(label) != number}

    def _final_numbers(self) -> dict[str, int]:
        came = (label for label in self._expected if label in self._defined)
        return {label: number for number, label in enumerate(came, 1)}


def mentions(leaf: Leaf) -> list[str]:
    """Give the labels of footnotes in a leaf, the one that it belongs to first."""
    found = [leaf.note] if leaf.note else []
    for text in texts(leaf.source):
        if "[^" in text:
            found += _MENTION.findall(text)
    return found
