"""What a child process of the app does first."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from typing import BinaryIO


def become_child() -> BinaryIO:
    """Make this process a child of the app; give the pipe for its events.

    What else is printed goes to standard error, which is the log.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the app's to handle
    faulthandler.enable()
    sys.stdout.flush()
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr  # nothing is held back: the process ends without flushing
    return events
