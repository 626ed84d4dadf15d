"""What the metadata of installed Python packages says of their licences (core metadata 2.4, PEP 639; PEP 770)."""

from __future__ import annotations

import json
import re
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import libraries

TEXTS = {
    "latex2mathml": ("latex2mathml.txt",),
    "llama-cpp-python": ("llama.cpp.txt",),
    "pyside6-essentials": ("qt-notice.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "qt-third-party.txt"),
    "shiboken6": ("qt-notice.txt", "LGPL-3.0.txt"),
    "cryptography": ("openssl.txt",),
}
"""Texts that a package's own files lack, by its normalized name."""

SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
}
"""The expression for a classifier, where a package has no other word of its licence."""

CHOSEN = {"pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only"}
"""Under which of the offered licences we use a package."""

_LICENCE_FILE = re.compile(r"(?:licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """A package's name, version, licence, licence texts, package URL, and what is compiled into it."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    purl: str
    parts: tuple[tuple[str, str], ...]


def normalized(name: str) -> str:
    """Give a package's name as PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def owners_of(first: str) -> list[str]:
    """Give the packages that a module, folder or `.dist-info` at the top belongs to; several share a namespace."""
    if first.endswith((".dist-info", ".egg-info")):
        return [normalized(first.partition("-")[0])]
    return sorted({normalized(name) for name in _owners().get(first.partition(".")[0], [])})


def facts(name: str) -> Facts:
    """Give the facts of an installed package; raises `PackageNotFoundError`."""
    found = metadata.distribution(name)
    key = normalized(found.name)
    version = found.version
    return Facts(
        found.name,
        version,
        CHOSEN.get(key) or _licence(found),
        (*_own_texts(found), *(libraries.text(file) for file in TEXTS.get(key, ()))),
        f"pkg:pypi/{key}@{version}",
        tuple(_parts(found)),
    )


def python_licence() -> str:
    """Give the licence of the Python that runs; "" where it comes without."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), Path(sys.base_prefix) / "lib")
    for place in places:
        if (place / "LICENSE.txt").is_file():
            return (place / "LICENSE.txt").read_text("utf-8", errors="replace")
    return ""


@cache
def _owners() -> dict[str, list[str]]:
    return dict(metadata.packages_distributions())


def _licence(found: metadata.Distribution) -> str:
    told = found.metadata
    for field in ("License-Expression", "License"):
        for text in told.get_all(field) or ():
            if len(text) < 60 and "\n" not in text:
                return str(text)
    classifiers = [line.rpartition(" :: ") for line in told.get_all("Classifier") or ()]
    names = [name for group, _, name in classifiers if group.startswith("License")]
    return " AND ".join(SPDX.get(name, name) for name in names)


def _own_texts(found: metadata.Distribution) -> Iterator[str]:
    """Give the licence texts in a package's metadata."""
    for file in found.files or ():
        in_metadata = any(part.endswith((".dist-info", ".egg-info")) for part in file.parts[:-1])
        if in_metadata and _LICENCE_FILE.match(file.name) and file.name != "METADATA":
            text = Path(str(file.locate())).read_text("utf-8", errors="replace")
            if text.strip():
                yield text


def _parts(found: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Give name and version of what a package says is compiled into it, by its own bill of materials (PEP 770)."""
    for file in found.files or ():
        if "sboms" in file.parts and file.name.endswith(".json"):
            bill = json.loads(Path(str(file.locate())).read_text("utf-8"))
            for part in bill.get("components", ()):
                yield str(part.get("name", "")), str(part.get("version", ""))
