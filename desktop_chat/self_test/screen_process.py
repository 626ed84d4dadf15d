"""Asks a process of its own about screens and fonts: without a display Qt ends the process that asks."""

from __future__ import annotations

import subprocess
from typing import Final

import msgspec

from desktop_chat.child.process import child_command, child_environment
from desktop_chat.display import PLATFORM, has_display
from desktop_chat.faults import Fault
from desktop_chat.self_test.result import Check

PATIENCE_SECONDS: Final = 20.0

_LONGEST_REASON: Final = 200


def check_screen_apart() -> Check:
    """Give what Qt makes of this PC; on Linux without a display, of a screen that is not there."""
    environment = child_environment()
    if not has_display(environment):
        environment[PLATFORM] = "offscreen"
    try:
        done = subprocess.run(
            child_command("screen"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=PATIENCE_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return _failed(type(error).__name__)
    try:
        return msgspec.json.decode(done.stdout, type=Check)
    except ValueError:
        return _failed(_reason(done.stderr) or f"exit code {done.returncode}")


def _failed(reason: str) -> Check:
    return Check("screen", "failed", (), (Fault("self_test_no_window", {"reason": reason}),))


def _reason(errors: bytes) -> str:
    """Give the first thing Qt said."""
    lines = (line.strip() for line in errors.decode(errors="replace").splitlines())
    return next(filter(None, lines), "")[:_LONGEST_REASON]
