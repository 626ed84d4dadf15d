"""When updates were looked for last, and which version the user does not want."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.files import write_whole

DAY_SECONDS: Final = 24 * 3600.0

_log = logging.getLogger(__name__)


class UpdateState(Struct, frozen=True, omit_defaults=True):
    """What is remembered; times are in seconds since 1970."""

    looked_at: float = 0.0
    skipped: str = ""  # this version is not told of by itself

    def is_due(self, now: float) -> bool:
        """Whether a day has gone by; also where the clock went back."""
        return not 0 <= now - self.looked_at < DAY_SECONDS


class UpdateStateFile:
    """Reads and writes it. A file that cannot be read says nothing; one that cannot be written is logged."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> UpdateState:
        """Give what is remembered."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=UpdateState)
        except (OSError, ValueError):
            return UpdateState()

    def note_looked(self, now: float) -> None:
        """Remember that updates were looked for now."""
        self._write(replace(self.read(), looked_at=now))

    def skip(self, version: str) -> None:
        """Remember that a version is not wanted."""
        self._write(replace(self.read(), skipped=version))

    def _write(self, state: UpdateState) -> None:
        try:
            write_whole(self._path, msgspec.json.encode(state))
        except OSError as error:
            _log.warning("what is known of updates was not kept: %s", error.strerror)
