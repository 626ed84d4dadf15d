"""How much memory processes take together."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import psutil

KIND = "PSS" if sys.platform == "linux" else "RSS"
"""What is summed: on Linux pages that processes share count once."""


def peak_bytes(pid: int) -> int:
    """Give the most memory a process had resident, in bytes: its own and the pages of files it mapped.

    Both count, for a model whose pages are not resident is read from the disk again for every token. Only
    Linux and Windows remember a peak; elsewhere it is what is resident now.
    """
    if sys.platform == "linux":
        status = Path(f"/proc/{pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]
    memory = psutil.Process(pid).memory_info()
    return int(getattr(memory, "peak_wset", memory.rss))


def family_bytes(process: psutil.Process) -> int:
    """Give the memory of a process and all it started, in bytes."""
    return sum(_bytes(one) for one in [process, *process.children(recursive=True)])


def _bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss if KIND == "PSS" else process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
