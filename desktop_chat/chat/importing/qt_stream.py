"""Values as Qt's QDataStream writes them: big-endian, texts in UTF-16 with their length in bytes before them.

See https://doc.qt.io/qt-6/datastreamformat.html. Nothing is believed about a length but that it is within the file.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, Final

_NULL: Final = 0xFFFFFFFF
_LONG: Final = 0xFFFFFFFE  # the length follows in 64 bits
_LONGEST: Final = 256 << 20  # bytes of one value that are taken into memory
_VARIANT_BYTES: Final = {1: 1, 2: 4, 3: 4, 4: 8, 5: 8, 6: 8}  # bool, int, uint, int64, uint64, double
_VARIANT_TEXT: Final = 10


class QtReader:
    """Reads a file value by value; every method raises `ValueError` where the file does not hold it."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size

    def flag(self) -> bool:
        """Read a bool."""
        return self._take(1) != b"\0"

    def int32(self) -> int:
        """Read a signed integer of 32 bits."""
        return int(struct.unpack(">i", self._take(4))[0])

    def uint32(self) -> int:
        """Read an unsigned integer of 32 bits."""
        return int(struct.unpack(">I", self._take(4))[0])

    def int64(self) -> int:
        """Read a signed integer of 64 bits."""
        return int(struct.unpack(">q", self._take(8))[0])

    def count(self, smallest: int) -> int:
        """Read the length of a list, a `qsizetype`, whose elements take at least so many bytes."""
        return self._believe(self.int64(), smallest)

    def count32(self, smallest: int) -> int:
        """Read the length of a list, an `int`, whose elements take at least so many bytes."""
        return self._believe(self.int32(), smallest)

    def text(self) -> str:
        """Read a QString; a null one is empty."""
        return self._take(self._length()).decode("utf-16-be", "replace")

    def texts(self) -> list[str]:
        """Read a QStringList."""
        return [self.text() for _ in range(self._believe(self.uint32(), 4))]

    def data(self) -> bytes:
        """Read a QByteArray."""
        return self._take(self._length())

    def variant(self) -> None:
        """Pass over a QVariant of a plain type."""
        kind = self.uint32()
        self.flag()  # whether it is null
        if kind == _VARIANT_TEXT:
            self.text()
        elif kind in _VARIANT_BYTES:
            self._take(_VARIANT_BYTES[kind])
        elif kind:
            raise ValueError(f"a value of the unknown kind {kind}")

    def skip(self, size: int) -> None:
        """Pass over bytes."""
        self._left -= self._believe(size, 1)
        self._file.seek(size, 1)

    def skip_data(self) -> None:
        """Pass over a QByteArray, however long."""
        self.skip(self._length())

    def _length(self) -> int:
        length = self.uint32()
        if length == _LONG:
            length = self.int64()
        return 0 if length == _NULL else self._believe(length, 1)

    def _believe(self, number: int, smallest: int) -> int:
        if not 0 <= number * smallest <= self._left:
            raise ValueError("a length that is not that of this file")
        return number

    def _take(self, size: int) -> bytes:
        if not size <= min(self._left, _LONGEST):
            raise ValueError("the file ends too early")
        self._left -= size
        data = self._file.read(size)
        if len(data) != size:
            raise ValueError("the file ends too early")
        return data
