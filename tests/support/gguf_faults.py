"""Builds GGUF files that are wrong in one way each: broken copies of a good file, and hostile headers."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from random import Random

from gguf import GGUFValueType

UINT32, STRING, ARRAY = GGUFValueType.UINT32, GGUFValueType.STRING, GGUFValueType.ARRAY
HUGE = 1 << 60


def truncated(source: Path, path: Path, keep: float = 0.6) -> Path:
    """Copy the first part of a file: `keep` is how much of it."""
    return _copy(path, source.read_bytes()[: int(source.stat().st_size * keep)])


def zero_filled(source: Path, path: Path, start: int = 0) -> Path:
    """Copy a file with nothing but zeros from byte `start` on, as an interrupted copy leaves it."""
    content = source.read_bytes()
    return _copy(path, content[:start] + bytes(len(content) - start))


def wrong_magic(source: Path, path: Path) -> Path:
    """Copy a file with other first bytes."""
    return _copy(path, b"GGML" + source.read_bytes()[4:])


def wrong_version(source: Path, path: Path, version: int = 99) -> Path:
    """Copy a file with another GGUF version."""
    return _copy(path, b"GGUF" + struct.pack("<I", version) + source.read_bytes()[8:])


def big_endian(path: Path) -> Path:
    """Write the beginning of a big-endian file."""
    return _copy(path, b"GGUF" + struct.pack(">IQQ", 3, 0, 0))


def unknown_architecture(path: Path, architecture: str = "gptj") -> Path:
    """Write a well-formed file of an architecture that llama.cpp does not know."""
    keys = [
        string("general.architecture", architecture),
        number(f"{architecture}.block_count", 2),
        number(f"{architecture}.context_length", 512),
        number(f"{architecture}.embedding_length", 32),
    ]
    return _copy(path, file_of(keys, [tensor("token_embd.weight", (32,), 0, 0)], bytes(128)))


def hostile(path: Path, kind: str) -> Path:
    """Write a header meant to crash or exhaust its reader; `HOSTILE` names the kinds."""
    return _copy(path, HOSTILE[kind]())


def mutated(content: bytes, header_size: int, random: Random) -> bytes:
    """Change a file's header in one to four places: bytes, lengths, cuts, pieces moved, left out or doubled."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 4)):
        place = random.randrange(min(header_size, len(changed)) or 1)
        random.choice(_MUTATIONS)(changed, place, random)
    return bytes(changed)


def _change_byte(changed: bytearray, place: int, random: Random) -> None:
    changed[place : place + 1] = bytes([random.randrange(256)])


def _change_length(changed: bytearray, place: int, random: Random) -> None:
    length = random.choice((0, 1, 255, 1 << 16, 1 << 31, HUGE, (1 << 64) - 1, random.getrandbits(24)))
    changed[place : place + 8] = struct.pack("<Q", length)


def _cut(changed: bytearray, place: int, _random: Random) -> None:
    del changed[place:]


def _leave_out(changed: bytearray, place: int, random: Random) -> None:
    del changed[place : place + random.randrange(1, 64)]


def _double(changed: bytearray, place: int, random: Random) -> None:
    changed[place:place] = changed[place : place + random.randrange(1, 512)]


def _move(changed: bytearray, place: int, random: Random) -> None:
    size = random.randrange(1, 64)
    piece = changed[place : place + size]
    del changed[place : place + size]
    other = random.randrange(len(changed) + 1)
    changed[other:other] = piece


def _overwrite(changed: bytearray, place: int, random: Random) -> None:
    size = random.randrange(1, 256)
    changed[place : place + size] = random.randbytes(size)


_MUTATIONS = (_change_byte, _change_length, _cut, _leave_out, _double, _move, _overwrite)


def _copy(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


# ---- parts of a file


def text(value: bytes) -> bytes:
    """Encode a string as GGUF does: its length, then its bytes."""
    return struct.pack("<Q", len(value)) + value


def string(key: str, value: str) -> bytes:
    """Encode a key with a string."""
    return text(key.encode()) + struct.pack("<I", STRING) + text(value.encode())


def number(key: str, value: int) -> bytes:
    """Encode a key with an unsigned 32-bit number."""
    return text(key.encode()) + struct.pack("<II", UINT32, value)


def texts(key: str, values: list[str]) -> bytes:
    """Encode a key with an array of strings."""
    contents = b"".join(text(value.encode()) for value in values)
    return text(key.encode()) + struct.pack("<IIQ", ARRAY, STRING, len(values)) + contents


def zeros(key: str, count: int) -> bytes:
    """Encode a key with an array of unsigned 32-bit zeros."""
    return text(key.encode()) + struct.pack("<IIQ", ARRAY, UINT32, count) + bytes(4 * count)


def tensor(name: str, dimensions: tuple[int, ...], kind: int, offset: int) -> bytes:
    """Encode what a file says about one tensor; `kind` is ggml's number of its type."""
    sizes = struct.pack(f"<I{len(dimensions)}Q", len(dimensions), *dimensions)
    return text(name.encode()) + sizes + struct.pack("<IQ", kind, offset)


def file_of(keys: list[bytes], tensors: list[bytes], data: bytes = b"", *, version: int = 3) -> bytes:
    """Put a whole file together; the data starts at a multiple of 32 bytes."""
    counts = struct.pack("<IQQ", version, len(tensors), len(keys))
    header = b"GGUF" + counts + b"".join(keys) + b"".join(tensors)
    return header + bytes(-len(header) % 32) + data


def _counts(tensors: int, keys: int) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, keys)


def _with_key(key: bytes) -> bytes:
    return file_of([string("general.architecture", "llama"), key], [])


def _with_tensor(entry: bytes) -> bytes:
    keys = [
        string("general.architecture", "llama"),
        number("llama.block_count", 1),
        number("llama.context_length", 64),
        number("llama.embedding_length", 32),
    ]
    return file_of(keys, [entry], bytes(128))


def _nested(depth: int) -> bytes:
    arrays = struct.pack("<I", ARRAY) + struct.pack("<IQ", ARRAY, 1) * depth
    return text(b"llama.nest") + arrays + struct.pack("<IQ", UINT32, 0)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "only magic": lambda: b"GGUF",
    "tensor count": lambda: _counts(HUGE, 0),
    "key count": lambda: _counts(0, HUGE),
    "overlong key": lambda: _counts(0, 1) + struct.pack("<Q", HUGE) + b"general",
    "overlong string": lambda: _with_key(text(b"general.name") + struct.pack("<IQ", STRING, HUGE) + b"x"),
    "overlong array": lambda: _with_key(text(b"llama.x") + struct.pack("<IIQ", ARRAY, UINT32, HUGE)),
    "overlong string array": lambda: _with_key(
        text(b"llama.x") + struct.pack("<IIQ", ARRAY, STRING, HUGE) + bytes(1 << 20)
    ),
    "nested arrays": lambda: _with_key(_nested(5000)),
    "bad UTF-8 in a key": lambda: _with_key(text(b"\xff\xfe\xfd") + struct.pack("<II", UINT32, 1)),
    "unknown value type": lambda: _with_key(text(b"llama.x") + struct.pack("<II", 77, 1)),
    "alignment of 0": lambda: _with_key(number("general.alignment", 0)),
    "alignment of 3": lambda: _with_key(number("general.alignment", 3)),
    "alignment of 2 GB": lambda: _with_key(number("general.alignment", 1 << 31)),
    "offset beyond all files": lambda: _with_tensor(tensor("token_embd.weight", (32,), 0, HUGE)),
    "offset that is not aligned": lambda: _with_tensor(tensor("token_embd.weight", (16,), 0, 7)),
    "dimensions that overflow": lambda: _with_tensor(tensor("token_embd.weight", (HUGE, HUGE), 0, 0)),
    "too many dimensions": lambda: _with_tensor(tensor("token_embd.weight", (1,) * 9, 0, 0)),
    "a dimension of 0": lambda: _with_tensor(tensor("token_embd.weight", (0, 32), 0, 0)),
    "unknown tensor type": lambda: _with_tensor(tensor("token_embd.weight", (32,), 999, 0)),
}
