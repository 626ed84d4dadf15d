"""Makes the frozen app and this system's packages: `python3 packaging/build.py`, in `dist/`.

Python 3.11 or later, and what the engine is built with: a C++ compiler (`engine.py` says more).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import environment
import inspecting
import product
import sbom
from errors import BuildError
from freeze import freeze


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what the command line asks for and give the exit code."""
    options = _parser().parse_args(arguments)
    out, work = options.out.absolute(), options.work.absolute()
    try:
        python = options.python or _environment(options, work)
        folder = options.frozen.absolute() if options.frozen else freeze(python, out, work / "freeze")
        made = [] if options.only_freeze else [*_packages(folder, out), _bill(python, folder, out)]
    except (BuildError, subprocess.CalledProcessError) as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    print(f"{inspecting.installed_size(folder) / 1e6:7.1f} MB  {folder}")
    for file in made:
        print(f"{file.stat().st_size / 1e6:7.1f} MB  {file}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parser.add_argument(
        "--python",
        type=Path,
        help="the Python to freeze with, which has all that the app needs; else one is made",
    )
    parser.add_argument("--engine", type=Path, help="a wheel of llama-cpp-python; else it is built")
    parser.add_argument("--frozen", type=Path, help="a frozen app to make packages of; else it is made")
    parser.add_argument("--only-freeze", action="store_true", help="make no packages")
    parser.add_argument("--out", type=Path, default=product.ROOT / "dist", help="default: %(default)s")
    parser.add_argument("--work", type=Path, default=product.ROOT / "build", help="default: %(default)s")
    return parser


def _environment(options: argparse.Namespace, work: Path) -> Path:
    """Make a Python with the engine and all that the app needs; where nothing is frozen, this one will do."""
    if options.frozen:
        return Path(sys.executable)
    return environment.make_environment(work / "environment", _engine(options.engine, work))


def _engine(told: Path | None, work: Path) -> Path:
    if told is not None:
        return told
    import engine  # noqa: PLC0415  not needed where a wheel is told

    return engine.build(work / "engine")


def _packages(folder: Path, out: Path) -> list[Path]:
    """Make the packages of this system."""
    if sys.platform == "win32":
        from windows import packages  # noqa: PLC0415  each system's own

        return packages.build(folder, out)
    if sys.platform == "darwin":
        from macos import bundle  # noqa: PLC0415
        from macos import packages as images  # noqa: PLC0415

        return images.build(folder.with_name(bundle.APP), out)
    from linux import packages as archives  # noqa: PLC0415

    return archives.build(folder, out)


def _bill(python: Path, folder: Path, out: Path) -> Path:
    """Write what the app is made of, as the Python knows it that it was frozen with."""
    made = out / sbom.file_name()
    subprocess.run([str(python), str(Path(sbom.__file__)), str(folder), str(made)], check=True)
    return made


if __name__ == "__main__":
    sys.exit(main())
