"""Keychains of the tests' own: one that is safe, one that is not."""

from __future__ import annotations

from typing import ClassVar

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class MemoryKeychain(KeyringBackend):
    """A keychain as the system's are, in memory; `error` is raised by whatever is asked of it."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def _open(self) -> dict[tuple[str, str], str]:
        if self.error:
            raise self.error
        return self.kept

    def get_password(self, service: str, username: str) -> str | None:
        return self._open().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._open()[service, username]


class LockedKeychain(MemoryKeychain):
    """A keychain the user does not unlock."""

    def __init__(self) -> None:
        super().__init__()
        self.error = KeyringLocked("Failed to unlock the collection!")


class PlainKeychain(KeyringBackend):
    """A keychain that keyring does not recommend, as one that writes plain files."""

    priority = 0.5  # type: ignore[assignment]
    kept: ClassVar[dict[str, str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]
