"""How much memory processes take together."""

from __future__ import annotations

import sys

import psutil

KIND = "PSS" if sys.platform == "linux" else "RSS"
"""What is summed: on Linux pages that processes share count once."""


def family_bytes(process: psutil.Process) -> int:
    """Give the memory of a process and all it started, in bytes."""
    return sum(_bytes(one) for one in [process, *process.children(recursive=True)])


def _bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss if KIND == "PSS" else process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
