"""Where the bytes of one file come from: its address, which may expire, and which version it is."""

from __future__ import annotations

import threading
from typing import Final

import httpx2

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.downloads.journal import Identity
from desktop_chat.models.hub.listing import HubFile
from desktop_chat.models.hub.session import HubSession, Location, fault_of

_EXPIRED: Final = frozenset({400, 401, 403, 404, 410, 416})
"""What content servers say of an address that is not valid any more."""

_MOST_RENEWALS: Final = 2  # without a byte


class ChangedError(Exception):
    """The file is another one on the hub now."""


class Source:
    """One file of a repository. Used from several threads.

    Raises `FaultError` as `HubSession.locate` does.
    """

    def __init__(self, session: HubSession, repository: str, revision: str, file: HubFile) -> None:
        self.session = session
        self.repository = repository
        self.name = file.name
        self._revision = revision
        self._told_sha256 = file.sha256
        self._lock = threading.Lock()
        self._renewals = 0
        self._location = session.locate(repository, revision, file.name)

    @property
    def location(self) -> Location:
        """Where it is now."""
        with self._lock:
            return self._location

    @property
    def identity(self) -> Identity:
        """Which version it is."""
        location = self._location
        return Identity(location.size, location.etag, location.sha256 or self._told_sha256)

    def renew(self, used: Location, response: httpx2.Response) -> None:
        """Ask for a new address after `used` was refused; another thread may have done so already.

        Raises `FaultError` when that does not help, and `ChangedError`.
        """
        with self._lock:
            if used is not self._location:
                return
            self._renewals += 1
            if response.status_code not in _EXPIRED or self._renewals > _MOST_RENEWALS:
                raise self.refusal(response)
            new = self.session.locate(self.repository, self._revision, self.name)
            told = Identity(new.size, new.etag, new.sha256 or self._told_sha256)
            if not told.is_same(self.identity):
                raise ChangedError
            self._location = new

    def has_answered(self) -> None:
        """Tell that the address works."""
        self._renewals = 0

    def refusal(self, response: httpx2.Response) -> FaultError:
        """Give the fault of an answer with an error status."""
        if response.status_code == 416:  # the hub's size is beyond its own end
            return FaultError("download_wrong_size", name=self.name.rpartition("/")[2])
        return self.failure(httpx2.HTTPStatusError("", request=response.request, response=response))

    def failure(self, error: Exception) -> FaultError:
        """Give the fault of what went wrong on the way to the bytes."""
        fault = fault_of(error, host=self.session.host, repository=self.repository, name=self.name)
        return FaultError(fault.code, **fault.values)
