"""The elements of a long JSON list, one by one: only the one that is read is in memory."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

_BOM: Final = b"\xef\xbb\xbf"
_MARK: Final = re.compile(rb'["\[\]{},]')
_VALUE: Final = re.compile(rb"[^\s:,\]]")
_QUOTE: Final = ord('"')
_BACKSLASH: Final = ord("\\")
_OPENING: Final = frozenset(b"[{")
_CLOSING: Final = frozenset(b"]}")

Bytes = mmap.mmap | bytes


class Element(NamedTuple):
    """One element of a list, and how much of the file is read after it, 0 to 1."""

    data: bytes
    fraction: float


@contextmanager
def opened(path: Path) -> Iterator[Bytes]:
    """Give the bytes of a file without reading it into memory; raises `OSError`."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


def elements(data: Bytes, start: int = 0) -> Iterator[Element]:
    """Give the elements of the list that begins at `start`, or of what stands alone there.

    A file that ends in the middle gives the elements before that, then raises `ValueError`.
    """
    start = _skip_blanks(data, start)
    if data[start : start + 1] != b"[":
        yield Element(bytes(data[start:]), 1.0)
        return
    at = start + 1
    while (at := _skip_blanks(data, at)) < len(data) and data[at] != ord("]"):
        end = _end_of_value(data, at)
        yield Element(bytes(data[at:end]), end / len(data))
        at = _skip_blanks(data, end)
        if data[at : at + 1] == b",":
            at += 1
        elif data[at : at + 1] != b"]":
            break
    if data[at : at + 1] != b"]":
        raise ValueError("the list has no end")


def before_list(data: Bytes, name: str) -> tuple[bytes, int] | None:
    """Split an object at a list in it that is its last value.

    Gives the object without that list, and where the list begins; None where there is no such list.
    """
    start = _skip_blanks(data, 0)
    if data[start : start + 1] != b"{":
        return None
    at = start + 1
    while (at := _skip_blanks(data, at)) < len(data) and data[at] == _QUOTE:
        key_end = _end_of_value(data, at)
        value = _VALUE.search(data, key_end)
        if value is None:
            return None
        if data[at + 1 : key_end - 1] == name.encode() and data[value.start()] == ord("["):
            head = bytes(data[start:at]).rstrip().rstrip(b",")
            return head + b"}", value.start()
        at = _skip_blanks(data, _end_of_value(data, value.start()))
        if data[at : at + 1] != b",":
            return None
        at += 1
    return None


def _skip_blanks(data: Bytes, at: int) -> int:
    if at == 0 and data[:3] == _BOM:
        at = 3
    while at < len(data) and data[at] in b" \t\r\n":
        at += 1
    return at


def _end_of_value(data: Bytes, start: int) -> int:
    """Find where a value ends; raises `ValueError` where it does not."""
    depth = 0
    at = start
    while match := _MARK.search(data, at):
        mark = data[match.start()]
        at = match.end()
        if mark == _QUOTE:
            at = _end_of_string(data, at)
        elif mark in _OPENING:
            depth += 1
        elif depth and mark in _CLOSING:
            depth -= 1
        elif not depth:  # a comma, or the end of what the value is in
            return match.start()
        else:
            continue
        if not depth and mark not in _OPENING:
            return at
    raise ValueError("a value has no end")


def _end_of_string(data: Bytes, at: int) -> int:
    while (end := data.find(b'"', at)) >= 0:
        before = end - 1
        while data[before] == _BACKSLASH:
            before -= 1
        if (end - before) % 2:
            return end + 1
        at = end + 1
    raise ValueError("a text has no end")
