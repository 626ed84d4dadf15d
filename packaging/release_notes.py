"""Prints what `CHANGELOG.md` says of this version: `python3 packaging/release_notes.py`."""

from __future__ import annotations

import re
import sys

import product


def notes(changelog: str, version: str) -> str:
    """Give the section of a version, without its heading; raises `ValueError` where there is none, or nothing in it."""
    found = re.search(
        rf"^## \[?{re.escape(version)}(?![\w.])[^\n]*\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    if not found or not found[1].strip():
        raise ValueError(f"CHANGELOG.md says nothing of {version}")
    return found[1].strip() + "\n"


if __name__ == "__main__":
    try:
        sys.stdout.write(notes((product.ROOT / "CHANGELOG.md").read_text("utf-8"), product.version()))
    except ValueError as error:
        sys.exit(str(error))
