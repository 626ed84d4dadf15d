"""Whether there is a screen that Qt can show windows on: on Linux it ends the process where there is none."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

PLATFORM: Final = "QT_QPA_PLATFORM"
"""The variable that tells Qt what to show windows with."""

_NAMED_BY: Final = (PLATFORM, "DISPLAY", "WAYLAND_DISPLAY")


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether an environment tells of a screen; a session of Wayland need not name its usual one."""
    return (
        sys.platform != "linux"
        or any(environment.get(name) for name in _NAMED_BY)
        or environment.get("XDG_SESSION_TYPE") == "wayland"
    )
