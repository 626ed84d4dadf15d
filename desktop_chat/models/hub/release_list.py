"""Fetches the list of the app's releases, as the settings of the network say, and only when asked to."""

from __future__ import annotations

from typing import Final

import httpx2

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.addresses import host_of, join_address
from desktop_chat.models.hub.errors import fault_of
from desktop_chat.models.hub.transport import TIMEOUT, HubTransport
from desktop_chat.settings import NetworkSettings
from desktop_chat.updates.releases import Release, read_releases
from desktop_chat.updates.source import list_address

MOST_BYTES: Final = 4 << 20
"""Of an answer, unpacked; fifty releases with long notes are half of that."""

_MOST_REDIRECTS: Final = 3
_HEADERS: Final = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
_TOLD_AS_THEY_ARE: Final = (
    "offline",
    "bad_address",
    "updates_no_address",
    "hub_unreachable",
    "hub_untrusted",
)
_REASONS: Final = {"hub_name_unknown": "its name was not found", "hub_stalled": "no answer"}


def fetch_releases(network: NetworkSettings, repository: str) -> tuple[Release, ...]:
    """Give the releases of a repository that can be downloaded, in the order of the server.

    Raises `FaultError`: offline, bad_address (of the proxy), updates_no_address, hub_unreachable, hub_untrusted,
    updates_failed.
    """
    url = httpx2.URL(list_address(repository))
    try:
        return read_releases(_fetch(network, url), repository)
    except FaultError:
        raise
    except Exception as error:  # whatever a stranger's answer leads to
        raise _failure(error, host_of(url)) from None


def _fetch(network: NetworkSettings, url: httpx2.URL) -> bytes:
    transport = HubTransport(network, url.join("/"), token="", api="")
    with httpx2.Client(transport=transport, timeout=TIMEOUT, trust_env=False) as client:
        target: httpx2.URL | None = url
        for _ in range(1 + _MOST_REDIRECTS):
            if target is None or target.origin != url.origin:
                break
            with client.stream("GET", target, headers=_HEADERS) as response:
                if not response.has_redirect_location:
                    response.raise_for_status()
                    return _bounded(response)
                target = join_address(target, response.headers["Location"])
    raise FaultError("updates_failed", host=host_of(url), reason="it leads elsewhere")


def _bounded(response: httpx2.Response) -> bytes:
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MOST_BYTES:
            raise FaultError("updates_failed", host=host_of(response.url), reason="its answer is too long")
    return bytes(content)


def _failure(error: Exception, host: str) -> FaultError:
    if isinstance(error, httpx2.HTTPStatusError):
        return FaultError("updates_failed", host=host, reason=str(error.response.status_code))
    fault = fault_of(error, host=host)
    if fault.code in _TOLD_AS_THEY_ARE:
        return FaultError(fault.code, **fault.values)
    reason = _REASONS.get(fault.code, "its answer is not a list of releases")
    return FaultError("updates_failed", host=host, reason=reason)
