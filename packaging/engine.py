"""Builds llama-cpp-python so that one wheel runs on every PC of this system: `python3 packaging/engine.py`.

The parts of ggml for each kind of processor, and for graphics cards, are plug-ins: the app chooses when it starts
(`desktop_chat.engine.backends`). It needs Python 3.11 with pip, and

- Linux: GCC 11 or later with its OpenMP library; to run on older systems, build on the oldest one.
- macOS: Xcode's command line tools. It runs on the kind of Mac it was built on, from macOS 13 on.
- Windows: LLVM (clang, its OpenMP library) in the `x64 Native Tools` prompt of Visual Studio 2022. Not its own
  compiler, which cannot build the parts for several processors (Ivy Bridge, Zen 4, Sapphire Rapids).
- Linux and Windows, for Vulkan: the Vulkan SDK, or its headers (1.3.272 or later), SPIRV-Headers and `glslc`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import engine_wheel
import product
from errors import BuildError

NAME: Final = "llama-cpp-python"
INSIDE: Final = "llama_cpp/lib"
"""Where the libraries are in the wheel."""

_JOBS: Final = os.cpu_count() or 2
_VULKAN_HEADER: Final = Path("/usr/include/vulkan/vulkan_core.h")
_LLVM: Final = {"AMD64": "x64-windows-llvm.cmake", "ARM64": "arm64-windows-llvm.cmake"}


class EngineError(BuildError):
    """The engine was not built, or not as it should be; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what the command line asks for and give the exit code."""
    parser = argparse.ArgumentParser(
        prog="engine.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--work", type=Path, default=product.ROOT / "build/engine", help="default: %(default)s"
    )
    parser.add_argument("--jobs", type=int, default=_JOBS, help="compilers at once; default: %(default)s")
    parser.add_argument(
        "--vulkan", action=argparse.BooleanOptionalAction, help="default: where its SDK is found"
    )
    options = parser.parse_args(arguments)
    try:
        wheel = build(options.work.absolute(), jobs=options.jobs, vulkan=options.vulkan)
    except (EngineError, subprocess.CalledProcessError) as error:
        print(f"engine.py: {error}", file=sys.stderr)
        return 1
    for name, size in engine_wheel.libraries(wheel).items():
        print(f"{size / 1e6:7.2f} MB  {name}")
    print(f"{wheel.stat().st_size / 1e6:7.2f} MB  {wheel}")
    return 0


def build(work: Path, *, jobs: int = _JOBS, vulkan: bool | None = None) -> Path:
    """Build the wheel below `work`, again only what changed since the last time; gives its path.

    With `vulkan` None that plug-in is built where its SDK is found. Raises `EngineError`, and
    `CalledProcessError` where pip fails.
    """
    source = _unpack(_download(work / "sdist"), work / "source")
    with_vulkan = has_vulkan_sdk() if vulkan is None else vulkan
    beside = openmp_libraries(sys.platform)
    told = definitions(sys.platform, source, vulkan=with_vulkan) | linked_openmp(sys.platform, beside)
    raw = _make_wheel(source, work, told, jobs)
    wheel = engine_wheel.repack(raw, work / "dist", beside=beside)
    if found := engine_wheel.problems(wheel, vulkan=with_vulkan):
        raise EngineError("The engine is not as it should be:\n  " + "\n  ".join(found))
    return wheel


def pinned() -> str:
    """Give the requirement that pins the engine's version, as `llama-cpp-python==1.2.3`."""
    told = tomllib.loads((product.ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    pin: str = next(each for each in told if each.startswith(f"{NAME}=="))
    return pin


def has_vulkan_sdk() -> bool:
    """Whether what the plug-in for Vulkan is built with is there, and new enough; a Mac has Metal instead."""
    if sys.platform == "darwin" or os.environ.get("VULKAN_SDK"):
        return sys.platform != "darwin"
    return shutil.which("glslc") is not None and _has_new_type(_VULKAN_HEADER)


def _has_new_type(header: Path) -> bool:
    """Whether Vulkan's header knows a type that ggml uses and older ones have not."""
    return header.is_file() and "VkLayerSettingEXT" in header.read_text("utf-8")


def definitions(platform: str, source: Path, *, vulkan: bool) -> dict[str, str]:
    """Give what CMake is told on a system (`sys.platform`'s names)."""
    told = {
        "CMAKE_PROJECT_llama.cpp_INCLUDE": Path(__file__).with_name("engine.cmake").as_posix(),
        "BUILD_SHARED_LIBS": "ON",
        "GGML_NATIVE": "OFF",
        "GGML_BACKEND_DL": "ON",
        "GGML_CPU_ALL_VARIANTS": "ON",
        # GNU's and LLVM's OpenMP let threads sleep that wait for one that has no core; ggml's own never does. A
        # Mac's compiler has none.
        "GGML_OPENMP": "OFF" if platform == "darwin" else "ON",
        "GGML_VULKAN": "ON" if vulkan else "OFF",
        "LLAVA_BUILD": "OFF",  # models that see
        # One file a library, under one name: a second copy would have a list of plug-ins of its own.
        "CMAKE_PLATFORM_NO_VERSIONED_SONAME": "ON",
        "CMAKE_INSTALL_BINDIR": INSIDE,
        "CMAKE_INSTALL_LIBDIR": INSIDE,
    }
    no_paths = f"-ffile-prefix-map={source.as_posix()}=."  # of the machine it is built on
    match platform:
        case "darwin":
            told["CMAKE_INSTALL_RPATH"] = "@loader_path"
            told["CMAKE_OSX_DEPLOYMENT_TARGET"] = product.OLDEST_MACOS
        case "win32":
            toolchain = _LLVM[os.environ.get("PROCESSOR_ARCHITECTURE", "AMD64")]
            told["CMAKE_TOOLCHAIN_FILE"] = (source / "vendor/llama.cpp/cmake" / toolchain).as_posix()
        case _:
            told["CMAKE_INSTALL_RPATH"] = "$ORIGIN"
    return told | {"CMAKE_C_FLAGS": no_paths, "CMAKE_CXX_FLAGS": no_paths}


def openmp_libraries(platform: str) -> list[Path]:
    """Give the OpenMP library that is shipped beside ours; raises `EngineError` where it is not found."""
    if platform == "darwin":
        return []
    path = _llvm_openmp() if platform == "win32" else _gnu_openmp()
    if not path.is_file():
        raise EngineError(f"The OpenMP library was not found; it was looked for at {path}")
    return [path]


def linked_openmp(platform: str, beside: Sequence[Path]) -> dict[str, str]:
    """Give what CMake is told so that it links the OpenMP that is shipped: Visual Studio has another of that name."""
    if platform != "win32":
        return {}
    (shipped,) = beside
    return {"OpenMP_libomp_LIBRARY": (shipped.parent.parent / "lib" / "libomp.lib").as_posix()}


def _gnu_openmp() -> Path:
    """Give GCC's, which is `libgomp.so.1` only where it was found."""
    compiler = os.environ.get("CXX", "g++")
    command = [compiler, "-print-file-name=libgomp.so.1"]
    return Path(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip())


def _llvm_openmp() -> Path:
    compiler = shutil.which("clang")
    if compiler is None:
        raise EngineError("LLVM was not found: clang is not on the path")
    return Path(compiler).with_name("libomp.dll")


def _download(folder: Path) -> Path:
    """Give the source package, from pip."""
    for old in folder.glob("*.tar.gz"):
        if old.name == f"{pinned().replace('-', '_').replace('==', '-')}.tar.gz":
            return old
    _pip("download", "--no-deps", f"--no-binary={NAME}", f"--dest={folder}", pinned())
    return next(folder.glob("*.tar.gz"))


def _unpack(package: Path, folder: Path) -> Path:
    source = folder / package.name.removesuffix(".tar.gz")
    if not source.is_dir():
        with tarfile.open(package) as archive:
            archive.extractall(folder, filter="data")
    shutil.rmtree(source / INSIDE, ignore_errors=True)  # the last build's: they would be in the wheel too
    return source


def _make_wheel(source: Path, work: Path, told: Mapping[str, str], jobs: int) -> Path:
    raw = work / "raw"
    shutil.rmtree(raw, ignore_errors=True)
    settings = [
        f"build-dir={work / 'cmake'}",
        *(f"cmake.define.{name}={value}" for name, value in told.items()),
    ]
    if sys.platform == "win32":
        settings.append("cmake.args=-GNinja")
    options = [f"--config-settings={setting}" for setting in settings]
    environment = {"CMAKE_BUILD_PARALLEL_LEVEL": str(jobs), "MACOSX_DEPLOYMENT_TARGET": product.OLDEST_MACOS}
    _pip("wheel", "--no-deps", "--no-cache-dir", f"--wheel-dir={raw}", *options, str(source), **environment)
    return next(raw.glob("*.whl"))


def _pip(*arguments: str, **environment: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONUTF8": "1"} | environment)


if __name__ == "__main__":
    sys.exit(main())
