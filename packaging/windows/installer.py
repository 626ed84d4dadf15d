"""Makes the installer for Windows of a payload folder, with NSIS 3.08 or later.

`python3 packaging/build.py` calls it; it also runs where there is no Windows, with Debian's `nsis`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import product
from errors import BuildError
from windows import signing
from windows.payload import Payload

HERE = Path(__file__).parent
SCRIPT = HERE / "installer.nsi"


class InstallerError(BuildError):
    """The installer could not be made; the message says why."""


def file_name() -> str:
    """Give the installer's name."""
    return product.file_name(product.WINDOWS, "-setup.exe")


def find_makensis() -> str | None:
    """Give the path of NSIS's compiler, or nothing where it is not installed."""
    below = [os.environ.get(name) for name in ("ProgramFiles(x86)", "ProgramFiles")]
    return shutil.which("makensis", path=os.pathsep.join([os.environ.get("PATH", ""), *_nsis_folders(below)]))


def build(folder: Path, out: Path, options: Sequence[str] = ()) -> Path:
    """Make the installer of the app in `folder`, in the folder `out`; gives the file.

    It and its uninstaller are signed where a certificate is configured; the files in `folder` are taken as they are.
    `options` are put before those of makensis. Raises `InstallerError`.
    """
    compiler = find_makensis()
    if compiler is None:
        raise InstallerError("makensis was not found: install NSIS (Debian: apt-get install nsis)")
    for name in (product.WINDOWED_EXECUTABLE, f"{product.EXECUTABLE}.exe"):
        if not (folder / name).is_file():
            raise InstallerError(f"{folder} has no {name}: it is no frozen app for Windows")
    out.mkdir(parents=True, exist_ok=True)
    made = out.absolute() / file_name()
    with TemporaryDirectory() as work:
        defines = _defines(Payload.read(folder), Path(work), made)
        command = [compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options]
        done = subprocess.run(
            [*command, *(f"-D{name}={value}" for name, value in defines.items()), str(SCRIPT)],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode:
        raise InstallerError(f"makensis failed:\n{done.stdout}{done.stderr}")
    return made


def _nsis_folders(below: Sequence[str | None]) -> list[str]:
    return [str(Path(folder) / "NSIS") for folder in below if folder]


def _defines(payload: Payload, work: Path, made: Path) -> dict[str, str]:
    """Write what the script includes into `work` and give the script's parameters."""
    installing, uninstalling, listed = (work / name for name in ("files.nsh", "unfiles.nsh", "files.txt"))
    installing.write_text(payload.install_commands(), "utf-8")
    uninstalling.write_text(payload.uninstall_commands(), "utf-8")
    listed.write_bytes(payload.list_of_files())
    defines = {
        "NAME": product.NAME,
        "VERSION": product.version(),
        "VERSION4": ".".join(map(str, product.version_numbers())),
        "PUBLISHER": product.PUBLISHER,
        "COPYRIGHT": product.COPYRIGHT,
        "IDENTIFIER": product.IDENTIFIER,
        "WINDOWED": product.WINDOWED_EXECUTABLE,
        "CONSOLE": f"{product.EXECUTABLE}.exe",
        "ICON": str(HERE / "app.ico"),
        "BANNER": str(HERE / "banner.bmp"),
        "OUT": str(made),
        "FILES": str(installing),
        "UNFILES": str(uninstalling),
        "LIST": str(listed),
        "INSTALLED_KB": str(-(-payload.size // 1024)),
    }
    if signing.is_configured():
        defines["SIGN_COMMAND"] = f'"{sys.executable}" "{Path(signing.__file__)}"'
    return defines
