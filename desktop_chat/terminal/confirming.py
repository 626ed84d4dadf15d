"""Questions that are answered with yes or no."""

from __future__ import annotations

import sys

from desktop_chat.terminal.telling import plain


def is_watched() -> bool:
    """Whether someone is there to answer: both ends are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str) -> bool:
    """Ask on the terminal; anything but yes means no."""
    print(f"{plain(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
