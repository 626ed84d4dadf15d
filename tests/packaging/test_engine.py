"""How the engine is built, and what its wheel has inside."""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib.metadata
import sys
import zipfile
from pathlib import Path

import pytest

import engine
import engine_wheel

SYSTEMS = ("linux", "win32", "darwin")
RAW = {
    "llama_cpp/__init__.py": b"",
    "llama_cpp/llama_cpp.py": b"x = 1",
    "llama_cpp/include/llama.h": b"header",
    "llama_cpp/lib/cmake/llama/llama-config.cmake": b"cmake",
    "llama_cpp/lib/libggml-base.so": b"base\0libgomp.so.1\0",
    "llama_cpp/lib/libggml-cpu-armv8.0_1.so": b"arm",
    "llama_cpp/lib/libggml-cpu-x64.so": b"cpu",
    "llama_cpp/lib/libggml.so": b"ggml",
    "llama_cpp/lib/libllama.so": b"llama",
    "llama_cpp/lib/libmtmd.so": b"sees",
    "llama_cpp/lib/pkgconfig/llama.pc": b"pc",
    "llama_cpp_python-1.0.dist-info/METADATA": b"Name: llama_cpp_python",
    "llama_cpp_python-1.0.dist-info/RECORD": b"old",
}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "raw" / "llama_cpp_python-1.0-py3-none-any.whl"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as wheel:
        for name, data in RAW.items():
            wheel.writestr(name, data)
    return path


def repacked(raw: Path, tmp_path: Path) -> Path:
    (tmp_path / "libgomp.so.1").write_bytes(b"openmp")
    return engine_wheel.repack(raw, tmp_path / "dist", beside=[tmp_path / "libgomp.so.1"])


@pytest.mark.parametrize("platform", SYSTEMS)
def test_every_system_has_a_part_for_each_processor_and_none_for_this_one_alone(platform: str) -> None:
    told = engine.definitions(platform, Path("source"), vulkan=False)
    on = {name for name, value in told.items() if value == "ON"}
    assert {"GGML_BACKEND_DL", "GGML_CPU_ALL_VARIANTS", "BUILD_SHARED_LIBS"} <= on
    assert told["GGML_NATIVE"] == told["GGML_VULKAN"] == "OFF"


@pytest.mark.parametrize("platform", SYSTEMS)
def test_every_file_the_build_is_told_of_is_there_or_comes_with_the_source(platform: str) -> None:
    told = engine.definitions(platform, Path("source"), vulkan=True)
    assert Path(told["CMAKE_PROJECT_llama.cpp_INCLUDE"]).is_file()
    assert told.get("CMAKE_TOOLCHAIN_FILE", "source/vendor/").startswith("source/vendor/")


def test_libraries_find_each_other_beside_themselves() -> None:
    paths = [engine.definitions(each, Path("s"), vulkan=False).get("CMAKE_INSTALL_RPATH") for each in SYSTEMS]
    assert paths == ["$ORIGIN", None, "@loader_path"]


def test_the_version_that_is_built_is_the_one_that_is_tested_here() -> None:
    assert engine.pinned() == f"llama-cpp-python=={importlib.metadata.version('llama-cpp-python')}"


@pytest.mark.parametrize(
    ("header", "is_built"), [("VkInstance VkLayerSettingEXT", True), ("VkInstance", False)]
)
def test_vulkan_is_built_where_its_headers_are_new_enough(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, header: str, is_built: bool
) -> None:
    for name in ("glslc", "glslc.exe"):
        (tmp_path / name).touch(0o755)
    (tmp_path / "vulkan_core.h").write_text(header, encoding="utf-8")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(engine, "_VULKAN_HEADER", tmp_path / "vulkan_core.h")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VULKAN_SDK", raising=False)
    assert engine.has_vulkan_sdk() == is_built


def test_an_openmp_library_that_is_not_there_is_no_surprise_at_run_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "clang").touch(0o755)
    (tmp_path / "clang.exe").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(engine.EngineError, match=r"libomp\.dll"):
        engine.openmp_libraries("win32")


def test_on_windows_the_openmp_is_linked_that_lies_beside_its_compiler() -> None:
    beside = [Path("C:/LLVM/bin/libomp.dll")]
    assert engine.linked_openmp("win32", beside) == {"OpenMP_libomp_LIBRARY": "C:/LLVM/lib/libomp.lib"}
    assert engine.linked_openmp("linux", [Path("/usr/lib/libgomp.so.1")]) == {}


def test_the_wheel_keeps_what_runs_and_gets_what_must_lie_beside(raw: Path, tmp_path: Path) -> None:
    names = zipfile.ZipFile(repacked(raw, tmp_path)).namelist()
    left_out = {
        name for name in RAW if any(part in name for part in ("include/", "cmake/", "pkgconfig/", "mtmd"))
    }
    assert sorted(names) == sorted({*RAW, "llama_cpp/lib/libgomp.so.1"} - left_out)


def test_the_wheel_tells_the_truth_of_its_files(raw: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(repacked(raw, tmp_path)) as wheel:
        (record,) = [name for name in wheel.namelist() if name.endswith("RECORD")]
        lines = list(csv.reader(wheel.read(record).decode().splitlines()))
        assert [line[0] for line in lines] == wheel.namelist()
        for name, digest, size in lines[:-1]:
            data = wheel.read(name)
            hashed = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            assert (digest, size) == (f"sha256={hashed}", str(len(data)))


def test_the_same_build_gives_the_same_wheel(raw: Path, tmp_path: Path) -> None:
    first = repacked(raw, tmp_path).read_bytes()
    assert repacked(raw, tmp_path).read_bytes() == first


def test_what_a_wheel_lacks_is_told(raw: Path, tmp_path: Path) -> None:
    wheel = repacked(raw, tmp_path)
    assert engine_wheel.problems(wheel, vulkan=False, platform="win32") == []
    assert engine_wheel.problems(wheel, vulkan=True, platform="win32") == ["ggml-vulkan is missing"]
    assert engine_wheel.problems(wheel, vulkan=False, platform="darwin") == ["ggml-metal is missing"]


def test_an_engine_that_was_built_without_what_is_shipped_beside_it_is_refused(
    raw: Path, tmp_path: Path
) -> None:
    (tmp_path / "libomp.dll").write_bytes(b"openmp")
    wheel = engine_wheel.repack(raw, tmp_path / "dist", beside=[tmp_path / "libomp.dll"])
    found = engine_wheel.problems(wheel, vulkan=False, platform="win32")
    assert found == ["libomp.dll is beside the engine and not used by it"]


def test_a_wheel_without_a_part_for_old_processors_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "engine.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name in ("llama.dll", "ggml.dll", "ggml-base.dll", "ggml-cpu-haswell.dll"):
            wheel.writestr(f"llama_cpp/lib/{name}", b"")
    found = engine_wheel.problems(path, vulkan=False, platform="win32")
    assert found == ["what runs on the oldest processors is missing"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads ELF files")
def test_a_library_that_is_neither_shipped_nor_the_systems_is_told(tmp_path: Path) -> None:
    installed = importlib.metadata.distribution("llama-cpp-python").locate_file("llama_cpp/lib/libllama.so")
    path = tmp_path / "engine.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.write(str(installed), "llama_cpp/lib/libllama.so")
    assert any(
        "libggml" in each and "neither beside" in each for each in engine_wheel.problems(path, vulkan=False)
    )
