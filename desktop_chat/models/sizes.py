"""Sizes in bytes as people read them."""

from __future__ import annotations


def readable_size(count: float) -> str:
    """Give a size in decimal units, as file managers do: `4.1 GB`."""
    for unit in ("B", "KB", "MB"):
        if abs(count) < 999.5:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
