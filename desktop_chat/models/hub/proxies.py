"""Which proxy a request goes through: the one in the settings, else the system's."""

from __future__ import annotations

from urllib.request import getproxies, proxy_bypass

import httpx2

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.addresses import is_loopback, read_address, without_password


def checked_proxy(address: str) -> str:
    """Give the proxy of the settings; "" stands for the system's. Raises `FaultError("bad_address")`."""
    if not address:
        return ""
    url = read_address(address if "://" in address else f"http://{address}")
    if url is None:
        raise FaultError("bad_address", address=without_password(address), example="http://10.0.0.1:8080")
    return str(url)


def system_proxy(url: httpx2.URL) -> str:
    """Give the proxy the system wants for an address, "" for none; it may be another one the next time.

    From the environment, on Windows and macOS also from the system's settings. Addresses of this PC itself
    never go through one. Raises `httpx2.ProxyError` for a kind of proxy that is not supported: going around
    it is not the app's to decide.
    """
    if is_loopback(url.host) or proxy_bypass(url.host):
        return ""
    proxies = getproxies()
    address = proxies.get(url.scheme) or proxies.get("all") or ""
    if not address:
        return ""
    address = address if "://" in address else f"http://{address}"
    if not address.startswith(("http://", "https://")):
        raise httpx2.ProxyError(f"{address.partition(':')[0]} is not supported")
    return address
