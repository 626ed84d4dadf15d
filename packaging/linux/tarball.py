"""Makes the archive that runs wherever it is unpacked, and puts itself into the menu where that is wanted."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import product
from linux import share

PRESET: Final = 9
"""Of xz: 64 MB of memory to unpack it."""

_PROGRAMS: Final = frozenset({product.EXECUTABLE, "install.sh"})


def folder_name() -> str:
    """Give the name of the folder in the archive."""
    return f"{product.EXECUTABLE}-{product.version()}"


def file_name() -> str:
    """Give the archive's name."""
    return product.file_name(product.this_system(), ".tar.xz")


def build(folder: Path, out: Path) -> Path:
    """Make the archive of the frozen app in `folder`, in the folder `out`; gives the file."""
    out.mkdir(parents=True, exist_ok=True)
    made = out / file_name()
    with TemporaryDirectory() as work, tarfile.open(made, "w:xz", preset=PRESET) as archive:
        root = Path(work) / folder_name()
        shutil.copytree(folder, root, symlinks=True)
        share.write(root / "share")
        shutil.copyfile(share.HERE / "install.sh", root / "install.sh")
        shutil.copyfile(product.LICENCE, root / "LICENSE")
        archive.add(root, root.name, recursive=False, filter=_anonymous)
        for path in sorted(root.rglob("*")):
            archive.add(path, str(path.relative_to(root.parent)), recursive=False, filter=_anonymous)
    return made


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who built it; let everybody read, and run the programs."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    is_program = entry.isdir() or (entry.name.count("/") == 1 and entry.name.rpartition("/")[2] in _PROGRAMS)
    entry.mode = 0o755 if is_program else 0o644
    return entry
