"""File names from titles: the same on every system, and safe on all of them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MOST_BYTES: Final = 120  # with an ending and a number within what encrypted folders allow, 143
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff]+")
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE
)


def safe_name(title: str, ending: str, taken: set[str], untitled: str) -> str:
    """Give a name that is not among `taken`, and add it there; names differ by more than case.

    `untitled` is used where nothing is left of a title.
    """
    stem = _stem(title) or _stem(untitled) or "-"
    name = f"{stem}{ending}"
    number = 1
    while _key(name) in taken:
        number += 1
        name = f"{stem} ({number}){ending}"
    taken.add(_key(name))
    return name


def _stem(title: str) -> str:
    text = unicodedata.normalize("NFC", title).encode("utf-8", "replace").decode()
    text = " ".join(_FORBIDDEN.sub(" ", _INVISIBLE.sub("", text)).split())
    text = _cut(text.lstrip(". ")).rstrip(". ")
    return f"_{text}" if _RESERVED.match(text) else text


def _cut(text: str) -> str:
    """Keep as many whole characters as there is room for."""
    end = len(text.encode()[:_MOST_BYTES].decode(errors="ignore"))
    while 0 < end < len(text) and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f"):
        end -= 1
    return text[:end]


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
