"""What an exit code says of how an engine process ended."""

from __future__ import annotations

import signal
from typing import Final

KILLED: Final = -9
"""After SIGKILL, which Windows has no name for."""

_OWN_END: Final = range(3)  # of a Python program that ended by itself


def was_killed(exit_code: int) -> bool:
    """Whether somebody ended the process."""
    return exit_code in (-signal.SIGTERM, KILLED)


def is_crash(exit_code: int) -> bool:
    """Whether the process crashed, rather than ended by itself or was killed."""
    return exit_code not in _OWN_END and not was_killed(exit_code)
