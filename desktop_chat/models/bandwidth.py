"""How fast this PC reads its memory: measured in half a second; the best is kept until the hardware changes."""

from __future__ import annotations

import ctypes
import logging
import mmap
import threading
import time
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from desktop_chat.files import write_whole
from desktop_chat.models.fit import thread_counts
from desktop_chat.models.hardware import Hardware, cpu_name
from desktop_chat.models.speed import MachineSpeed
from desktop_chat.settings import EngineSettings

_BUFFER_BYTES: Final = 256 << 20  # more than any cache holds
_BLOCK_BYTES: Final = 1 << 20  # copied to a place that stays in a cache, so that memory is only read
_SECONDS: Final = 0.4
_SMALLEST_PART: Final = 8  # of the free memory, what may be taken for the while

_log = logging.getLogger(__name__)


class _Kept(Struct, frozen=True):
    """What is on disk: the hardware it was measured on, and bytes a second."""

    cpu: str
    threads: int
    memory_gigabytes: int
    read_rate: float


def known_speed(file: Path, hardware: Hardware) -> MachineSpeed | None:
    """Give what was measured before on this hardware; None: nothing was, or it is another PC now."""
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    is_same = _describe(hardware, kept.read_rate) == kept and kept.read_rate > 0
    return MachineSpeed(kept.read_rate) if is_same else None


def measure_speed(file: Path, hardware: Hardware) -> MachineSpeed:
    """Measure how fast memory is read, and keep it in the file, if the disk lets it.

    Takes about half a second on any thread; others may go on with Python meanwhile. The best of many short
    rounds counts, and of what was measured before on this hardware, for a busy PC only makes it slower.
    """
    known = known_speed(file, hardware)
    rate = read_rate(_threads(hardware), min(_BUFFER_BYTES, hardware.memory_available // _SMALLEST_PART))
    if known is not None and known.read_rate >= rate:
        return known
    try:
        write_whole(file, msgspec.json.encode(_describe(hardware, rate)))
    except OSError as error:
        _log.warning("the measured speed is not kept: %s", error)
    return MachineSpeed(rate)


def read_rate(threads: int, size: int, seconds: float = _SECONDS) -> float:
    """Read `size` bytes again and again for so long, with so many threads; give the best bytes a second."""
    share = max(_BLOCK_BYTES, size // threads // _BLOCK_BYTES * _BLOCK_BYTES)
    best, end = 0.0, time.monotonic() + seconds
    with _Memory(share * threads) as source, _Memory(_BLOCK_BYTES * threads) as target:
        while best == 0.0 or time.monotonic() < end:
            best = max(best, share * threads / _round_seconds(source.address, target.address, threads, share))
    return best


def _round_seconds(source: int, target: int, threads: int, share: int) -> float:
    """Read everything once, each thread its share; give how long it took."""
    readers = [
        threading.Thread(target=_read, args=(source + number * share, share, target + number * _BLOCK_BYTES))
        for number in range(threads)
    ]
    began = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return time.perf_counter() - began


def _read(source: int, size: int, target: int) -> None:
    for place in range(source, source + size, _BLOCK_BYTES):
        ctypes.memmove(target, place, _BLOCK_BYTES)  # without the interpreter's lock


class _Memory:
    """Memory that is really there, given back at the end."""

    def __init__(self, size: int) -> None:
        self._map = mmap.mmap(-1, size)
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(self._map))
        ctypes.memset(self.address, 1, size)  # what was never written is read from one page of zeros

    def __enter__(self) -> _Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self._map.close()


def _describe(hardware: Hardware, rate: float) -> _Kept:
    return _Kept(cpu_name(), _threads(hardware), round(hardware.memory_total / 1e9), rate)


def _threads(hardware: Hardware) -> int:
    return thread_counts(hardware, EngineSettings())[0]
