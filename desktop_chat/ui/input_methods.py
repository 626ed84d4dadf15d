"""Which of Qt's plug-ins reach the input method on Linux: PySide6 brings those for ibus and Wayland alone."""

from __future__ import annotations

from collections.abc import MutableMapping

_WANTED = "QT_IM_MODULE"
_IN_ORDER = "QT_IM_MODULES"  # Qt tries one after the other, and looks at this one first


def try_ibus_too(environment: MutableMapping[str, str]) -> None:
    """Let Qt go on to ibus where the plug-in that is wished for is not there.

    Fcitx, which many write Korean with, speaks the protocol of ibus beside its own.
    """
    wanted = environment.get(_WANTED, "")
    if wanted and wanted != "ibus" and not environment.get(_IN_ORDER):
        environment[_IN_ORDER] = f"{wanted};ibus"
