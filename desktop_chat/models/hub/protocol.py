"""The messages between the app and its hub process: one JSON object a line, commands in, events out."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from desktop_chat.faults import Fault
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hub.download import Download, DownloadRequest, Progress
from desktop_chat.models.hub.listing import Repository, RepositorySummary, SearchQuery
from desktop_chat.settings import DownloadSettings, NetworkSettings
from desktop_chat.updates.releases import Release

# ---- commands: app → hub process


class Configure(Struct, frozen=True, tag="configure"):
    """The first command, and again whenever a value changes; answered by `DownloadsChanged`."""

    network: NetworkSettings
    downloads: DownloadSettings
    models_folder: str  # absolute
    downloads_file: str  # where the queue is kept


class Search(Struct, frozen=True, tag="search"):
    """Search the hub; answered by `Found` or `HubFailed`. A newer search gives up an older one."""

    id: int
    query: SearchQuery


class ShowRepository(Struct, frozen=True, tag="show_repository"):
    """List a repository's model files; answered by `RepositoryShown` or `HubFailed`."""

    id: int
    repository: str


class ReadHeader(Struct, frozen=True, tag="read_header"):
    """Read a model file's header without downloading it; answered by `HeaderRead` or `HubFailed`."""

    id: int
    repository: str
    revision: str
    file: str  # of a split model the first part


class SetToken(Struct, frozen=True, tag="set_token"):
    """Keep the access token in the system's keychain, or forget it ("") ; answered by `TokenKept` or `HubFailed`."""

    id: int
    token: str


class AskToken(Struct, frozen=True, tag="ask_token"):
    """Ask whether there is an access token; answered by `TokenKept`."""

    id: int


class LookForReleases(Struct, frozen=True, tag="look_for_releases"):
    """Fetch the list of the app's own releases; answered by `ReleasesFound` or `HubFailed`."""

    id: int
    repository: str  # its address


class AddDownload(Struct, frozen=True, tag="add_download"):
    """Put a download at the end of the queue; one that is there already is resumed."""

    request: DownloadRequest


class PauseDownload(Struct, frozen=True, tag="pause_download"):
    """Stop for now; what is downloaded is kept."""

    id: str


class ResumeDownload(Struct, frozen=True, tag="resume_download"):
    """Go on with one that is paused, waiting or failed."""

    id: str


class CancelDownload(Struct, frozen=True, tag="cancel_download"):
    """Take it off the queue; what is downloaded of an unfinished one is deleted."""

    id: str


class MoveDownload(Struct, frozen=True, tag="move_download"):
    """Put it at another place in the queue, 0 is the first."""

    id: str
    place: int


Command = (
    Configure
    | Search
    | ShowRepository
    | ReadHeader
    | SetToken
    | AskToken
    | LookForReleases
    | AddDownload
    | PauseDownload
    | ResumeDownload
    | CancelDownload
    | MoveDownload
)

# ---- events: hub process → app


class Found(Struct, frozen=True, tag="found"):
    """What a search found, in the order asked for."""

    id: int
    repositories: tuple[RepositorySummary, ...]


class RepositoryShown(Struct, frozen=True, tag="repository_shown"):
    """A repository's model files."""

    id: int
    repository: Repository


class HeaderRead(Struct, frozen=True, tag="header_read"):
    """The header of a file on the hub; its `path` is the file's name there."""

    id: int
    header: GgufHeader


class TokenKept(Struct, frozen=True, tag="token_kept"):
    """Whether there is an access token now, and whether it outlives the app."""

    id: int
    has_token: bool
    is_lasting: bool = True


class ReleasesFound(Struct, frozen=True, tag="releases_found"):
    """The app's releases, older ones too."""

    id: int
    releases: tuple[Release, ...]


class HubFailed(Struct, frozen=True, tag="hub_failed"):
    """A command could not be carried out."""

    id: int
    fault: Fault


class DownloadsChanged(Struct, frozen=True, tag="downloads_changed"):
    """The queue, whenever one of its entries changes its state."""

    downloads: tuple[Download, ...]
    notice: Fault | None = None  # such as downloads_damaged


class DownloadProgress(Struct, frozen=True, tag="download_progress"):
    """How far a download is; at most five times a second."""

    id: str
    progress: Progress


class HubEnded(Struct, frozen=True, tag="hub_ended"):
    """The process is gone. Never sent by it: the client tells it, once, as the last event."""

    fault: Fault | None  # None: it was asked to end


Event = (
    Found
    | RepositoryShown
    | HeaderRead
    | TokenKept
    | ReleasesFound
    | HubFailed
    | DownloadsChanged
    | DownloadProgress
    | HubEnded
)

_encoder = msgspec.json.Encoder()
_command_decoder: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)
_event_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(message: Command | Event) -> bytes:
    """Give a message as one line, its newline included."""
    return _encoder.encode(message) + b"\n"


def decode_command(line: bytes) -> Command:
    """Read one line the app sent; raises `ValueError` for what is no command."""
    return _command_decoder.decode(line)


def decode_event(line: bytes) -> Event:
    """Read one line a hub process sent; raises `ValueError` for what is no event."""
    return _event_decoder.decode(line)
