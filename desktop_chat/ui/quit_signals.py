"""Ctrl-C in a terminal, and the end of the user's session: the window closes as by its button."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class QuitSignals(QObject):
    """Calls `close` on the main thread when the system asks the app to end.

    Python hears a signal only when it runs again, which in an idle window is never, and then in the middle
    of whatever runs; so the signal is written into a pipe that the event loop watches. Windows has no such
    signals for programs without a console.
    """

    def __init__(self, close: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._heard, written = os.pipe()
        os.set_blocking(written, False)
        signal.set_wakeup_fd(written, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: None)
        self._close = close
        notifier = QSocketNotifier(self._heard, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_heard)

    def _on_heard(self) -> None:
        os.read(self._heard, 64)
        self._close()
