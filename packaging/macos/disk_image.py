"""Makes the disk image that the app is dragged out of."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import product
from macos import layout


def file_name(machine: str = "") -> str:
    """Give the image's name, for this Mac's processor or another."""
    return product.file_name(f"macos-{machine or platform.machine()}", ".dmg")


def build(app: Path, out: Path) -> Path:
    """Make the image of a bundle, in the folder `out`; gives the file. Raises `CalledProcessError`."""
    out.mkdir(parents=True, exist_ok=True)
    made = out / file_name()
    made.unlink(missing_ok=True)
    with TemporaryDirectory() as work:
        folder = Path(work) / product.NAME
        subprocess.run(["ditto", str(app), str(folder / app.name)], check=True)  # keeps links and signatures
        lay_out(folder)
        command = ["hdiutil", "create", "-volname", product.NAME, "-srcfolder", str(folder)]
        subprocess.run([*command, "-fs", "HFS+", "-format", "ULMO", str(made)], check=True)
    return made


def lay_out(folder: Path) -> None:
    """Put beside the app what makes it a window to drag in."""
    (folder / layout.APPLICATIONS).symlink_to("/Applications")
    shutil.copyfile(layout.KEPT, folder / ".DS_Store")
