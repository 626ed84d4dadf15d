"""What this PC has to run a model with: processor cores, memory, devices."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from math import ceil
from pathlib import Path

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


def cpu_name() -> str:
    """Give the processor's name, as the system tells it; of some only the kind."""
    return _linux_name() or _apple_name() or platform.processor() or platform.machine()


def _linux_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    pairs = (line.partition(":") for line in lines)
    return next((name.strip() for key, _, name in pairs if key.strip() == "model name"), "")


def _apple_name() -> str:
    size, text = ctypes.c_size_t(256), ctypes.create_string_buffer(256)
    is_known = _ask_system(b"machdep.cpu.brand_string", text, size)
    return text.value.decode(errors="replace") if is_known else ""


def _logical_cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _fast_cores() -> int:
    """Give the number of performance cores, 0 where the system does not tell cores apart."""
    count = ctypes.c_int(0)
    is_known = _ask_system(b"hw.perflevel0.physicalcpu", count, ctypes.c_size_t(ctypes.sizeof(count)))
    return count.value if is_known else 0


def _ask_system(
    name: bytes, answer: ctypes.c_int | ctypes.Array[ctypes.c_char], size: ctypes.c_size_t
) -> bool:
    """Ask macOS for a value; False elsewhere, or where it has none."""
    if sys.platform != "darwin":
        return False
    failed = ctypes.CDLL(None).sysctlbyname(name, ctypes.byref(answer), ctypes.byref(size), None, 0)
    return not failed
