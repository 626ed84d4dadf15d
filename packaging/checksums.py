"""Writes `SHA256SUMS` of what is released, as `sha256sum --check` reads it.

`python3 packaging/checksums.py FOLDER`: of every file in it.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

FILE = "SHA256SUMS"


def write(folder: Path) -> Path:
    """Write the checksums of the files in a folder beside them; gives the file."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != FILE)
    out = folder / FILE
    out.write_text("".join(f"{_digest(path)}  {path.name}\n" for path in files), "utf-8", newline="\n")
    return out


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
