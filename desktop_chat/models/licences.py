"""Which licences the user accepted, kept as JSON."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
from msgspec import Struct

from desktop_chat.faults import FaultError
from desktop_chat.files import write_whole
from desktop_chat.models.catalog import Licence


class Acceptance(Struct, frozen=True):
    """One licence in one version, and when it was accepted, in seconds since 1970."""

    id: str
    version: str
    accepted_at: float


class _File(Struct, frozen=True):
    accepted: tuple[Acceptance, ...] = ()


class Acceptances:
    """The acceptances on disk, read at every call, so that the window and the terminal may share them."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def has(self, licence: Licence) -> bool:
        """Tell whether a licence was accepted in its present version; one that does not ask counts as such."""
        return not licence.needs_acceptance or any(_is_of(one, licence) for one in self._read())

    def accept(self, licence: Licence) -> None:
        """Remember that a licence was accepted now; raises `FaultError("licence_not_kept")`."""
        others = [one for one in self._read() if one.id != licence.id]
        accepted = Acceptance(licence.id, licence.version, time.time())
        content = msgspec.json.encode(_File((*others, accepted)))
        try:
            write_whole(self._file, msgspec.json.format(content, indent=2) + b"\n")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise FaultError("licence_not_kept", reason=reason) from error

    def _read(self) -> tuple[Acceptance, ...]:
        """Read the file; one that is damaged or cannot be read only means asking again."""
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_File).accepted
        except (OSError, ValueError):
            return ()


def _is_of(acceptance: Acceptance, licence: Licence) -> bool:
    return (acceptance.id, acceptance.version) == (licence.id, licence.version)
