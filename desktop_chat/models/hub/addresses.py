"""Addresses of servers, as the settings and the hub give them."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import urljoin

import httpx2

_NAME: Final = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?", re.IGNORECASE | re.ASCII)


def read_address(text: str) -> httpx2.URL | None:
    """Read the address of a web server; None where it is none."""
    try:
        url = httpx2.URL(text)
    except httpx2.InvalidURL:
        return None
    is_host = _NAME.fullmatch(url.raw_host.decode("ascii", "replace")) or _is_number(url.host)
    return url if url.scheme in ("http", "https") and is_host else None


def join_address(base: httpx2.URL, text: str) -> httpx2.URL | None:
    """Read an address that may be told from another one on."""
    try:
        return read_address(urljoin(str(base), text))
    except ValueError:
        return None


def host_of(url: httpx2.URL) -> str:
    """Give the host of an address as people know it, its port only where it is not the usual one."""
    return url.netloc.decode("ascii", "replace")


def is_loopback(host: str) -> bool:
    """Whether a host is this PC itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"


def without_password(address: str) -> str:
    """Give an address as it may stand in a sentence."""
    return address.rpartition("@")[2]


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
