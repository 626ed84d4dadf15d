"""How fast this PC reads its memory: measured in half a second; the best is kept until the hardware changes."""

from __future__ import annotations

import ctypes
import logging
import math
import mmap
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, cast

import msgspec
from msgspec import Struct

from desktop_chat.files import write_whole
from desktop_chat.models.fit import thread_counts
from desktop_chat.models.hardware import Hardware, cpu_name
from desktop_chat.models.speed import MachineSpeed
from desktop_chat.settings import EngineSettings

_BUFFER_BYTES: Final = 256 << 20  # more than any cache holds
_SMALLEST_SHARE: Final = 1 << 20  # of one thread
_PRESENT: Final = 1
_ABSENT: Final = 2  # what is looked for
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
    except (OSError, ValueError):
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
    share = max(_SMALLEST_SHARE, size // threads)
    with _Memory(share * threads) as memory:
        readers = [_Reader(memory.address + number * share, share, seconds) for number in range(threads)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    return sum(share / reader.best_seconds for reader in readers)


class _Reader(threading.Thread):
    """Looks through its memory for what is not there, without the interpreter's lock; keeps its best time.

    Only the best counts: at the end of a look it may have to wait until another thread gives the lock away.
    """

    def __init__(self, address: int, size: int, seconds: float) -> None:
        super().__init__()
        self._look = partial(_memchr(), address, _ABSENT, size)
        self._seconds = seconds
        self.best_seconds = math.inf

    def run(self) -> None:
        """Look for so long, and once at least."""
        end = time.monotonic() + self._seconds
        while True:
            began = time.perf_counter()
            self._look()
            now = time.perf_counter()
            self.best_seconds = min(self.best_seconds, max(now - began, 1e-9))
            if time.monotonic() >= end:
                return


def _memchr() -> Callable[[int, int, int], object]:
    library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    function = library.memchr
    function.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t)
    function.restype = ctypes.c_void_p
    return cast("Callable[[int, int, int], object]", function)


class _Memory:
    """Memory that is really there, given back at the end."""

    def __init__(self, size: int) -> None:
        self._map = mmap.mmap(-1, size)
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(self._map))
        ctypes.memset(self.address, _PRESENT, size)  # what was never written is read from one page of zeros

    def __enter__(self) -> _Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self._map.close()


def _describe(hardware: Hardware, rate: float) -> _Kept:
    return _Kept(cpu_name(), _threads(hardware), round(hardware.memory_total / 1e9), rate)


def _threads(hardware: Hardware) -> int:
    return thread_counts(hardware, EngineSettings())[0]
