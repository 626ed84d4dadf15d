"""The app's side of the hub process: starts it when it is needed, talks to it, and tells how it ended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop_chat.child.lines import Child
from desktop_chat.faults import Fault
from desktop_chat.models.hub.protocol import (
    Command,
    Configure,
    Event,
    HubEnded,
    HubFailed,
    LookForReleases,
    ReadHeader,
    Search,
    SetToken,
    ShowRepository,
    TokenKept,
    decode_event,
    encode,
)

_OF_THE_NETWORK: Final = Search | ShowRepository | ReadHeader | LookForReleases

_logger = logging.getLogger(__name__)


class HubClient:
    """The hub process, which runs only while it is needed.

    Every method may be called from any thread and none but `wait` ever blocks. `on_event` is called on a
    thread of the client, and where the app is set to stay offline on the caller's.
    """

    def __init__(
        self, on_event: Callable[[Event], None], configuration: Configure, *, log_file: Path | None
    ) -> None:
        self._on_event = on_event
        self._log_file = log_file
        self._lock = threading.Lock()
        self._configuration = configuration
        self._unkept_token: SetToken | None = None  # one the keychain did not take: the next process needs it
        self._child: Child | None = None
        self._is_closed = False

    def configure(self, configuration: Configure) -> None:
        """Use other settings from now on; a process that runs is told them."""
        with self._lock:
            self._configuration = configuration
            if self._child is not None:
                self._child.send(encode(configuration))

    def start(self) -> None:
        """Start the process, unless it runs: it goes on with the queue of downloads."""
        with self._lock:
            self._running_child()

    def send(self, command: Command) -> None:
        """Send a command, starting the process where it does not run.

        While the app is set to stay offline, what would need the hub is answered with that fault at once.
        """
        if self._configuration.network.offline and isinstance(command, _OF_THE_NETWORK):
            self._tell(HubFailed(command.id, Fault("offline")))
            return
        with self._lock:
            child = self._running_child()
            if isinstance(command, SetToken):
                self._unkept_token = command if command.token else None
        if child is not None:
            child.send(encode(command))

    def close(self) -> None:
        """End the process for good; `HubEnded` follows where it runs."""
        with self._lock:
            self._is_closed = True
            child = self._child
        if child is not None:
            child.end()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait up to `timeout` seconds until no process runs; give whether none does."""
        child = self._child
        return child is None or child.wait(timeout)

    @property
    def pid(self) -> int | None:
        """The id of the process that runs."""
        child = self._child
        return child.pid if child else None

    def _running_child(self) -> Child | None:
        """Give the child, starting one where none runs; None after `close`."""
        if self._child is None and not self._is_closed:
            child = self._child = Child(
                "hub",
                on_line=self._read,
                on_end=lambda exit_code: self._forget(child, exit_code),
                log_file=self._log_file,
            )
            child.send(encode(self._configuration))
            if self._unkept_token is not None:
                child.send(encode(self._unkept_token))
            child.start()
        return self._child

    def _read(self, line: bytes) -> None:
        try:
            event = decode_event(line)
        except ValueError:
            event = None
        if event is None or isinstance(event, HubEnded):
            _logger.warning("The hub process sent %d bytes that are no event", len(line))
            return
        self._note_token(event)
        self._tell(event)

    def _note_token(self, event: Event) -> None:
        """Forget the token once it need not be told again."""
        with self._lock:
            match event, self._unkept_token:
                case TokenKept(id=answered, is_lasting=True), SetToken(id=asked) if answered == asked:
                    self._unkept_token = None
                case HubFailed(id=answered, fault=Fault(code="hub_token_wrong")), SetToken(id=asked) if (
                    answered == asked
                ):
                    self._unkept_token = None

    def _forget(self, child: Child, exit_code: int | None) -> None:
        with self._lock:
            self._child = None
        fault = None if child.is_ending else Fault("hub_stopped")
        if fault is not None:
            _logger.error("The hub process ended with exit code %s", exit_code)
        self._tell(HubEnded(fault))

    def _tell(self, event: Event) -> None:
        try:
            self._on_event(event)
        except Exception:
            _logger.exception("An event of the hub was not handled: %s", type(event).__name__)
