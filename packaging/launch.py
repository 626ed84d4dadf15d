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


def main() -> int:
    """Run the program and give its exit code."""
    try:
        from desktop_chat.__main__ import main as run  # noqa: PLC0415  it may lack what it is told of below

        return run()
    except ImportError as error:
        import lacking  # noqa: PLC0415  only where something lacks

        if not lacking.is_lack(error):
            raise
        return lacking.tell()


if __name__ == "__main__":
    sys.exit(main())
