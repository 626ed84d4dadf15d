"""What PyInstaller is told beside the spec: data, libraries, hidden imports, and what of its finds stays."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from PyInstaller.depend.bindepend import get_imports
from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

import contents
import product

Entry = tuple[str, str, str]
"""A line of PyInstaller's tables of contents: the name inside, the file, the kind."""

_FIRST: Final = re.compile(r"(?:lib)?llama\.(?:so|dll|dylib)")
_PLUGIN: Final = re.compile(r"(?:lib)?ggml-(?!base\b)[a-z0-9]+(?:-[\w.-]+)?\.(?:so|dll)|.*\.metal")


def data_files(root: Path, work: Path) -> list[tuple[str, str]]:
    """Give files that are read, not imported: the assets, fonts and tables of formulas, metadata.

    What is made for them is written into `work`.
    """
    found = [(str(path), str(path.parent.relative_to(root))) for path in _assets(root)]
    if address := product.repository():  # where the app looks for updates
        release = work / "release.toml"
        release.write_text(f'repository = "{address}"\n', "utf-8")
        found.append((str(release), "assets"))
    for package in ("ziafont", "ziamath", "latex2mathml"):
        found += collect_data_files(package)
    for package in sorted(contents.METADATA):
        found += copy_metadata(package)
    return found


def _assets(root: Path) -> Iterator[Path]:
    for path in sorted((root / "assets").rglob("*")):
        if path.is_file() and path.suffix != ".ts":
            yield path


def engine_libraries() -> list[tuple[str, str]]:
    """Give llama.cpp's libraries: the first, its plug-ins, and what they need, each file once."""
    spec = importlib.util.find_spec("llama_cpp")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "lib"
    found: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if _FIRST.fullmatch(path.name):
            _add(path, found)
    for path in sorted(folder.iterdir()):
        if _PLUGIN.fullmatch(path.name) and path.read_bytes() not in found.values():
            _add(path, found)
    return [(str(folder / name), "llama_cpp/lib") for name in found]


def _add(path: Path, found: dict[str, bytes]) -> None:
    """Add a library and those beside it that it needs."""
    if path.name in found:
        return
    found[path.name] = path.read_bytes()
    if path.suffix != ".metal":
        for name, _ in get_imports(str(path)):
            beside = path.with_name(Path(name).name)
            if beside.is_file():
                _add(beside, found)


def hidden_imports(root: Path) -> list[str]:
    """Give modules that are imported by a name in a string."""
    ours = sorted(_module(root, path) for path in (root / "desktop_chat").rglob("*.py"))
    return [
        *ours,
        "llama_cpp.llama_cpp",
        "llama_cpp._ctypes_extensions",
        *collect_submodules("pygments.lexers"),
        "pygments.styles.gh_dark",
        *contents.KEYRING_BACKENDS[sys.platform],
        "keyring.backends.chainer",
        "keyring.backends.fail",
        "keyring.backends.null",
    ]


def _module(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def scripts(found: Iterable[Entry]) -> list[Entry]:
    """Keep the program alone: PyInstaller's run-time hooks take time at each start and are not needed."""
    return [entry for entry in found if not entry[0].startswith("pyi_rth_")]


def wanted(found: Iterable[Entry]) -> list[Entry]:
    """Keep what `contents` lets in, without links to what is there already."""
    return [
        (name, path, kind)
        for name, path, kind in found
        if contents.is_wanted(name.replace("\\", "/"), sys.platform) and not _is_link_to_package(name, kind)
    ]


def _is_link_to_package(name: str, kind: str) -> bool:
    """Whether it is a link beside the packages to a library inside one, which finds its own without it."""
    return kind == "SYMLINK" and sys.platform == "linux" and "/" not in name
