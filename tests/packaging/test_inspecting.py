"""Looking into a frozen app: one made here of a few files, and the built one where it is named."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import inspecting
import system_libraries
from tests.support.built_app import BUILT, same_python

on_linux = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("readelf") is None, reason="reads ELF files with readelf"
)


@pytest.fixture
def inside(tmp_path) -> Path:
    """Give the folder of contents of an app that has nothing but one module."""
    folder = tmp_path / "app" / inspecting.CONTENTS
    (folder / "desktop_chat").mkdir(parents=True)
    (folder / "desktop_chat" / "cli.pyc").write_bytes(b"code")
    return folder


def test_an_app_of_wanted_files_alone_has_no_problem(inside):
    assert inspecting.problems(inside.parent) == []


def test_a_file_that_slipped_in_is_named(inside):
    (inside / "numpy").mkdir()
    (inside / "numpy" / "core.pyc").write_bytes(b"code")
    assert inspecting.problems(inside.parent) == ["numpy/core.pyc is not on the list of contents"]


def test_a_library_that_is_there_twice_is_named(inside):
    for name in ("libllama.so", "libggml.so.0"):
        (inside / "llama_cpp" / "lib").mkdir(parents=True, exist_ok=True)
        (inside / "llama_cpp" / "lib" / name).write_bytes(b"the same")
    assert inspecting.problems(inside.parent) == [
        "llama_cpp/lib/libggml.so.0 and llama_cpp/lib/libllama.so are the same library"
    ]


def test_an_app_too_large_is_told_of(inside):
    with (inside / "desktop_chat" / "cli.pyc").open("ab") as file:
        file.truncate(inspecting.INSTALLED_LIMIT + 1)
    assert inspecting.problems(inside.parent) == ["200 MB are more than 200"]


@on_linux
def test_what_a_library_needs_and_asks_of_glibc_is_read(tmp_path):
    import _ctypes

    shutil.copy(_ctypes.__file__, tmp_path / "one.so")
    shutil.copy(_ctypes.__file__, tmp_path / "two.so")
    found = inspecting.libraries(tmp_path)
    assert {path.name for path in found} == {"one.so", "two.so"}
    assert "libc.so.6" in inspecting.needed_from_system(found)
    assert inspecting.newest(found.values(), "GLIBC") >= (2, 2, 5)


@on_linux
def test_a_library_that_no_list_has_is_told_of(inside, monkeypatch):
    import _ctypes

    (inside / "_ctypes").mkdir()
    shutil.copy(_ctypes.__file__, inside / "_ctypes" / "_ctypes.abi3.so")
    monkeypatch.delitem(system_libraries.PACKAGES, "libc.so.6")
    monkeypatch.setitem(inspecting.NEWEST_SYMBOLS, "GLIBC", (2, 0))
    said = "\n".join(inspecting.problems(inside.parent))
    assert "libc.so.6 is needed, and neither inside nor on the list of the system's" in said
    assert "_ctypes.abi3.so needs GLIBC_2." in said


@same_python
def test_the_built_app_has_nothing_in_it_that_it_should_not():
    assert inspecting.problems(BUILT) == []


def test_libraries_look_for_others_beside_themselves_alone():
    found = {
        Path("beside.so"): inspecting.Library(frozenset(), ("$ORIGIN", "$ORIGIN/../lib"), {}),
        Path("nowhere.so"): inspecting.Library(frozenset(), (), {}),
        Path("astray.so"): inspecting.Library(frozenset(), ("$ORIGIN", "/home/somebody/lib"), {}),
    }
    assert inspecting.strayed(found) == [Path("astray.so")]
