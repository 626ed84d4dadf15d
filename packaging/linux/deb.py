"""Makes the package for Debian and Ubuntu, with `dpkg-deb`."""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import inspecting
import product
import system_libraries
from linux import share

INSTALLED: Final = Path("usr/lib") / product.EXECUTABLE
"""Where the app is put."""

DESCRIPTION: Final = """\
chat with a language model on your own PC
 Desktop Chat runs small language models in the GGUF format on this computer:
 there is no account and no server, and the network is used only to get a
 model, and to look for updates when you ask. Answers appear word by word;
 conversations are kept, searched and exported. The window and everything in
 it is in English and Korean.
"""

MAINTAINER: Final = f"{product.PUBLISHER} <noreply@desktopchat.github.io>"

_ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}
_OTHER_NAMES: Final = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64"}
_RECOMMENDS: Final = (
    "fonts-noto-cjk | fonts-nanum | fonts-unfonts-core, xdg-utils, gnome-keyring | kwalletmanager"
)


def file_name() -> str:
    """Give the package's name."""
    return f"{product.EXECUTABLE}_{product.version()}_{architecture()}.deb"


def architecture() -> str:
    """Give Debian's name of this processor's architecture."""
    return _ARCHITECTURES[platform.machine()]


def build(folder: Path, out: Path) -> Path:
    """Make the package of the frozen app in `folder`, in the folder `out`; gives the file.

    Raises `CalledProcessError` where `dpkg-deb` fails.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = out / file_name()
    with TemporaryDirectory() as work:
        root = Path(work) / "root"
        _fill(root, folder)
        control = root / "DEBIAN"
        control.mkdir(mode=0o755)
        (control / "control").write_text(_control(root, folder), "utf-8")
        (control / "md5sums").write_text(_md5sums(root), "utf-8")
        _set_modes(root)
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", str(root), str(made)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return made


def dependencies(folder: Path) -> list[str]:
    """Give the packages that the app needs, from the libraries that its own ask for."""
    found = inspecting.libraries(folder)
    glibc = ".".join(map(str, inspecting.newest(found.values(), "GLIBC")))
    needed = {system_libraries.PACKAGES[name] for name in inspecting.needed_from_system(found)}
    needed -= {"libc6"}
    return [f"libc6 (>= {glibc})", *(_OTHER_NAMES.get(name, name) for name in sorted(needed))]


def _fill(root: Path, folder: Path) -> None:
    """Put everything where it will be installed."""
    shutil.copytree(folder, root / INSTALLED, symlinks=True)
    commands = root / "usr" / "bin"
    commands.mkdir(parents=True)
    (commands / product.EXECUTABLE).symlink_to(Path("..") / "lib" / product.EXECUTABLE / product.EXECUTABLE)
    share.write(root / "usr" / "share")
    documents = root / "usr" / "share" / "doc" / product.EXECUTABLE
    documents.mkdir(parents=True)
    shutil.copyfile(share.HERE / "copyright", documents / "copyright")
    _compress(_changelog().encode(), documents / "changelog.gz")
    _compress((product.ROOT / "CHANGELOG.md").read_bytes(), documents / "CHANGELOG.md.gz")
    manuals = root / "usr" / "share" / "man" / "man1"
    manuals.mkdir(parents=True)
    _compress((share.HERE / "desktop-chat.1").read_bytes(), manuals / "desktop-chat.1.gz")
    overrides = root / "usr" / "share" / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(share.HERE / "lintian-overrides", overrides / product.EXECUTABLE)


def _compress(text: bytes, out: Path) -> None:
    out.write_bytes(gzip.compress(text, mtime=0))


def _changelog() -> str:
    """Give the package's own changelog, which sends readers to the app's."""
    date = format_datetime(datetime.now(UTC))
    return (
        f"{product.EXECUTABLE} ({product.version()}) stable; urgency=medium\n\n"
        f"  * See CHANGELOG.md.gz.\n\n -- {MAINTAINER}  {date}\n"
    )


def _control(root: Path, folder: Path) -> str:
    size = inspecting.installed_size(root)
    fields = {
        "Package": product.EXECUTABLE,
        "Version": product.version(),
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str((size + 1023) // 1024),
        "Depends": ", ".join(dependencies(folder)),
        "Recommends": _RECOMMENDS,
        "Section": "utils",
        "Priority": "optional",
        "Homepage": product.repository(),
        "Description": DESCRIPTION.rstrip(),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def _md5sums(root: Path) -> str:
    """Give the sums that `dpkg --verify` compares with."""
    lines = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts:
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {path.relative_to(root)}\n")
    return "".join(lines)


def _set_modes(root: Path) -> None:
    """Let everybody read, the owner alone write, and only programs be run, whatever the umask was."""
    root.chmod(0o755)
    for path in root.rglob("*"):
        if path.is_symlink():
            continue
        is_program = path.is_dir() or path == root / INSTALLED / product.EXECUTABLE
        path.chmod(0o755 if is_program else 0o644)
        os.utime(path)
