"""The Python that the app is frozen with: an environment with the app's dependencies, made new."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import product


def requirements() -> list[str]:
    """Give what the app needs and what freezes it, as pip reads it."""
    told = tomllib.loads((product.ROOT / "pyproject.toml").read_text("utf-8"))
    return [*told["project"]["dependencies"], *told["dependency-groups"]["package"]]


def make_environment(folder: Path, engine: Path) -> Path:
    """Make a virtual environment with everything, llama-cpp-python from a wheel of ours; gives its Python.

    Raises `CalledProcessError` where pip fails.
    """
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = [str(python), "-m", "pip", "install", "--quiet", str(engine), *requirements()]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONUTF8": "1"})
    return python
