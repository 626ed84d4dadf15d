"""A clean Debian in a folder, made by debootstrap: no Python, no compiler, no desktop. Programs run inside it.

Layers are overlay mounts: what a program writes into one leaves those below as they were. Needs root, and Linux's
namespaces; mounts are made in a namespace of their own (`enter`), so that none outlives the program.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SUITE: Final = "bookworm"
PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

X_SOCKETS: Final = Path("/", "tmp", ".X11-unix")
"""Where programs find the screens of X."""

_ENTERED: Final = "DESKTOP_CHAT_MOUNTS"
_OWN: Final = (
    "home",
    "srv",
    "root",
    "tmp",
    "run",
    "dev",
    "proc",
    "sys",
    "var/lib/dpkg",
    "var/lib/apt",
    "var/cache",
    "var/log",
)
_SHARED: Final = ("/dev", "/proc", "/sys", str(X_SOCKETS))


def enter() -> None:
    """Run this program anew with mounts of its own, once."""
    if os.environ.get(_ENTERED) is None:
        os.environ[_ENTERED] = "1"
        unshare = ["unshare", "--mount", "--propagation", "private"]
        os.execvp("unshare", [*unshare, sys.executable, *sys.argv])


def make(folder: Path, mirror: str) -> None:
    """Make the clean system in a folder, unless it is there; raises `CalledProcessError`."""
    if (folder / "etc/debian_version").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    _run(["debootstrap", "--variant=minbase", SUITE, str(folder), mirror])


@dataclass(frozen=True)
class Root:
    """A mounted system; programs run in it as root, or as a user without network."""

    folder: Path

    def run(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        """Run a program as root, with the network; raises `CalledProcessError`."""
        _run(["chroot", str(self.folder), *_environment(environment or {}), *command])

    def as_user(self, user: User, command: Sequence[str]) -> list[str]:
        """Give the command line that runs a program as a user, without any network."""
        inside = ["chroot", f"--userspec={user.number}:{user.number}", str(self.folder)]
        told = {"HOME": user.home, "USER": user.name, "LANG": "C.UTF-8", **user.environment}
        return ["unshare", "--net", *inside, *_environment(told), *command]

    def add_user(self, user: User) -> None:
        """Add a user with a home."""
        self.run(["groupadd", "--gid", str(user.number), user.name])
        identity = ["--uid", str(user.number), "--gid", str(user.number)]
        self.run(["useradd", *identity, "--create-home", "--home-dir", user.home, user.name])

    def has(self, program: str) -> bool:
        """Whether a program is on root's path."""
        found = subprocess.run(
            ["chroot", str(self.folder), "/bin/sh", "-c", f"command -v {program}"],
            check=False,
            stdout=subprocess.DEVNULL,
            env={"PATH": PATH},
        )
        return found.returncode == 0

    def files(self) -> set[str]:
        """Give the paths of all files but those of users, of what runs, and of apt's and dpkg's records."""
        skipped = {self.folder / name for name in _OWN}
        found = set()
        for parent, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if Path(parent, name) not in skipped]
            found |= {str(Path(parent, name).relative_to(self.folder)) for name in [*folders, *names]}
        return found


@dataclass(frozen=True)
class User:
    """Somebody who uses the app."""

    name: str
    home: str
    number: int
    environment: Mapping[str, str]


@contextmanager
def layer(*below: Path, upper: Path) -> Iterator[Root]:
    """Mount a system over others, the newest of `below` first; what is written comes into `upper`."""
    work, merged = upper.with_name(f"{upper.name}-work"), upper.with_name(f"{upper.name}-root")
    for folder in (upper, work, merged):
        folder.mkdir(parents=True, exist_ok=True)
    lower = ":".join(map(str, below))
    options = f"lowerdir={lower},upperdir={upper},workdir={work}"
    _run(["mount", "-t", "overlay", "overlay", "-o", options, str(merged)])
    root = Root(merged)
    mounted = []
    try:
        for shared in _SHARED:
            if Path(shared).exists():
                place = merged / shared.lstrip("/")
                place.mkdir(parents=True, exist_ok=True)
                _run(["mount", "--rbind", shared, str(place)])
                mounted.append(place)
        yield root
    finally:
        for place in reversed(mounted):
            _run(["umount", "--recursive", "--lazy", str(place)])
        _run(["umount", str(merged)])


def use_network_of_host(root: Root) -> None:
    """Let apt in the system reach what apt of the host reaches."""
    for name in ("etc/resolv.conf", "etc/hosts"):
        shutil.copyfile(f"/{name}", root.folder / name)
    for file in Path("/etc/apt/apt.conf.d").iterdir():
        if "Acquire" in file.read_text("utf-8"):
            shutil.copyfile(file, root.folder / "etc/apt/apt.conf.d" / file.name)


def _environment(told: Mapping[str, str]) -> list[str]:
    quiet = {"PATH": PATH, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    return ["/usr/bin/env", "-i", *(f"{name}={value}" for name, value in (quiet | dict(told)).items())]


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-4000:], file=sys.stderr)
        done.check_returncode()
