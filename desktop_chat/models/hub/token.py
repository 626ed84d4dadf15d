"""The access token for gated models: in the system's keychain, never in a file of the app or a log."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.core import recommended
from keyring.errors import InitError, KeyringLocked

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.session import is_token

SERVICE: Final = "desktop-chat"
"""What the keychain lists the token under; the account is the hub's host."""

_REASONS: Final[dict[type[BaseException], str]] = {
    KeyringLocked: "it is locked",
    InitError: "it could not be opened",
}


class TokenStore:
    """The tokens of hubs, by their host. It can be used from several threads.

    Without a keychain that is safe, a token is kept for this process alone.
    """

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._unkept: set[str] = set()  # hosts of tokens the keychain does not have
        self._lock = threading.Lock()

    def token(self, host: str) -> str:
        """Give the token, "" where there is none.

        It may wait for the user to unlock the keychain. Raises `FaultError("keychain_closed")`.
        """
        with self._lock:
            if host in self._own:
                return self._own[host]
        with _kept_safe():
            backend = _safe_backend()
            found = backend.get_password(SERVICE, host) if backend else None
        return found if found and is_token(found) else ""

    def keep(self, host: str, token: str) -> bool:
        """Keep a token, or forget it (""); give whether that outlives this process.

        Raises `FaultError`: hub_token_wrong for what cannot be one, keychain_closed; this process uses a
        token the keychain did not take all the same.
        """
        token = token.strip()
        if not is_token(token):
            raise FaultError("hub_token_wrong")
        with self._lock:
            self._own[host] = token
            self._unkept.add(host)
        with _kept_safe():
            backend = _safe_backend()
            if backend is not None:
                _put(backend, host, token)
                self._unkept.discard(host)
        return self.is_lasting(host)

    def is_lasting(self, host: str) -> bool:
        """Whether the token of a host outlives this process."""
        return host not in self._unkept


def _put(backend: KeyringBackend, host: str, token: str) -> None:
    if token:
        backend.set_password(SERVICE, host, token)
    elif backend.get_password(SERVICE, host) is not None:
        backend.delete_password(SERVICE, host)


def _safe_backend() -> KeyringBackend | None:
    """Give the system's keychain.

    keyring recommends those of the systems; what it does not recommend keeps passwords in plain files or not
    at all.
    """
    backend = keyring.get_keyring()
    backends = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    return next((one for one in backends if recommended(one)), None)


@contextmanager
def _kept_safe() -> Iterator[None]:
    """Make a fault of whatever a keychain raises, which is anything, without its words: they may be secret."""
    try:
        yield
    except Exception as error:
        reason = _REASONS.get(type(error), type(error).__name__)
        raise FaultError("keychain_closed", reason=reason) from None
