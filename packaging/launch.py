"""Where a frozen app begins: the environment as the user had it, then the program."""

from __future__ import annotations

import os
import sys


def _restore_environment() -> None:
    """Take back what PyInstaller's start changed: programs that this one opens must not load its libraries."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]


if sys.platform == "linux":
    _restore_environment()

from desktop_chat.__main__ import main  # noqa: E402  the environment comes first

if __name__ == "__main__":
    sys.exit(main())
