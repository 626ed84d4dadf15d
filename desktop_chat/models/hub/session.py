"""A way to the hub as the settings say: the client, the hub's address, and where its files lie."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import Final

import httpx2
from huggingface_hub.errors import HFValidationError
from huggingface_hub.file_download import HfFileMetadata, get_hf_file_metadata, hf_hub_url
from msgspec import Struct

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.addresses import host_of, read_address, without_password
from desktop_chat.models.hub.errors import fault_of, retry_after
from desktop_chat.models.hub.huggingface import GivenUpError, asking_through
from desktop_chat.models.hub.listing import HUB
from desktop_chat.models.hub.transport import TIMEOUT, HubTransport
from desktop_chat.settings import NetworkSettings

__all__ = ["HubSession", "Location", "check_name", "fault_of", "is_token", "retry_after"]

_MAX_REDIRECTS: Final = 5
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_CONTENT_RANGE: Final = re.compile(r"bytes 0-0/(\d{1,18})")
_TOKEN: Final = re.compile(r"[!-~]{0,512}")

_logger = logging.getLogger(__name__)


class Location(Struct, frozen=True):
    """Where a file of a repository can be fetched from; its size is in bytes."""

    url: str  # may be signed: it can expire within minutes, and belongs in no log
    size: int
    etag: str
    sha256: str  # "": the hub does not tell
    revision: str  # the commit; "": the hub does not tell


class HubSession:
    """A way to the hub. It can be used from several threads; closed, it is used up.

    `ask_token` gives the token of a host once the hub wants one, so that a keychain is left alone till then.

    Raises `FaultError`: bad_address for an endpoint or a proxy that is none, hub_token_wrong for a token that
    cannot be one.
    """

    def __init__(
        self,
        network: NetworkSettings,
        token: str = "",
        *,
        ask_token: Callable[[str], str] | None = None,
    ) -> None:
        if not is_token(token):
            raise FaultError("hub_token_wrong")
        address = _checked_endpoint(network.endpoint)
        self.endpoint = str(address).rstrip("/")
        self.host = host_of(address)
        ask = partial(_token_or_none, ask_token, self.host) if ask_token else None
        self._transport = HubTransport(network, address, token, ask)
        self.client = httpx2.Client(
            transport=self._transport,
            timeout=TIMEOUT,
            follow_redirects=True,
            max_redirects=_MAX_REDIRECTS,
            trust_env=False,
        )

    def close(self) -> None:
        """Cut off what is being asked for and downloaded, in whatever thread; requests fail from now on."""
        self._transport.close()

    @contextmanager
    def asking(self, repository: str = "", name: str = "") -> Iterator[None]:
        """Let huggingface_hub ask through this session; everything that goes wrong is a `FaultError`.

        `repository` and `name` are what is asked for, for the sentence.
        """
        try:
            with asking_through(self._transport):
                yield
        except FaultError:
            raise
        except HFValidationError:
            raise FaultError("hub_missing", repository=repository) from None
        except Exception as error:
            cause = error.__cause__ if isinstance(error, GivenUpError) and error.__cause__ else error
            fault = fault_of(cause, host=self.host, repository=repository, name=name)
            raise FaultError(fault.code, **fault.values) from None  # the error may name a signed address

    def locate(self, repository: str, revision: str, file: str) -> Location:
        """Ask where a file can be fetched from.

        Raises `FaultError`: offline, hub_name_unsafe, and what `fault_of` tells.
        """
        check_name(file)
        with self.asking(repository, file):
            url = hf_hub_url(repository, file, revision=revision or None, endpoint=self.endpoint)
            seconds = TIMEOUT.read
            found = get_hf_file_metadata(url, token=False, timeout=seconds, endpoint=self.endpoint)
            size = self._probed_size(found.location) if found.size is None else found.size
        if size < 0:
            raise FaultError("hub_nonsense", host=self.host)
        return _location(found, size)

    def _probed_size(self, url: str) -> int:
        """Ask the file's own server for its size: some mirrors do not tell it."""
        with self.client.stream("GET", url, headers={"Range": "bytes=0-0"}) as response:
            response.raise_for_status()
            match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if response.status_code == 206 and match:
                return int(match[1])
            return int(response.headers["Content-Length"])


def is_token(text: str) -> bool:
    """Whether a text can be sent as an access token."""
    return _TOKEN.fullmatch(text) is not None


def check_name(file: str) -> None:
    """Refuse a name that would lead out of its folder; raises `FaultError("hub_name_unsafe")`."""
    parts = file.split("/")
    is_safe = (
        file.isprintable()
        and "\\" not in file
        and not PurePosixPath(file).is_absolute()
        and not {"", ".", ".."} & set(parts)
    )
    if not is_safe:
        raise FaultError("hub_name_unsafe", name=file)


def _token_or_none(ask: Callable[[str], str], host: str) -> str:
    """Ask for a token; without one the hub's refusal says what to do."""
    try:
        return ask(host)
    except FaultError as error:
        _logger.info("There is no token: %s", error.fault.code)
        return ""


def _location(found: HfFileMetadata, size: int) -> Location:
    etag = found.etag or ""
    return Location(
        url=found.location,
        size=size,
        etag=etag,
        sha256=etag if _SHA256.fullmatch(etag) else "",
        revision=found.commit_hash or "",
    )


def _checked_endpoint(address: str) -> httpx2.URL:
    url = read_address(address.strip().rstrip("/") or HUB)
    if url is None or url.userinfo or url.query or url.fragment:
        raise FaultError("bad_address", address=without_password(address), example=HUB)
    return url
