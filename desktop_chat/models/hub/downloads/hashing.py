"""The SHA-256 of a file while it grows: it follows closely, so that nothing is left to do at the end."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import Final, Protocol

BLOCK_BYTES: Final = 1 << 20


class Growing(Protocol):
    """Tells how far a file is complete from its beginning."""

    def wait_beyond(self, place: int) -> int:
        """Wait for a byte beyond `place`; give how far it is complete then, or -1 to stop."""
        ...


class Whole:
    """A file that is complete."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._is_stopped = False

    def stop(self) -> None:
        """End the reading."""
        self._is_stopped = True

    def wait_beyond(self, place: int) -> int:
        """Give its size, or -1 when stopped."""
        return -1 if self._is_stopped else self._size


class Follower(threading.Thread):
    """Reads a file as far as it is complete and hashes it.

    What was just written is still in memory. Keeping it in our own was measured, and not faster.
    """

    def __init__(self, path: Path, size: int, growing: Growing) -> None:
        super().__init__(name="download-hash", daemon=True)
        self._path = path
        self._size = size
        self._growing = growing
        self.place = 0  # up to where it has come
        self.sha256 = ""  # in the end
        self.error: OSError | None = None

    def run(self) -> None:
        """Follow until the end, or until it is told to stop."""
        try:
            self._follow()
        except OSError as error:
            self.error = error

    def _follow(self) -> None:
        digest = hashlib.sha256()
        block = memoryview(bytearray(BLOCK_BYTES))
        with self._path.open("rb", buffering=0) as file:
            while self.place < self._size:
                end = self._growing.wait_beyond(self.place)
                if end < 0:
                    return
                count = file.readinto(block[: min(BLOCK_BYTES, end - self.place)])
                if not count:
                    raise OSError(None, "the file became shorter")
                digest.update(block[:count])
                self.place += count
        self.sha256 = digest.hexdigest()
