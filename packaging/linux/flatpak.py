"""Writes the manifest that flatpak-builder makes a Flatpak by, of the archive beside it.

`docs/release.md` has the command. In its sandbox the app reaches the network, for downloads, and no file but its own
and those that the user chooses in the desktop's own dialogs.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

import product

MANIFEST: Final = Path(__file__).with_name(f"{product.IDENTIFIER}.json")


def build(archive: Path, out: Path) -> Path:
    """Write the manifest for an archive that lies in the folder `out`; gives the file."""
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    manifest["modules"][0]["sources"] = [{"type": "archive", "path": archive.name, "sha256": digest}]
    made = out / MANIFEST.name
    made.write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return made
