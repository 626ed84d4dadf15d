"""What the packages of every system say of the app: names, version, folders of this checkout.

The folder `packaging` is no package of its own, since that is the name of a library on PyPI: what is in it is
imported with the folder on `sys.path`, which `python3 packaging/build.py` and the tests see to.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
LICENCE = ROOT / "LICENSE"

NAME = "Desktop Chat"
EXECUTABLE = "desktop-chat"
"""The program that is run from terminals too; on Windows the one that has a console, with `.exe`."""

WINDOWED_EXECUTABLE = "Desktop Chat.exe"
"""The program that Windows opens the window with: it has no console."""

IDENTIFIER = "io.github.desktopchat.DesktopChat"
"""The app's reverse domain name: the bundle identifier, and the stem of AppStream's and Flatpak's ids."""

WINDOWS = "windows-x64"
"""The system that the packages for Windows are for, wherever they are made."""

OLDEST_MACOS = "13.0"

PUBLISHER = "The Desktop Chat authors"
SUMMARY = "Chat with a language model on your own PC"
COPYRIGHT = "Copyright © 2026 The Desktop Chat authors. MIT licence."


def version() -> str:
    """Give the app's version, as `1.2.3`, without importing the app."""
    text = (ROOT / "desktop_chat" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    assert found, "desktop_chat/__init__.py names no version"
    return found[1]


def version_numbers() -> tuple[int, int, int, int]:
    """Give the version as the four numbers that Windows wants; what follows the numbers (`rc1`) is left out."""
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", version())
    assert found, f"{version()} is no version of three numbers"
    return int(found[1]), int(found[2]), int(found[3]), 0


def file_name(system: str, ending: str) -> str:
    """Give the name of a file that is released for a system, such as `linux-x86_64`."""
    return f"DesktopChat-{version()}-{system}{ending}"


def this_system() -> str:
    """Give the name, in what is released, of the system and processor that this runs on."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    machine = platform.machine()
    return f"{system}-{'x64' if machine == 'AMD64' else machine}"


def repository() -> str:
    """Give the address of the repository that releases are published in, such as `https://github.com/OWNER/NAME`.

    It is `$DESKTOP_CHAT_REPOSITORY`, or what GitHub's workflows say; "" where nobody says: the app then looks for
    no updates.
    """
    if told := os.environ.get("DESKTOP_CHAT_REPOSITORY"):
        return told.rstrip("/")
    server, path = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return f"{server}/{path}" if server and path else ""
