"""Turns what goes wrong on the way to the hub into a fault with a sentence for people."""

from __future__ import annotations

import math
import re
import socket
import ssl
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import httpx2

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub.addresses import host_of

LONGEST_WAIT: Final = 3600.0
"""Seconds: however long a server asks to wait, it is asked again after this."""

_USUAL_WAIT: Final = 60.0
_NO_CREDENTIALS: Final = "invalid credentials"  # begins what the hub says of a token it does not know
_RATE_LIMIT: Final = re.compile(r"r\s*=\s*0\s*;\s*t\s*=\s*(?P<seconds>\d{1,9})")  # the hub: "api";r=0;t=55
_CUT: Final = ("disconnected", "closed connection")  # in what h11 says of a connection that ended too early
_CUT_REASON: Final = "the connection was cut"


def fault_of(error: BaseException, *, host: str, repository: str = "", name: str = "") -> Fault:
    """Say what an error of httpx2, huggingface_hub or the system means.

    `host` stands in the sentence, unless the error is known to be another host's; `repository` and `name`
    are what was asked for.
    """
    if isinstance(error, FaultError):
        return error.fault
    host = _host_asked(error) or host
    response = getattr(error, "response", None)
    if isinstance(response, httpx2.Response):
        return status_fault(response, host=host, repository=repository, name=name)
    if isinstance(error, httpx2.TransportError | OSError):
        return _connection_fault(error, host)
    return Fault("hub_nonsense", {"host": host})


def status_fault(response: httpx2.Response, *, host: str, repository: str = "", name: str = "") -> Fault:
    """Say what an answer with an error status means. Its headers are enough: the body is not read."""
    status = response.status_code
    fault = Fault("hub_nonsense", {"host": host})
    if status in (401, 403):
        fault = _refusal(response, repository, host)
    elif status in (404, 410):
        fault = _missing(response, repository, name, host)
    elif status == 407:
        fault = _unreachable(host, "the proxy asks for a password")
    elif status == 408:
        fault = Fault("hub_stalled", {"host": host})
    elif status == 416 and name:
        fault = Fault("hub_file_changed", {"name": name})
    elif status == 429:
        fault = _busy(response, host)
    elif status >= 500:
        fault = Fault("hub_broken", {"host": host, "status": _status_text(status)})
    return fault


def _busy(response: httpx2.Response, host: str) -> Fault:
    seconds = retry_after(response)
    wait = _USUAL_WAIT if seconds is None else seconds
    return Fault("hub_busy", {"host": host, "seconds": str(max(1, math.ceil(wait)))})


def retry_after(response: httpx2.Response) -> float | None:
    """Give the seconds the server asks to wait, at most `LONGEST_WAIT`; None where it does not say."""
    seconds = _retry_after(response.headers.get("Retry-After", "").strip(), response)
    limit = _RATE_LIMIT.search(response.headers.get("RateLimit", ""))
    if seconds is None and limit:
        seconds = float(limit["seconds"])
    return None if seconds is None else min(max(seconds, 0.0), LONGEST_WAIT)


def _retry_after(value: str, response: httpx2.Response) -> float | None:
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return until - _server_time(response)


def _server_time(response: httpx2.Response) -> float:
    """Give the server's own time where it tells: this PC's clock may be wrong."""
    try:
        return parsedate_to_datetime(response.headers["Date"]).timestamp()
    except (KeyError, ValueError, TypeError, OverflowError):
        return time.time()


def _refusal(response: httpx2.Response, repository: str, host: str) -> Fault:
    code = response.headers.get("X-Error-Code", "")
    message = response.headers.get("X-Error-Message", "").lower()
    if response.status_code == 401 and message.startswith(_NO_CREDENTIALS):
        return Fault("hub_token_wrong")
    if code == "RepoNotFound":
        return Fault("hub_missing", {"repository": repository or host})
    if response.status_code == 403:
        return Fault("hub_no_access", {"repository": repository or host})
    sent_token = response.request.headers.get("Authorization") is not None
    if sent_token and code != "GatedRepo":
        return Fault("hub_token_wrong")
    return Fault("hub_gated", {"repository": repository or host})


def _missing(response: httpx2.Response, repository: str, name: str, host: str) -> Fault:
    code = response.headers.get("X-Error-Code", "")
    if repository and name and code != "RepoNotFound":
        return Fault("hub_file_missing", {"repository": repository, "name": name})
    if repository:
        return Fault("hub_missing", {"repository": repository})
    return Fault("hub_nonsense", {"host": host})


def _status_text(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


# ---- the connection


def _connection_fault(error: httpx2.TransportError | OSError, host: str) -> Fault:
    fault = Fault("hub_nonsense", {"host": host})
    match error:
        case httpx2.ConnectTimeout():
            fault = _unreachable(host, "no answer")
        case httpx2.TimeoutException() | TimeoutError():
            fault = Fault("hub_stalled", {"host": host})
        case httpx2.ProxyError():
            fault = _unreachable(host, f"the proxy does not let the app through: {error}"[:200])
        case httpx2.NetworkError() | OSError():
            fault = _network_fault(error, host)
        case httpx2.RemoteProtocolError() if any(words in str(error) for words in _CUT):
            fault = _unreachable(host, _CUT_REASON)
    return fault


def _network_fault(error: httpx2.NetworkError | OSError, host: str) -> Fault:
    causes = [*_causes(error)]
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Fault("hub_untrusted", {"host": host, "reason": cause.verify_message or str(cause)})
        if isinstance(cause, ssl.SSLError) and isinstance(error, httpx2.ConnectError):
            reason = (cause.reason or "no secure connection").replace("_", " ").lower()
            return Fault("hub_untrusted", {"host": host, "reason": reason})
        if isinstance(cause, socket.gaierror):
            return Fault("hub_name_unknown", {"host": host})
    said = (cause.strerror for cause in causes if isinstance(cause, OSError) and cause.strerror)
    return _unreachable(host, next(said, _CUT_REASON))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error and what led to it."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _unreachable(host: str, reason: str) -> Fault:
    return Fault("hub_unreachable", {"host": host, "reason": reason})


def _host_asked(error: BaseException) -> str:
    """Give the host a request went to, which is a CDN's after a redirect; empty where it is not known."""
    if not isinstance(error, httpx2.HTTPError):
        return ""
    try:
        return host_of(error.request.url)
    except RuntimeError:  # it never had a request
        return ""
