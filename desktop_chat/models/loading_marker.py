"""Remembers on disk which model is being loaded, so that a crash while loading is known at the next start."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from desktop_chat.files import write_whole
from desktop_chat.portable import found, kept

_log = logging.getLogger(__name__)


class LoadingMarker:
    """A file that holds the path of the model being loaded, and is there only as long as the load takes.

    A disk that cannot be written to is no reason not to load: it is logged, and nothing is raised.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def set(self, model: Path) -> None:
        """Say that this model is being loaded."""
        try:
            write_whole(self._file, os.fsencode(kept(str(model))))
        except OSError as error:
            _log.warning("the loading marker was not written: %s", error.strerror)

    def clear(self) -> None:
        """Say that no model is being loaded."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("the loading marker was not removed: %s", error.strerror)

    def read(self) -> Path | None:
        """Give the model whose load never ended; at a start that is the one that crashed the last time."""
        try:
            content = self._file.read_bytes()
        except OSError:
            return None
        return Path(found(os.fsdecode(content))) if content and b"\0" not in content else None
