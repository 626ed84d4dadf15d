"""Looks into a frozen app: what is in it that should not be, what it lacks, how large it is."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import contents
import system_libraries

CONTENTS: Final = "_internal"
"""PyInstaller's name of the folder beside the executable."""

INSTALLED_LIMIT: Final = 200_000_000
"""Bytes that the app may take when it is installed."""

NEWEST_SYMBOLS: Final = {"GLIBC": (2, 36), "GLIBCXX": (3, 4, 30)}
"""The newest versions of the C and C++ libraries that anything inside may ask for: those of Debian 12."""

Version = tuple[int, ...]

_VERSION: Final = re.compile(r"\b(GLIBC|GLIBCXX)_([\d.]+)")
_LIBRARY: Final = re.compile(r"\.(?:so(?:\.[\d.]+)?|dll|pyd|dylib)$")


@dataclass(frozen=True)
class Library:
    """What an ELF file says of itself: libraries it needs, where it looks for them, the newest symbols it asks for."""

    needs: frozenset[str]
    path: tuple[str, ...]
    symbols: Mapping[str, Version]


def problems(folder: Path, platform: str = sys.platform) -> list[str]:
    """Give what is wrong with the app in a folder, a sentence each; nothing where all is well.

    Libraries are looked into on Linux alone; raises `FileNotFoundError` there without binutils' `readelf`.
    """
    inside = folder / CONTENTS
    found = [f"{path} is not on the list of contents" for path in unwanted(inside, platform)]
    found += [f"{' and '.join(same)} are the same library" for same in duplicates(inside)]
    size = installed_size(folder)
    if size > INSTALLED_LIMIT:
        found.append(f"{size / 1e6:.0f} MB are more than {INSTALLED_LIMIT / 1e6:.0f}")
    if platform == "linux":
        found += _library_problems(libraries(folder))
    return found


def unwanted(inside: Path, platform: str = sys.platform) -> Iterator[str]:
    """Give the files that `contents` does not let in, by their paths."""
    for path in _files(inside):
        name = path.relative_to(inside).as_posix()
        if not contents.is_wanted(name, platform):
            yield name


def duplicates(inside: Path) -> list[list[str]]:
    """Give native libraries that are there more than once, by their paths."""
    seen: dict[bytes, list[str]] = {}
    for path in _files(inside):
        if _LIBRARY.search(path.name) and not path.is_symlink():
            digest = hashlib.sha256(path.read_bytes()).digest()
            seen.setdefault(digest, []).append(path.relative_to(inside).as_posix())
    return [paths for paths in seen.values() if len(paths) > 1]


def installed_size(folder: Path) -> int:
    """Give the size of a folder's files in bytes, links not counted."""
    return sum(path.stat().st_size for path in _files(folder) if not path.is_symlink())


def libraries(folder: Path) -> dict[Path, Library]:
    """Give what every ELF file of a folder says of itself."""
    paths = [path for path in _files(folder) if not path.is_symlink() and _is_elf(path)]
    if not paths:
        return {}
    command = ["readelf", "--dynamic", "--version-info", "--wide", *map(str, paths)]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    parts = (
        re.split(r"^File: (.*)$", said, flags=re.MULTILINE)[1:] if len(paths) > 1 else [str(paths[0]), said]
    )
    return {Path(name): _read_elf(text) for name, text in zip(parts[::2], parts[1::2], strict=True)}


def newest(found: Iterable[Library], symbols: str) -> Version:
    """Give the version of a library of symbols, such as `GLIBC`, that a system must have at least."""
    return max((library.symbols.get(symbols, ()) for library in found), default=())


def needed_from_system(found: dict[Path, Library]) -> set[str]:
    """Give the libraries that the app needs and does not bring, without those of optional plug-ins."""
    here = {path.name for path in found}
    needing = [library for path, library in found.items() if path.name not in contents.OPTIONAL_USERS]
    return {name for library in needing for name in library.needs} - here


def strayed(found: Mapping[Path, Library]) -> list[Path]:
    """Give the files that look for libraries elsewhere than beside themselves, such as where they were built."""
    return [path for path, one in found.items() if not all(each.startswith("$ORIGIN") for each in one.path)]


def _library_problems(found: dict[Path, Library]) -> list[str]:
    lacking = sorted(needed_from_system(found) - system_libraries.PACKAGES.keys())
    said = [f"{name} is needed, and neither inside nor on the list of the system's" for name in lacking]
    for path in strayed(found):
        said.append(f"{path.name} looks for libraries in {':'.join(found[path].path)}")
    for symbols, limit in NEWEST_SYMBOLS.items():
        for path, library in found.items():
            asked = library.symbols.get(symbols, ())
            if asked > limit:
                said.append(f"{path.name} needs {symbols}_{'.'.join(map(str, asked))}")
    return said


def _read_elf(text: str) -> Library:
    needs = frozenset(re.findall(r"\(NEEDED\).*\[(.+)\]", text))
    symbols: dict[str, Version] = {}
    for name, version in _VERSION.findall(text):
        numbers = tuple(int(number) for number in version.split("."))
        symbols[name] = max(numbers, symbols.get(name, ()))
    path = re.search(r"\((?:RUNPATH|RPATH)\).*\[(.*)\]", text)
    return Library(needs, tuple(path[1].split(":")) if path else (), symbols)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if not path.is_dir())


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
