"""Writes the software bill of materials of the frozen app: CycloneDX 1.6, JSON.

`PYTHON packaging/sbom.py FOLDER OUT` with the Python that the app was frozen with; FOLDER is the frozen app, OUT the
file to write. The same app gives the same bill: its serial number is made of its contents.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import components
import product
from components import Component

_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_NAMESPACE = uuid.UUID("a9f1f0a4-3a3b-5b7e-9a57-6a3c0f2d7f11")


def write(folder: Path, out: Path) -> Path:
    """Write the bill of the app in a folder; gives the file. Raises what `components.collect` does."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(
        json.dumps(bill(folder, components.collect(folder)), indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    return out


def file_name() -> str:
    """Give the bill's name, for the system and processor that the app is made for."""
    return product.file_name(product.this_system(), ".cdx.json")


def bill(folder: Path, found: Sequence[Component]) -> dict[str, Any]:
    """Give the bill of an app and its components."""
    listed = [_entry(component, folder) for component in found]
    own = _own()
    digest = uuid.uuid5(_NAMESPACE, json.dumps([own, listed], sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{digest}",
        "version": 1,
        "metadata": {"component": own, "lifecycles": [{"phase": "build"}]},
        "components": listed,
        "dependencies": [
            {"ref": own["bom-ref"], "dependsOn": [entry["bom-ref"] for entry in listed]},
            *({"ref": entry["bom-ref"]} for entry in listed),
        ],
    }


def _own() -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": product.EXECUTABLE,
        "name": product.NAME,
        "version": product.version(),
        "description": product.SUMMARY,
        "licenses": [{"license": {"id": "MIT"}}],
        "purl": f"pkg:generic/{product.EXECUTABLE}@{product.version()}",
    }


def _entry(component: Component, folder: Path) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": component.purl or f"{component.name}@{component.version}",
        "name": component.name,
        "licenses": [_licence(component.licence)],
    }
    if component.version:
        entry["version"] = component.version
    if component.purl:
        entry["purl"] = component.purl
    if inner := [*_files(component, folder), *_parts(component)]:
        entry["components"] = inner
    return entry


def _licence(told: str) -> dict[str, Any]:
    """Give a licence as an SPDX expression where it is one, else by its name."""
    is_expression = _SPDX.fullmatch(told) and "LicenseRef" not in told
    return {"expression": told} if is_expression else {"license": {"name": told or "unknown"}}


def _files(component: Component, folder: Path) -> Iterator[dict[str, Any]]:
    """Give the native libraries of a component, and programs, with their hashes where those stay."""
    for path in component.files:
        name = path.relative_to(folder).as_posix()
        if path.suffix not in (".pyc", ".py"):
            entry = {"type": "file", "bom-ref": f"file:{name}", "name": name}
            yield entry | ({} if _is_signed_later() else {"hashes": [_hash(path)]})


def _hash(path: Path) -> dict[str, str]:
    return {"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}


def _is_signed_later() -> bool:
    """Whether files change in the bundle for macOS, where they are signed: their hashes are not known here."""
    return bool(os.environ.get("MACOS_IDENTITY"))


def _parts(component: Component) -> Iterator[dict[str, Any]]:
    for name, version in component.parts:
        entry = {"type": "library", "name": name, "bom-ref": f"{component.name}:{name}@{version}"}
        yield entry | ({"version": version} if version else {})


def main() -> int:
    """Write the bill that the command line asks for; gives the exit code."""
    try:
        print(write(Path(sys.argv[1]).absolute(), Path(sys.argv[2])))
    except (components.UnknownFileError, components.NoLicenceError) as error:
        print(f"sbom.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
