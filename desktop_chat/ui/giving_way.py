"""Work on other threads that lets the main thread go on whenever it asks."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SWITCH_SECONDS: Final = 0.0002  # Python's usual 5 ms would be seen in every frame

_lock = threading.Lock()
_usual_seconds = sys.getswitchinterval()
_at_work = 0


@contextmanager
def giving_way() -> Iterator[None]:
    """Let the main thread wait for this thread no longer than a moment; for all that do so at the same time."""
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def _count(more: int) -> None:
    global _at_work  # noqa: PLW0603  the interval is one for the process, and so is the count of who needs it short
    with _lock:
        _at_work += more
        sys.setswitchinterval(_SWITCH_SECONDS if _at_work else _usual_seconds)
