"""What every request to the hub goes through: the offline switch, the token, redirects, proxies, certificates."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from typing import Final

import httpx2
import truststore

from desktop_chat import __version__
from desktop_chat.faults import FaultError
from desktop_chat.models.hub.addresses import is_loopback, join_address
from desktop_chat.models.hub.answers import BoundedStream
from desktop_chat.models.hub.in_flight import InFlight
from desktop_chat.models.hub.proxies import checked_proxy, system_proxy
from desktop_chat.settings import NetworkSettings

TIMEOUT: Final = httpx2.Timeout(30.0, connect=10.0)
"""Seconds without a byte after which a server counts as stalled; 10 for the connection."""

_LIMITS: Final = httpx2.Limits(
    max_connections=80,  # eight downloads of eight connections, and searches beside them
    max_keepalive_connections=64,
    keepalive_expiry=20.0,
)
_USER_AGENT: Final = f"desktop-chat/{__version__}"


class HubTransport(httpx2.BaseTransport):
    """Sends requests as the settings say. It can be used from several threads.

    It adds the token, which `ask_token` gives when the hub wants one, to requests for the hub's own address
    and takes any other authorization away; keeps no cookies; refuses to follow from https to http; bounds
    the answers of the hub's API, which is what lies below the path `api` there.
    Raises `FaultError("bad_address")` for a proxy that is none.
    """

    def __init__(
        self,
        settings: NetworkSettings,
        endpoint: httpx2.URL,
        token: str,
        ask_token: Callable[[], str] | None = None,
        *,
        api: str = "api/",
    ) -> None:
        self._api = api
        self._is_offline = settings.offline
        self._proxy = checked_proxy(settings.proxy)
        self._endpoint = endpoint
        self._token = token
        self._ask_token = None if token else ask_token
        self._token_lock = threading.Lock()
        self._ways: dict[str, httpx2.HTTPTransport] = {}  # by proxy
        self._lock = threading.Lock()
        self._in_flight = InFlight(self._close_connections)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; raises `FaultError("offline")` and httpx2's errors."""
        if self._is_offline:
            raise FaultError("offline")
        is_api = self._is_hub(request.url) and request.url.path.startswith(self._base_path + self._api)
        self._prepare(request, is_api=is_api)
        response = self._send(request)
        if response.status_code in (401, 403) and self._has_token_now(request):
            response.close()
            self._prepare(request, is_api=is_api)
            response = self._send(request)
        try:
            _check_redirect(request, response)
            return _checked(request, response, is_bounded=is_api or response.status_code not in (200, 206))
        except httpx2.HTTPError:
            response.close()
            raise

    def close(self) -> None:
        """Cut off what is being read, and close all connections."""
        self._in_flight.cut()

    def _close_connections(self) -> None:
        with self._lock:
            for way in self._ways.values():
                way.close()

    @property
    def _base_path(self) -> str:
        return self._endpoint.path.rstrip("/") + "/"

    def _is_hub(self, url: httpx2.URL) -> bool:
        return url.origin == self._endpoint.origin

    def _prepare(self, request: httpx2.Request, *, is_api: bool) -> None:
        headers = request.headers
        headers["User-Agent"] = _USER_AGENT
        headers["Accept-Encoding"] = "gzip" if is_api else "identity"
        for name in ("Authorization", "Cookie"):
            headers.pop(name, None)
        if self._token and self._is_hub(request.url) and _is_private(request.url):
            headers["Authorization"] = f"Bearer {self._token}"

    def _has_token_now(self, request: httpx2.Request) -> bool:
        """Ask for a token where the hub refuses a request without one; give whether to send it again.

        Only then, and only once: the keychain may ask the user to unlock it.
        """
        if not self._is_hub(request.url) or "Authorization" in request.headers:
            return False
        with self._token_lock:
            if self._ask_token is not None:
                ask, self._ask_token = self._ask_token, None
                self._token = ask()
        return bool(self._token)

    def _send(self, request: httpx2.Request) -> httpx2.Response:
        proxy = self._proxy or system_proxy(request.url)
        if self._in_flight.is_cut:
            raise httpx2.ReadError("The session is closed", request=request)
        try:
            response = self._way(proxy).handle_request(request)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            if proxy and not isinstance(error.__cause__ and error.__cause__.__cause__, ssl.SSLError):
                raise httpx2.ProxyError("it cannot be reached") from error
            raise
        self._in_flight.follow(response)
        return response

    def _way(self, proxy: str) -> httpx2.HTTPTransport:
        with self._lock:
            if proxy not in self._ways:
                certificates = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                self._ways[proxy] = httpx2.HTTPTransport(
                    verify=certificates, trust_env=False, limits=_LIMITS, proxy=proxy or None
                )
            return self._ways[proxy]


def _is_private(url: httpx2.URL) -> bool:
    """Whether nobody on the way can read a request."""
    return url.scheme == "https" or is_loopback(url.host)


def _check_redirect(request: httpx2.Request, response: httpx2.Response) -> None:
    if not response.has_redirect_location:
        return
    target = join_address(request.url, response.headers["Location"])
    if target is None or (request.url.scheme, target.scheme) == ("https", "http"):
        raise httpx2.RemoteProtocolError("A redirect that is not safe", request=request)


def _checked(request: httpx2.Request, response: httpx2.Response, *, is_bounded: bool) -> httpx2.Response:
    """Give a response, its body bounded and unpacked where it is not a file's."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in (("identity", "gzip") if is_bounded else ("identity",)):
        raise httpx2.DecodingError(f"An answer packed as {packing[:20]}", request=request)
    if not is_bounded:
        return response
    response.request = request
    return httpx2.Response(
        status_code=response.status_code,
        headers=[
            (name, value) for name, value in response.headers.raw if name.lower() != b"content-encoding"
        ],
        stream=BoundedStream(response, is_packed=packing == "gzip"),
        extensions=response.extensions,
    )
