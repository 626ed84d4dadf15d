"""Whether engines may use graphics cards: no longer once one crashed with them, until the app is started anew."""

from __future__ import annotations

import threading
from typing import Final

from desktop_chat.engine.protocol import BACKENDS_VARIABLE, CPU_ONLY
from desktop_chat.faults import Fault


class Graphics:
    """What is known of the graphics cards and their drivers. Used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_trusted = True
        self._is_told = False

    @property
    def environment(self) -> dict[str, str]:
        """What an engine that is started now needs in its environment."""
        with self._lock:
            return {} if self._is_trusted else {BACKENDS_VARIABLE: CPU_ONLY}

    def distrust(self) -> None:
        """Use them no more."""
        with self._lock:
            self._is_trusted = False

    def trust(self) -> None:
        """Use them again."""
        with self._lock:
            self._is_trusted = True

    def notice(self, name: str) -> Fault | None:
        """Give, once, the word that the model of this name has to do without them."""
        with self._lock:
            if self._is_trusted or self._is_told:
                return None
            self._is_told = True
        return Fault("gpu_crashed", {"name": name})


THIS_SESSION: Final = Graphics()
"""Of all engines of this process."""
