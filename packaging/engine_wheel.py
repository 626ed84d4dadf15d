"""The engine's wheel: takes out what nothing runs, puts in what must lie beside, and looks whether all is there."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import inspecting
import system_libraries

_FOLDER: Final = "llama_cpp/lib/"
_LIBRARY: Final = re.compile(r"(?:lib)?(?:llama|ggml(?:-[\w.-]+)?)\.(?:so|dll|dylib)")
_PARTS: Final = re.compile(r"(?:lib)?(?P<name>[\w.-]+)\.(?:so|dll|dylib)")
_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the oldest a zip file knows: the same build gives the same bytes
_EVERYWHERE: Final = frozenset({"llama", "ggml", "ggml-base"})
_BASELINES: Final = ("ggml-cpu-x64", "ggml-cpu-armv8.0_1", "ggml-cpu-apple_m1")
"""What runs on the oldest processor of each kind."""


def repack(raw: Path, folder: Path, *, beside: Sequence[Path]) -> Path:
    """Write a wheel with the Python files and the libraries alone, and the libraries `beside`; gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / raw.name
    with (
        zipfile.ZipFile(raw) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        record = ""
        for name, data in [*_kept(old), *((_FOLDER + path.name, path.read_bytes()) for path in beside)]:
            record += f"{name},sha256={_digest(data)},{len(data)}\n"
            _write(new, name, data)
        name = next(each for each in old.namelist() if each.endswith(".dist-info/RECORD"))
        _write(new, name, f"{record}{name},,\n".encode())
    return made


def libraries(wheel: Path) -> dict[str, int]:
    """Give the libraries of a wheel and their sizes in bytes, the largest first."""
    with zipfile.ZipFile(wheel) as archive:
        found = {
            Path(each.filename).name: each.file_size
            for each in archive.infolist()
            if _is_inside(each.filename)
        }
    return dict(sorted(found.items(), key=lambda each: each[1], reverse=True))


def problems(wheel: Path, *, vulkan: bool, platform: str = sys.platform) -> list[str]:
    """Give what is wrong with a wheel, a sentence each; on Linux also what its libraries need and lack."""
    names = {part["name"] for name in libraries(wheel) if (part := _PARTS.match(name))}
    wanted = set(_EVERYWHERE)
    wanted |= {"ggml-vulkan"} if vulkan else set()
    wanted |= {"ggml-metal"} if platform == "darwin" else set()
    found = [f"{name} is missing" for name in sorted(wanted - names)]
    if names.isdisjoint(_BASELINES):
        found.append("what runs on the oldest processors is missing")
    found += [f"{name} is beside the engine and not used by it" for name in _unused(wheel)]
    return found + (_lacking(wheel) if platform == "linux" else [])


def _unused(wheel: Path) -> list[str]:
    """Give the libraries put beside the engine's that no name of is in those: it was built without them."""
    with zipfile.ZipFile(wheel) as archive:
        ours = [archive.read(each) for each in archive.namelist() if _is_library(each)]
        beside = [
            Path(each).name for each in archive.namelist() if _is_inside(each) and not _is_library(each)
        ]
    return [name for name in beside if not any(name.encode() in data for data in ours)]


def _lacking(wheel: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [each for each in archive.namelist() if _is_inside(each)])
        needed = inspecting.needed_from_system(inspecting.libraries(Path(folder)))
    lacking = sorted(needed - system_libraries.PACKAGES.keys())
    return [f"{name} is needed, and neither beside nor on the list of the system's" for name in lacking]


def _kept(wheel: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in sorted(wheel.namelist()):
        is_python = name.startswith("llama_cpp/") and name.endswith((".py", "py.typed"))
        is_told = ".dist-info/" in name and not name.endswith("/RECORD")
        if _is_library(name) or is_python or is_told:
            yield name, wheel.read(name)


def _is_library(name: str) -> bool:
    """Whether a file of a wheel is a library of llama.cpp."""
    return _is_inside(name) and _LIBRARY.fullmatch(name.removeprefix(_FOLDER)) is not None


def _is_inside(name: str) -> bool:
    return name.startswith(_FOLDER) and not name.endswith("/")


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _write(wheel: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    wheel.writestr(entry, data, compresslevel=9)
