"""The memory and processor limits that Linux puts on a container or a service (cgroup v2)."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import Final

from msgspec import Struct

_ROOT: Final = Path("/sys/fs/cgroup")
_OWN: Final = Path("/proc/self/cgroup")


class Limits(Struct, frozen=True):
    """What this process may use at most; infinite where nothing limits it. Memory is in bytes."""

    memory_total: float = inf
    memory_available: float = inf
    cores: float = inf


def read_limits(root: Path = _ROOT, own: Path = _OWN) -> Limits:
    """Give the tightest limits of the groups this process is in; none on other systems."""
    total = available = cores = inf
    for group in _groups(root, own):
        limit = _number(group / "memory.max")
        total = min(total, limit)
        available = min(available, limit - _used(group)) if limit < inf else available
        cores = min(cores, _cores(group / "cpu.max"))
    return Limits(total, max(available, 0), cores)


def _groups(root: Path, own: Path) -> Iterator[Path]:
    """Give the folder of this process's group, then of those around it."""
    for line in _text(own).splitlines():
        if line.startswith("0::/"):
            group = root / line[4:]
            yield from (folder for folder in (group, *group.parents) if folder.is_relative_to(root))


def _used(group: Path) -> float:
    """Give the memory in use that the kernel cannot take back: without the page cache."""
    cached = 0.0
    for line in _text(group / "memory.stat").splitlines():
        name, _, value = line.partition(" ")
        if name in {"active_file", "inactive_file"}:
            cached += float(value)
    used = _number(group / "memory.current")
    return max(used - cached, 0) if used < inf else 0


def _cores(path: Path) -> float:
    """Read `quota period` in microseconds."""
    quota, _, period = _text(path).strip().partition(" ")
    return float(quota) / float(period) if quota.isdecimal() and period.isdecimal() else inf


def _number(path: Path) -> float:
    text = _text(path).strip()
    return float(text) if text.isdecimal() else inf


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
