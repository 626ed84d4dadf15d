"""The hub as the window sees it: calls in, signals out, all on the main thread."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop_chat.faults import Fault
from desktop_chat.models.hub.client import HubClient
from desktop_chat.models.hub.download import UNFINISHED, Download, DownloadRequest
from desktop_chat.models.hub.listing import HUB, SearchQuery
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
    HubEnded,
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
)

ENDING_SECONDS: Final = 3.0
"""How long the end of the app waits for the process; it ends by itself in any case."""


class HubService(QObject):
    """Searches the hub and downloads from it, in a process that runs only while it is needed.

    Calls that are answered give an id; the answer carries it.

    Signals:
        found: (id, tuple[RepositorySummary]).
        repository_shown: (id, Repository).
        header_read: (id, GgufHeader).
        token_known: (id, has a token, it outlives the app).
        releases_found: (id, tuple[Release]) the app's own.
        failed: (id, Fault) the call could not be answered; id 0: whatever was asked.
        downloads_changed: (tuple[Download]).
        download_progressed: (download id, Progress).
        downloaded: (Download) it is complete; told once.
        noticed: (Fault) of the queue as a whole.
    """

    found = Signal(int, object)
    repository_shown = Signal(int, object)
    header_read = Signal(int, object)
    token_known = Signal(int, bool, bool)
    releases_found = Signal(int, object)
    failed = Signal(int, object)
    downloads_changed = Signal(object)
    download_progressed = Signal(str, object)
    downloaded = Signal(object)
    noticed = Signal(object)

    _arrived = Signal(object)

    def __init__(
        self, configuration: Configure, *, log_file: Path | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._configuration = configuration
        self._downloads: tuple[Download, ...] = ()
        self._ids = count(1)
        self._arrived.connect(self._on_event, Qt.ConnectionType.QueuedConnection)
        self._client = HubClient(self._arrived.emit, configuration, log_file=log_file)

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The queue, as last told."""
        return self._downloads

    @property
    def is_offline(self) -> bool:
        """Whether the settings forbid every request."""
        return self._configuration.network.offline

    @property
    def endpoint(self) -> str:
        """The address of the hub, or of the mirror in the settings."""
        return self._configuration.network.endpoint or HUB

    @property
    def models_folder(self) -> str:
        """Where downloads are kept."""
        return self._configuration.models_folder

    def configure(self, configuration: Configure) -> None:
        """Use other settings from now on."""
        if configuration != self._configuration:
            self._configuration = configuration
            self._client.configure(configuration)

    def resume_downloads(self) -> None:
        """Start the process, which goes on with what the queue holds."""
        self._client.start()

    def search(self, query: SearchQuery) -> int:
        """Search for repositories; answered by `found` or `failed`. It gives up an older search."""
        return self._ask(lambda i: Search(i, query))

    def show_repository(self, repository: str) -> int:
        """List a repository's model files; answered by `repository_shown` or `failed`."""
        return self._ask(lambda i: ShowRepository(i, repository))

    def read_header(self, repository: str, revision: str, file: str) -> int:
        """Read the header of a file on the hub; answered by `header_read` or `failed`."""
        return self._ask(lambda i: ReadHeader(i, repository, revision, file))

    def set_token(self, token: str) -> int:
        """Keep the access token, or forget it (""); answered by `token_known` or `failed`."""
        return self._ask(lambda i: SetToken(i, token))

    def ask_token(self) -> int:
        """Ask whether there is an access token; answered by `token_known`."""
        return self._ask(AskToken)

    def look_for_releases(self, repository: str) -> int:
        """Fetch the list of the app's own releases; answered by `releases_found` or `failed`."""
        return self._ask(lambda i: LookForReleases(i, repository))

    def add(self, request: DownloadRequest) -> None:
        """Put a download at the end of the queue; one that is there already goes on."""
        self._client.send(AddDownload(request))

    def pause(self, download_id: str) -> None:
        """Stop a download for now."""
        self._client.send(PauseDownload(download_id))

    def resume(self, download_id: str) -> None:
        """Go on with a download."""
        self._client.send(ResumeDownload(download_id))

    def cancel(self, download_id: str) -> None:
        """Take a download off the queue; a complete one stays where it is."""
        self._client.send(CancelDownload(download_id))

    def move(self, download_id: str, place: int) -> None:
        """Put a download at another place in the queue."""
        self._client.send(MoveDownload(download_id, place))

    def close(self) -> None:
        """End the process and wait until it is gone; what is downloaded so far is kept."""
        self._client.close()
        self._client.wait(ENDING_SECONDS)

    def _ask(self, make: Callable[[int], Command]) -> int:
        command_id = next(self._ids)
        self._client.send(make(command_id))
        return command_id

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        match event:
            case Found(command_id, repositories):
                self.found.emit(command_id, repositories)
            case RepositoryShown(command_id, repository):
                self.repository_shown.emit(command_id, repository)
            case HeaderRead(command_id, header):
                self.header_read.emit(command_id, header)
            case TokenKept(command_id, has_token, is_lasting):
                self.token_known.emit(command_id, has_token, is_lasting)
            case ReleasesFound(command_id, releases):
                self.releases_found.emit(command_id, releases)
            case HubFailed(command_id, fault):
                self.failed.emit(command_id, fault)
            case DownloadsChanged(downloads, notice):
                self._on_downloads(downloads, notice)
            case DownloadProgress(download_id, progress):
                self.download_progressed.emit(download_id, progress)
            case HubEnded(fault) if fault is not None:
                self._on_stopped(fault)

    def _on_downloads(self, downloads: tuple[Download, ...], notice: Fault | None) -> None:
        before = {each.id for each in self._downloads if each.state == "done"}
        self._downloads = downloads
        self.downloads_changed.emit(downloads)
        for each in downloads:
            if each.state == "done" and each.id not in before:
                self.downloaded.emit(each)
        if notice is not None:
            self.noticed.emit(notice)

    def _on_stopped(self, fault: Fault) -> None:
        """Show that nothing goes on by itself any more: until the next command there is no process."""
        self.failed.emit(0, fault)
        self._downloads = tuple(
            replace(each, state="failed", fault=fault) if each.state in UNFINISHED else each
            for each in self._downloads
        )
        self.downloads_changed.emit(self._downloads)
