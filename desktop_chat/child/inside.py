"""What a child process of the app does first."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
from typing import BinaryIO


class Events:
    """The pipe a child tells its events through, from whichever thread. Without the app there is no child."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def send(self, line: bytes) -> None:
        """Send a line; the process ends here when the app is gone."""
        try:
            with self._lock:
                self._pipe.write(line)
                self._pipe.flush()
        except OSError:
            os._exit(0)


def become_child() -> Events:
    """Make this process a child of the app; give the pipe for its events.

    What else is printed goes to standard error, which is the log.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the app's to handle
    faulthandler.enable()
    sys.stdout.flush()
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr  # nothing is held back: the process ends without flushing
    return Events(events)
