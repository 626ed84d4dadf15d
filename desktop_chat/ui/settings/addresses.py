"""Checks on addresses that are typed: of the hub, and of a proxy."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def hub_address(text: str) -> str:
    """Give the address of a hub, "" for none; raises ValueError where it cannot be one."""
    address = text.strip().rstrip("/")
    if address:
        parts = _checked(address)
        if parts.username is not None or parts.query or parts.fragment:
            raise ValueError(text)
    return address


def proxy_address(text: str) -> str:
    """Give the address of a proxy, "" for none; `10.0.0.1:8080` is one too. Raises ValueError."""
    address = text.strip()
    if address:
        _checked(address if "://" in address else f"http://{address}")
    return address


def _checked(address: str) -> SplitResult:
    parts = urlsplit(address)
    is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    if not is_whole or not address.isprintable() or " " in address or parts.port == 0:  # port may raise
        raise ValueError(address)
    return parts
