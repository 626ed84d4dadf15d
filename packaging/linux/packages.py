"""Makes everything that is released for Linux of a frozen app."""

from __future__ import annotations

from pathlib import Path

from linux import deb, flatpak, tarball


def build(folder: Path, out: Path) -> list[Path]:
    """Pack the app in `folder` into `out` as a .deb and an archive, with a Flatpak's manifest; gives the files.

    Raises `CalledProcessError` where `dpkg-deb` fails.
    """
    archive = tarball.build(folder, out)
    return [deb.build(folder, out), archive, flatpak.build(archive, out)]
