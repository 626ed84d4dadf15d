"""What is said where a Linux system lacks libraries that the window needs."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys

from system_libraries import PACKAGES


def is_lack(error: ImportError) -> bool:
    """Whether an import failed because a library is not there."""
    return sys.platform == "linux" and "cannot open shared object file" in str(error)


def tell() -> int:
    """Say which libraries are not there and how to get them; gives the exit code."""
    sentence = _sentence([name for name in PACKAGES if not _is_there(name)])
    print(f"desktop-chat: {sentence}", file=sys.stderr, flush=True)
    if not sys.stderr.isatty():
        _show(sentence)
    return 1


def _sentence(lacking: list[str]) -> str:
    packages = " ".join(sorted({PACKAGES[name] for name in lacking}))
    return (
        f"This system lacks libraries that the window needs: {', '.join(lacking)}.\n"
        f"On Debian and Ubuntu, this gets them: sudo apt install {packages}"
    )


def _is_there(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _show(sentence: str) -> None:
    """Show it in a window of a program that the desktop may have."""
    for command in (["zenity", "--error", "--no-markup", "--text"], ["kdialog", "--error"], ["xmessage"]):
        if shutil.which(command[0]):
            subprocess.run([*command, sentence], check=False, stderr=subprocess.DEVNULL)
            return
