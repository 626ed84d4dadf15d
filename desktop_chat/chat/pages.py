"""Rows straight from the pages of a damaged SQLite file, wherever a page can still be read.

The format is SQLite's own: https://www.sqlite.org/fileformat2.html. Every leaf page of a table is read by
itself, so neither the header, nor the schema, nor the pages above it need to be whole. Pages in the
write-ahead log replace those of the file.
"""

from __future__ import annotations

import math
import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_USUAL_PAGE = 4096
_TABLE_LEAF = 0x0D
_WAL_HEADER = 32
_FRAME_HEADER = 24
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value = int | float | str | bytes | None


@dataclass(frozen=True)
class Row:
    """One row of some table. Its last text is shorter than it was when `is_whole` is false."""

    id: int
    values: tuple[Value, ...]
    is_whole: bool


def read_rows(path: Path) -> Iterator[Row]:
    """Give every row of every table that can be read, in no order. Raises `OSError`."""
    with _mapped(path) as data:
        pages = _Pages(data, _wal_pages(path.with_name(f"{path.name}-wal")))
        for number in range(1, pages.count + 1):
            yield from _leaf_rows(pages, number)


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap | bytes]:
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


class _Pages:
    """The file's pages by number, from 1 on."""

    def __init__(self, data: mmap.mmap | bytes, newer: dict[int, bytes]) -> None:
        self._data = data
        self._newer = newer
        self.size = _page_size(data[:100]) or next(map(len, newer.values()), _USUAL_PAGE)
        self.count = max(-(-len(data) // self.size), max(newer, default=0))

    def __getitem__(self, number: int) -> bytes:
        """Give a page; a short one, or none, where the file ends."""
        if number in self._newer:
            return self._newer[number]
        start = (number - 1) * self.size
        return bytes(self._data[start : start + self.size])


def _page_size(header: bytes) -> int:
    """Read the page size from a file's header; 0 where there is no header."""
    if not header.startswith(_MAGIC) or len(header) < 18:
        return 0
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else 0


def _wal_pages(path: Path) -> dict[int, bytes]:
    """Read the newest committed content of each page in a write-ahead log."""
    try:
        log = path.read_bytes()
    except OSError:
        return {}
    if len(log) < _WAL_HEADER:
        return {}
    _, _, size, _, *salts = struct.unpack(">6I", log[:24])
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for start in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, pages_after_commit, *frame_salts = struct.unpack(">4I", log[start : start + 16])
        if frame_salts != salts:
            break
        pending[number] = log[start + _FRAME_HEADER : start + _FRAME_HEADER + size]
        if pages_after_commit:
            committed |= pending
            pending = {}
    return committed


def _leaf_rows(pages: _Pages, number: int) -> Iterator[Row]:
    page = pages[number]
    header = 100 if number == 1 else 0
    if len(page) < header + 8 or page[header] != _TABLE_LEAF:
        return
    cells = int.from_bytes(page[header + 3 : header + 5], "big")
    for index in range(cells):
        place = header + 8 + 2 * index
        try:
            yield _row(pages, page, int.from_bytes(page[place : place + 2], "big"))
        except (ValueError, IndexError, struct.error):
            continue


def _row(pages: _Pages, page: bytes, start: int) -> Row:
    """Read the cell at `start` of a leaf page; raises `ValueError` or `IndexError` where it is no cell."""
    size, start = _varint(page, start)
    row_id, start = _varint(page, start)
    local = _local_bytes(size, pages.size)
    payload = page[start : start + local]
    if local < size:
        following = int.from_bytes(page[start + local : start + local + 4], "big")
        payload += _overflow(pages, following, size - local)
    values, texts_are_whole = _values(payload)
    return Row(row_id, values, texts_are_whole and len(payload) == size)


def _local_bytes(size: int, page: int) -> int:
    """Say how much of a payload is on the leaf page itself; the rest is on overflow pages."""
    most = page - 35
    if size <= most:
        return size
    least = (page - 12) * 32 // 255 - 23
    local = least + (size - least) % (page - 4)
    return local if local <= most else least


def _overflow(pages: _Pages, number: int, size: int) -> bytes:
    """Follow a chain of overflow pages as far as it goes."""
    parts: list[bytes] = []
    seen: set[int] = set()
    while size > 0 and 1 < number <= pages.count and number not in seen:
        seen.add(number)
        page = pages[number]
        part = page[4 : 4 + size]
        parts.append(part)
        size -= len(part)
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _values(payload: bytes) -> tuple[tuple[Value, ...], bool]:
    """Decode a record: its values, and whether every text is whole."""
    header_size, place = _varint(payload, 0)
    if header_size > len(payload):
        raise ValueError
    values: list[Value] = []
    whole = True
    body = header_size
    while place < header_size:
        kind, place = _varint(payload, place)
        size = _value_bytes(kind)
        value, is_whole = _value(kind, payload[body : body + size])
        values.append(value)
        whole = whole and is_whole
        body += size
    return tuple(values), whole


def _value_bytes(kind: int) -> int:
    if kind in _INTEGER_BYTES:
        return _INTEGER_BYTES[kind]
    if kind in {0, 8, 9}:
        return 0
    if kind == 7:
        return 8
    if kind < 12:
        raise ValueError
    return (kind - 12) // 2


def _value(kind: int, data: bytes) -> tuple[Value, bool]:
    if kind == 0:
        return None, True
    if kind in {8, 9}:
        return kind - 8, True
    if kind == 7:
        return _float(data), True
    if kind in _INTEGER_BYTES:
        return int.from_bytes(data, "big", signed=True), True
    return (data, True) if kind % 2 == 0 else _text(data)


def _float(data: bytes) -> float:
    (number,) = struct.unpack(">d", data)
    if not math.isfinite(number):  # SQLite stores null in place of NaN, and the app no infinity
        raise ValueError
    return float(number)


def _text(data: bytes) -> tuple[str, bool]:
    """Decode a text up to the first byte that is not UTF-8."""
    try:
        return data.decode(), True
    except UnicodeDecodeError as error:
        return data[: error.start].decode(), False


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Read SQLite's variable-length integer; gives it and where it ends."""
    value = 0
    for index in range(8):
        byte = data[place + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + index + 1
    return value << 8 | data[place + 8], place + 9
