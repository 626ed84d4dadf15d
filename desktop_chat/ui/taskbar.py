"""How far the downloads are, on the app's icon in the taskbar or dock."""

from __future__ import annotations

import logging
import sys
from typing import Final, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)

_STEPS: Final = 100
"""A bar that small shows no finer steps; each is a call to another program."""


class _Bar(Protocol):
    def show(self, share: float | None) -> None:
        """Show a share from 0 to 1, or nothing."""


class TaskbarProgress(QObject):
    """Shows a share on the icon of one window where the system can; elsewhere it does nothing.

    Qt 6 has no such thing of its own. Windows and the docks of Linux have an interface for it; the Dock of
    macOS would need the icon to be drawn anew.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bar: _Bar | None = None
        self._step: int | None = None
        self._is_broken = False

    def set_progress(self, share: float | None) -> None:
        """Show how much is done, from 0 to 1, or that nothing is under way. Never raises."""
        step = None if share is None else round(min(max(share, 0.0), 1.0) * _STEPS)
        if step == self._step or self._is_broken:
            return
        self._step = step
        try:
            if self._bar is None:
                self._bar = _bar_of(self._window)
            self._bar.show(None if step is None else step / _STEPS)
        except Exception:  # a decoration must not take the app down, whatever a desktop does
            self._is_broken = True
            _log.warning("progress cannot be shown in the taskbar", exc_info=True)


class _NoBar:
    def show(self, share: float | None) -> None:
        """Show nothing."""


def _bar_of(window: QWidget) -> _Bar:
    if sys.platform == "win32":
        from desktop_chat.ui.windows_taskbar import WindowsTaskbar  # noqa: PLC0415  only there

        return WindowsTaskbar(int(window.winId()))
    if sys.platform.startswith("linux"):
        from desktop_chat.ui.launcher_entry import LauncherEntry  # noqa: PLC0415  loads QtDBus

        return LauncherEntry()
    return _NoBar()
