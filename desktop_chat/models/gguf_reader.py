"""Reads the parts of a GGUF file one after the other, with bounded memory whatever the file says."""

from __future__ import annotations

import struct
from math import prod
from typing import Final, Protocol

from msgspec import Struct

from desktop_chat.models.ggml_types import GGML_TYPES, GgmlType

Value = int | float | bool | str | tuple[int, ...]

MAX_KEYS: Final = 65_536
MAX_TENSORS: Final = 65_536
MAX_STRINGS: Final = 8_000_000  # in all arrays together: 15 times the largest vocabulary and its merges
MAX_KEY_BYTES: Final = 65_535  # the format's own limit
MAX_TENSOR_NAME_BYTES: Final = 63  # GGML_MAX_NAME
MAX_STRING_BYTES: Final = 1 << 20
MAX_KEPT_BYTES: Final = 16 << 20  # of texts and numbers together
MAX_KEPT_ARRAY: Final = 2048  # longer arrays are the tokenizer's: only counted
MAX_DIMENSIONS: Final = 4
MAX_BYTES: Final = 1 << 62
_CHUNK: Final = 1 << 18

_STRING: Final = 8
_ARRAY: Final = 9
_FLOATS: Final = (6, 12)
_SCALARS: Final = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: struct.Struct("<I"),
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<?"),
    10: struct.Struct("<Q"),
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}
_U32: Final = struct.Struct("<I")
_U64: Final = struct.Struct("<Q")
_COUNTS: Final = struct.Struct("<QQ")


class BrokenError(Exception):
    """The bytes are not what the format allows; says in a few words why."""


class CutError(Exception):
    """The file ends before its header does."""


class Readable(Protocol):
    """What a header is read from, forwards: a file on the disk or elsewhere."""

    def read(self, size: int, /) -> bytes:
        """Read `size` bytes, fewer only where the file ends."""

    def seek(self, place: int, /) -> int:
        """Go to a place, counted from the start."""


class TensorInfo(Struct, frozen=True):
    """One tensor as the file describes it; `offset` is in bytes from the start of the tensor data."""

    name: str
    weights: int
    type: GgmlType
    offset: int

    @property
    def end(self) -> int:
        """The byte after its last one, from the start of the tensor data."""
        return self.offset + self.type.bytes_of(self.weights)


class Metadata(Struct, frozen=True):
    """The key-value part of a file: short values as they are, and how long each array is."""

    values: dict[str, Value]
    lengths: dict[str, int]


class GgufReader:
    """Walks through an open file; never holds more of it than one chunk or one string.

    Methods raise `BrokenError` on what the format forbids, `CutError` where the file ends, and `OSError`.
    """

    def __init__(self, file: Readable, size: int) -> None:
        self._file = file
        self._size = size
        self._buffer = b""
        self._place = 0
        self._start = 0  # of the buffer, in the file
        self._strings = 0
        self._kept = 0

    @property
    def position(self) -> int:
        """The place in the file of the next byte to read."""
        return self._start + self._place

    def take(self, count: int) -> bytes:
        """Read the next bytes."""
        self._fill(count)
        place = self._place
        self._place += count
        return self._buffer[place : place + count]

    def counts(self) -> tuple[int, int]:
        """Read how many tensors and how many keys there are."""
        tensors, keys = _COUNTS.unpack(self.take(16))
        if tensors > MAX_TENSORS or keys > MAX_KEYS:
            raise BrokenError("impossible counts")
        return tensors, keys

    def metadata(self, count: int) -> Metadata:
        """Read the keys and their values."""
        values: dict[str, Value] = {}
        lengths: dict[str, int] = {}
        for _ in range(count):
            key = self._text(MAX_KEY_BYTES, "a key")
            if not key or key in values or key in lengths:
                raise BrokenError("an empty or repeated key")
            value = self._value(self._u32())
            if isinstance(value, _Array):
                lengths[key] = value.length
                if value.numbers is not None:
                    values[key] = value.numbers
            else:
                values[key] = value
        return Metadata(values, lengths)

    def tensors(self, count: int) -> list[TensorInfo]:
        """Read what the file says about its tensors."""
        found = [self._tensor() for _ in range(count)]
        if len({tensor.name for tensor in found}) != count:
            raise BrokenError("a repeated tensor name")
        return found

    def _tensor(self) -> TensorInfo:
        name = self._text(MAX_TENSOR_NAME_BYTES, "a tensor name")
        dimensions = self._u32()
        if dimensions > MAX_DIMENSIONS:
            raise BrokenError("a tensor with too many dimensions")
        sizes = struct.unpack(f"<{dimensions}Q", self.take(8 * dimensions))
        number, offset = self._u32(), self._u64()
        kind = GGML_TYPES.get(number)
        if kind is None:
            raise BrokenError(f"unknown tensor type {number}")
        weights = prod(sizes)
        row = sizes[0] if sizes else 1
        if not 0 < weights < MAX_BYTES or offset > MAX_BYTES or row % kind.block_weights:
            raise BrokenError("a tensor of an impossible size")
        return TensorInfo(name, weights, kind, offset)

    def _value(self, kind: int) -> Value | _Array:
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            return self._array()
        return self._scalar(kind)

    def _scalar(self, kind: int) -> int | float | bool:
        layout = self._layout(kind)
        number: int | float | bool = layout.unpack(self.take(layout.size))[0]
        return number

    def _string(self) -> str:
        """Read a text; one too long to be a template or a name is passed over, and empty."""
        length = self._u64()
        if length > self._size:
            raise BrokenError("a text longer than the file")
        if length > MAX_STRING_BYTES:
            self._skip(length)
            return ""
        self._keep(length)
        return self.take(length).decode("utf-8", "replace")

    def _array(self) -> _Array:
        kind, length = self._u32(), self._u64()
        if length > self._size:
            raise BrokenError("an array longer than the file")
        if kind == _STRING:
            self._skip_strings(length)
            return _Array(length)
        layout = self._layout(kind)
        if length > MAX_KEPT_ARRAY or kind in _FLOATS:
            self._skip(length * layout.size)
            return _Array(length)
        self._keep(8 * length)
        content = self.take(length * layout.size)
        return _Array(length, tuple(int(number) for (number,) in layout.iter_unpack(content)))

    def _layout(self, kind: int) -> struct.Struct:
        try:
            return _SCALARS[kind]
        except KeyError:
            raise BrokenError(f"unknown value type {kind}") from None

    def _text(self, limit: int, what: str) -> str:
        length = self._u64()
        if length > limit:
            raise BrokenError(f"{what} that is too long")
        try:
            return self.take(length).decode()
        except UnicodeDecodeError:
            raise BrokenError(f"{what} that is not UTF-8") from None

    def _u32(self) -> int:
        number: int = _U32.unpack(self.take(4))[0]
        return number

    def _u64(self) -> int:
        number: int = _U64.unpack(self.take(8))[0]
        return number

    def _keep(self, count: int) -> None:
        self._kept += count
        if self._kept > MAX_KEPT_BYTES:
            raise BrokenError("too much in its header")

    def _skip_strings(self, count: int) -> None:
        """Pass over texts, most of them inside the buffer: a vocabulary has up to 300,000."""
        self._strings += count
        if self._strings > MAX_STRINGS:
            raise BrokenError("too many texts")
        left, length_at = count, _U64.unpack_from
        while left:
            self._fill(8)
            buffer, place, last = self._buffer, self._place, len(self._buffer) - 8
            while left and place <= last:
                place += 8 + length_at(buffer, place)[0]
                left -= 1
            self._seek(place)

    def _skip(self, count: int) -> None:
        self._seek(self._place + count)

    def _seek(self, place: int) -> None:
        """Go to a place given from the start of the buffer."""
        target = self._start + place
        if target > self._size:
            raise CutError
        if place <= len(self._buffer):
            self._place = place
            return
        self._file.seek(target)
        self._buffer, self._place, self._start = b"", 0, target

    def _fill(self, count: int) -> None:
        """Have the next `count` bytes in the buffer."""
        kept = len(self._buffer) - self._place
        if kept >= count:
            return
        if self.position + count > self._size:
            raise CutError
        more = self._file.read(max(count - kept, _CHUNK))
        self._start += self._place
        self._buffer, self._place = self._buffer[self._place :] + more, 0
        if len(self._buffer) < count:
            raise CutError


class _Array(Struct, frozen=True):
    length: int
    numbers: tuple[int, ...] | None = None
