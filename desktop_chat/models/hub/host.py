"""The hub process: hears commands on its main thread, asks the hub and downloads on others."""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Final

from desktop_chat.child.inside import Events, become_child
from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub.download import Download, Progress
from desktop_chat.models.hub.downloads.queue import Downloads
from desktop_chat.models.hub.protocol import (
    AddDownload,
    AskToken,
    CancelDownload,
    Command,
    Configure,
    DownloadProgress,
    DownloadsChanged,
    Event,
    Found,
    HeaderRead,
    HubFailed,
    LookForReleases,
    MoveDownload,
    PauseDownload,
    ReadHeader,
    ReleasesFound,
    RepositoryShown,
    ResumeDownload,
    Search,
    SetToken,
    ShowRepository,
    TokenKept,
    decode_command,
    encode,
)
from desktop_chat.models.hub.session import HubSession
from desktop_chat.models.hub.token import TokenStore
from desktop_chat.settings import NetworkSettings

_WORKERS: Final = 4
_END_SECONDS: Final = 0.8  # the app kills a process that takes a second to end

Question = Search | ShowRepository | ReadHeader | SetToken | AskToken | LookForReleases
DownloadCommand = AddDownload | PauseDownload | ResumeDownload | CancelDownload | MoveDownload

_logger = logging.getLogger(__name__)


def main() -> int:
    """Run until standard input ends; never returns then, for no server is to be waited for."""
    events = become_child()
    _log_to_standard_error()
    HubHost(events).run(sys.stdin.buffer)
    return 0


class Sessions:
    """The way to the hub, as the settings and the token are now. It can be used from several threads."""

    def __init__(self, ask_token: Callable[[str], str]) -> None:
        self._ask_token = ask_token
        self._network = NetworkSettings(offline=True)
        self._session: HubSession | None = None
        self._lock = threading.Lock()

    def configure(self, network: NetworkSettings) -> None:
        """Use other settings; what goes another way is cut off."""
        with self._lock:
            if network == self._network:
                return
            self._network, session = network, self._session
            self._session = None
        if session is not None:
            session.close()

    @property
    def network(self) -> NetworkSettings:
        """The settings in use."""
        with self._lock:
            return self._network

    def forget(self) -> None:
        """Use another token from the next request on."""
        with self._lock:
            self._session = None

    def current(self) -> HubSession:
        """Give the session; raises `FaultError("bad_address")` where the settings name no hub."""
        with self._lock:
            if self._session is None:
                self._session = HubSession(self._network, ask_token=self._ask_token)
            return self._session


class HubHost:
    """The threads and what they share: the events' pipe, the session, the tokens and the downloads."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._tokens = TokenStore()
        self._sessions = Sessions(self._tokens.token)
        self._workers = ThreadPoolExecutor(_WORKERS, "hub-worker")
        self._token_worker = ThreadPoolExecutor(1, "hub-token")  # one after the other, as they came
        self._newest_search = 0
        self._downloads: Downloads | None = None
        self._queue: tuple[Download, ...] = ()  # as last told

    def run(self, commands: BinaryIO) -> None:
        """Carry out commands until there are no more; ends the process."""
        for line in commands:
            self._hear(line)
        threading.Timer(_END_SECONDS, os._exit, (0,)).start()
        if self._downloads is not None:
            self._downloads.close()
        os._exit(0)

    # ---- the main thread

    def _hear(self, line: bytes) -> None:
        try:
            command = decode_command(line)
        except ValueError:
            _logger.warning("A line of %d bytes is no command", len(line))  # its words may be a token
            return
        try:
            self._carry_out(command)
        except Exception as error:  # one command that fails must not take the downloads with it
            _log_place(error)

    def _carry_out(self, command: Command) -> None:
        match command:
            case Configure():
                self._configure(command)
            case Search():
                self._newest_search = command.id
                threading.Thread(target=self._answer, args=(command,), name="hub-search", daemon=True).start()
            case ShowRepository() | ReadHeader() | LookForReleases():
                self._workers.submit(self._answer, command)
            case SetToken() | AskToken():
                self._token_worker.submit(self._answer, command)
            case _ if self._downloads is not None:
                _carry_out_download(self._downloads, command)

    def _configure(self, command: Configure) -> None:
        self._sessions.configure(command.network)
        folder = Path(command.models_folder)
        if self._downloads is not None:
            self._downloads.configure(command.downloads, folder)
            self._emit(DownloadsChanged(self._queue))
            return
        self._downloads = Downloads(
            self._sessions.current,
            command.downloads,
            folder,
            Path(command.downloads_file),
            self._tell_downloads,
            self._tell_progress,
        )
        self._downloads.start()

    # ---- the other threads

    def _answer(self, command: Question) -> None:
        try:
            event = self._look_up(command)
        except FaultError as error:
            event = HubFailed(command.id, error.fault)
        except Exception as error:
            _log_place(error)
            event = HubFailed(command.id, Fault("hub_stopped"))
        if not (isinstance(command, Search) and command.id != self._newest_search):
            self._emit(event)

    def _look_up(self, command: Question) -> Event:
        if isinstance(command, LookForReleases):
            from desktop_chat.models.hub.release_list import fetch_releases  # noqa: PLC0415  hardly ever needed

            return ReleasesFound(command.id, fetch_releases(self._sessions.network, command.repository))
        session = self._sessions.current()
        match command:
            case SetToken(id=number, token=token):
                return self._keep_token(session, number, token)
            case AskToken(id=number):
                has_token = bool(self._tokens.token(session.host))
                return TokenKept(number, has_token, self._tokens.is_lasting(session.host))
            case ReadHeader(id=number, repository=name, revision=revision, file=file):
                from desktop_chat.models.hub.remote_file import read_remote_header  # noqa: PLC0415  as below

                return HeaderRead(number, read_remote_header(session, name, revision, file))
        # Its import takes half a second, which downloads need not wait for.
        from desktop_chat.models.hub.search import repository, search  # noqa: PLC0415

        if isinstance(command, Search):
            return Found(command.id, search(session, command.query))
        return RepositoryShown(command.id, repository(session, command.repository))

    def _keep_token(self, session: HubSession, number: int, token: str) -> Event:
        try:
            is_lasting = self._tokens.keep(session.host, token)
        finally:
            self._sessions.forget()
        return TokenKept(number, bool(token.strip()), is_lasting)

    def _tell_downloads(self, downloads: tuple[Download, ...], notice: Fault | None) -> None:
        self._queue = downloads
        self._emit(DownloadsChanged(downloads, notice))

    def _tell_progress(self, download_id: str, progress: Progress) -> None:
        self._emit(DownloadProgress(download_id, progress))

    def _emit(self, event: Event) -> None:
        self._events.send(encode(event))


def _carry_out_download(downloads: Downloads, command: Command) -> None:
    match command:
        case AddDownload(request=request):
            downloads.add(request)
        case PauseDownload(id=one):
            downloads.pause(one)
        case ResumeDownload(id=one):
            downloads.resume(one)
        case CancelDownload(id=one):
            downloads.cancel(one)
        case MoveDownload(id=one, place=place):
            downloads.move(one, place)


# ---- the log


def _log_to_standard_error() -> None:
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s",
    )
    threading.excepthook = lambda failed: _log_place(failed.exc_value) if failed.exc_value else None


def _log_place(error: BaseException) -> None:
    """Log where an error came from without its words: they may be a signed address."""
    place = "".join(traceback.format_tb(error.__traceback__))
    _logger.error("%s\n%s", type(error).__name__, place)
