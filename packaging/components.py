"""What the frozen app is made of: every file in it belongs to a component with a licence, or `collect` refuses.

It runs with the Python that the app was frozen with, whose metadata says which package a module is of.
"""

from __future__ import annotations

import platform
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

import distributions
import inspecting
import libraries
import product


class UnknownFileError(Exception):
    """A file inside the app belongs to nothing that is known; the message names it and says what to do."""


class NoLicenceError(Exception):
    """A component has no licence text; the message names it and says what to do."""


@dataclass(frozen=True)
class Component:
    """A part of the app by somebody else.

    `licence` is an SPDX expression, or words where there is none. `purl` is a package URL, `parts` names what is
    compiled into it (name and version).
    """

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    purl: str = ""
    files: tuple[Path, ...] = ()
    parts: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def collect(folder: Path) -> list[Component]:
    """Give the components of the app in the folder that PyInstaller made, in the order of their names.

    Raises `UnknownFileError` and `NoLicenceError`.
    """
    owned: dict[str, list[Path]] = defaultdict(list)
    for path, inside in _files(folder):
        for owner in _owners(path, inside):
            owned[owner].append(path)
    if programs := _programs(folder):
        owned["PyInstaller bootloader"] = programs
    found = [_component(owner, tuple(sorted(files))) for owner, files in owned.items()]
    for component in found:
        if not component.texts or not all(text.strip() for text in component.texts):
            raise NoLicenceError(
                f"{component.name} comes without a licence text: put one into packaging/licence-texts and name it in "
                "packaging/distributions.py or packaging/libraries.py"
            )
    return sorted(found, key=lambda component: component.name.lower())


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give every file inside, and its path as a module would be found by."""
    top = folder / inspecting.CONTENTS
    for path in sorted(top.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, path.relative_to(top).as_posix()


def _programs(folder: Path) -> list[Path]:
    """Give the app's own programs: PyInstaller's bootloader begins each."""
    names = {product.EXECUTABLE, f"{product.EXECUTABLE}.exe", product.WINDOWED_EXECUTABLE}
    return [path for path in folder.iterdir() if path.name in names]


def _owners(path: Path, inside: str) -> list[str]:
    """Give the names of the components a file belongs to; none for ours. Raises `UnknownFileError`."""
    first = inside.partition("/")[0]
    if _is_ours(first):
        return []
    if library := libraries.name_of(path.name):
        package = "" if library == "Python" else libraries.debian_package(path.name)
        return [f"{library} ({package})" if package else library]
    if first.startswith("python3.") or first == "base_library.zip" or _is_stdlib(first):
        return ["Python"]
    if owners := distributions.owners_of(first):
        return owners
    raise UnknownFileError(
        f"nothing is known of {inside}: leave it out of the app (packaging/contents.py), or name what it belongs to "
        "(packaging/libraries.py)"
    )


def _is_ours(first: str) -> bool:
    name = first.partition(".")[0]
    return name in ("desktop_chat", "assets") or (product.ROOT / "packaging" / f"{name}.py").is_file()


def _is_stdlib(first: str) -> bool:
    return first.partition(".")[0] in sys.stdlib_module_names


def _component(owner: str, files: tuple[Path, ...]) -> Component:
    if owner == "Python":
        version = platform.python_version()
        texts = (distributions.python_licence(), libraries.text("python-incorporated.txt"))
        return Component("Python", version, "PSF-2.0", texts, f"pkg:generic/python@{version}", files)
    if owner == "PyInstaller bootloader":
        found = distributions.facts("pyinstaller")
        licence = "GPL-2.0-or-later WITH Bootloader-exception"
        return Component(owner, found.version, licence, found.texts, found.purl, files)
    library = owner.partition(" (")[0]
    if known := libraries.LIBRARIES.get(library):
        origin = libraries.origin(library, files[0])
        return Component(owner, origin.version, known.licence, origin.texts, origin.purl, files)
    try:
        found = distributions.facts(owner)
    except metadata.PackageNotFoundError:
        raise UnknownFileError(f"{owner} is not installed beside this Python: {files[0]}") from None
    return Component(found.name, found.version, found.licence, found.texts, found.purl, files, found.parts)
