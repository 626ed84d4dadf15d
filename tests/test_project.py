"""The project as a whole: style, types, boundaries, and that its files agree with each other."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OTHERS_FOLDERS = {".git", ".venv", "build", "dist", "__pycache__"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|[Ll]orem ipsum|[Cc]oming soon")
ONE_PC_ONLY = re.compile(r"(?<![\w.~}])/(root|home/\w+|Users/\w+|tmp)/")


def check(*command: str) -> None:
    """Run a checker over the project, and fail with what it says when it finds something."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        pytest.fail(f"{Path(command[0]).name} found:\n{done.stdout}{done.stderr}", pytrace=False)


def script(name: str) -> str:
    """Give the path of a program installed beside this Python."""
    return str(Path(sys.executable).with_name(name))


def texts(*tops: str) -> Iterator[tuple[str, int, str]]:
    """Give each line of the project's own text files: file, line number, line."""
    for path in (path for top in tops for path in files(ROOT / top)):
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # an icon or a compiled translation
        for number, line in enumerate(lines, 1):
            yield path.relative_to(ROOT).as_posix(), number, line


def files(top: Path) -> Iterator[Path]:
    """Give the files at or below a path, without what tools leave there."""
    if top.is_file():
        yield top
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name not in OTHERS_FOLDERS and not name.endswith("_cache")]
        yield from (Path(folder) / name for name in names)


def matches(pattern: re.Pattern[str], *tops: str) -> list[str]:
    """Give the lines in which a pattern is found, as `file:line: text`."""
    this = Path(__file__).relative_to(ROOT).as_posix()
    return [
        f"{file}:{number}: {line.strip()}"
        for file, number, line in texts(*tops)
        if file != this and pattern.search(line)
    ]


def imported_distributions(package: str) -> set[str]:
    """Give the installed distributions that a package's modules import, by normalized name."""
    modules: set[str] = set()
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    installed = importlib.metadata.packages_distributions()
    others = modules - set(sys.stdlib_module_names) - {package}
    names = {normalized(name) for module in others for name in installed.get(module, [module])[:1]}
    return names - {"shiboken6"}  # PySide6's own other half


def normalized(requirement: str) -> str:
    """Give the name in a requirement, as PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", requirement)[0]).lower()


def test_ruff_finds_nothing() -> None:
    check(script("ruff"), "check")


def test_ruff_formatted_every_file() -> None:
    check(script("ruff"), "format", "--check")


def test_types_are_strict() -> None:
    check(sys.executable, "-m", "mypy")


def test_rooms_only_know_whom_they_may() -> None:
    check(script("lint-imports"))


def test_the_app_declares_what_it_imports_and_nothing_more() -> None:
    declared = {normalized(text) for text in PROJECT["project"]["dependencies"]}
    assert imported_distributions("desktop_chat") == declared


def test_the_classifiers_name_the_supported_python_versions() -> None:
    oldest, end = (int(minor) for minor in re.findall(r"3\.(\d+)", PROJECT["project"]["requires-python"]))
    prefix = "Programming Language :: Python :: "
    named = [text.removeprefix(prefix) for text in PROJECT["project"]["classifiers"] if prefix in text]
    assert named == [f"3.{minor}" for minor in range(oldest, end)]


def test_nothing_is_left_unfinished() -> None:
    assert matches(UNFINISHED, ".") == []


def test_what_is_shipped_names_no_folder_of_one_pc() -> None:
    assert matches(ONE_PC_ONLY, "desktop_chat", "assets", "packaging", "docs", "README.md", "dev.py") == []


def test_the_readme_links_to_files_that_exist() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
