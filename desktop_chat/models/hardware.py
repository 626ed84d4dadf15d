"""What this PC has to run a model with: processor cores, memory, devices."""

from __future__ import annotations

import ctypes
import os
import sys
from math import ceil

from msgspec import Struct

from desktop_chat.engine.protocol import Device
from desktop_chat.models.cgroup import read_limits


class Hardware(Struct, frozen=True):
    """Cores and memory this process may use, memory in bytes; devices as an engine process named them."""

    logical_cores: int
    physical_cores: int  # on Apple's chips the performance cores only
    memory_total: int
    memory_available: int  # without swap
    devices: tuple[Device, ...] = ()


def read_hardware(devices: tuple[Device, ...] = ()) -> Hardware:
    """Read what is there now. Where Linux limits this process, the limit counts."""
    import psutil  # noqa: PLC0415  no model is planned before the window is there

    limits = read_limits()
    logical = min(_logical_cores(), max(1, ceil(min(limits.cores, 1 << 16))))
    memory = psutil.virtual_memory()
    return Hardware(
        logical_cores=logical,
        physical_cores=min(logical, _fast_cores() or psutil.cpu_count(logical=False) or logical),
        memory_total=int(min(memory.total, limits.memory_total)),
        memory_available=int(min(memory.available, limits.memory_available)),
        devices=devices,
    )


def _logical_cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _fast_cores() -> int:
    """Give the number of performance cores, 0 where the system does not tell cores apart."""
    if sys.platform != "darwin":
        return 0
    count, size = ctypes.c_int(0), ctypes.c_size_t(ctypes.sizeof(ctypes.c_int))
    name = b"hw.perflevel0.physicalcpu"
    failed = ctypes.CDLL(None).sysctlbyname(name, ctypes.byref(count), ctypes.byref(size), None, 0)
    return 0 if failed else count.value
