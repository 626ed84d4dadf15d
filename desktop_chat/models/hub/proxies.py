"""Which proxy a request goes through: the one in the settings, else the system's."""

from __future__ import annotations

import ipaddress
from urllib.request import getproxies, proxy_bypass

import httpx2

from desktop_chat.faults import FaultError


def checked_proxy(address: str) -> str:
    """Give the proxy of the settings; "" stands for the system's. Raises `FaultError("bad_address")`."""
    if not address:
        return ""
    try:
        url = httpx2.URL(address if "://" in address else f"http://{address}")
    except httpx2.InvalidURL:
        url = httpx2.URL()
    if url.scheme not in ("http", "https") or not url.host:
        shown = address.rpartition("@")[2]  # a password stays out of sentences
        raise FaultError("bad_address", address=shown, example="http://10.0.0.1:8080")
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


def is_loopback(host: str) -> bool:
    """Whether a host is this PC itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"
