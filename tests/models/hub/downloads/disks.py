"""Real small disks and folders that cannot be written, where the system lets a test have them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """Give a file system of `size` bytes in memory, mounted at a folder; skips the test where it cannot be."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    folder.mkdir()
    if _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
        pytest.skip("this machine does not let root mount")
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder, which for root is to be a disk of its own."""
    if sys.platform == "win32":
        pytest.skip("Windows has no folders that are closed in this way")
    if os.geteuid() == 0:
        assert _run("mount", "-o", "remount,ro", str(folder)) == 0
    else:
        folder.chmod(0o555)
    try:
        yield
    finally:
        if os.geteuid() == 0:
            _run("mount", "-o", "remount,rw", str(folder))
        else:
            folder.chmod(0o755)


def _run(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False, timeout=30).returncode
