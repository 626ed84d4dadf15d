"""Whether people told their system that they want less motion."""

from __future__ import annotations

import sys
from typing import Final

_GET_ANIMATION: Final = 0x1042  # SPI_GETCLIENTAREAANIMATION: “Show animations in Windows”
_SECONDS: Final = 5.0
"""How long the settings of a Linux desktop may take to answer."""


def is_motion_reduced() -> bool:
    """Ask the system; False where it says nothing. May take seconds: not for the main thread."""
    readers = {"win32": _on_windows, "darwin": _on_mac}
    return readers.get(sys.platform, _on_linux)()


def _on_windows() -> bool:
    import ctypes  # noqa: PLC0415  not needed for a start

    animates = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(_GET_ANIMATION, 0, ctypes.byref(animates), 0)
    return not animates.value


def _on_mac() -> bool:
    """Ask `NSWorkspace`, which has the switch “Reduce motion”."""
    from ctypes import CDLL, CFUNCTYPE, c_bool, c_char_p, c_void_p, cast  # noqa: PLC0415  not needed for a start

    objc = CDLL("/usr/lib/libobjc.dylib")
    name = CFUNCTYPE(c_void_p, c_char_p)
    class_of, selector = name(("objc_getClass", objc)), name(("sel_registerName", objc))
    send = cast(objc.objc_msgSend, CFUNCTYPE(c_void_p, c_void_p, c_void_p))
    ask = cast(objc.objc_msgSend, CFUNCTYPE(c_bool, c_void_p, c_void_p))
    workspace = send(class_of(b"NSWorkspace"), selector(b"sharedWorkspace"))
    return ask(workspace, selector(b"accessibilityDisplayShouldReduceMotion"))


def _on_linux() -> bool:
    """Ask the settings that GNOME keeps, and other desktops for GNOME's programs."""
    import subprocess  # noqa: PLC0415  not needed for a start

    command = ["gsettings", "get", "org.gnome.desktop.interface", "enable-animations"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return told.stdout.strip() == "false"
