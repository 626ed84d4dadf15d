"""A bar of text: what a model takes of the free memory."""

from __future__ import annotations

from typing import Final

from desktop_chat.models.fit import Fit, PartLabel
from desktop_chat.models.sizes import readable_size
from desktop_chat.terminal import words

WIDTH: Final = 60
_SIGNS: Final[dict[PartLabel, str]] = {"weights": "█", "context": "▓", "working_memory": "▒", "app": "░"}
_FREE: Final = "·"
_END: Final = "|"  # of the memory, where the model goes beyond


def bar(fit: Fit, width: int = WIDTH) -> str:
    """Draw the parts of what is needed, then what stays free; every part that is there is seen."""
    whole = max(fit.needed_bytes, fit.free_bytes, 1)
    drawn, taken = "", 0
    for part in fit.parts:
        taken += part.bytes
        end = max(round(width * taken / whole), len(drawn) + bool(part.bytes))
        drawn += _SIGNS[part.label] * (end - len(drawn))
    drawn = drawn[:width].ljust(width, _FREE)
    if fit.needed_bytes <= fit.free_bytes:
        return f"[{drawn}]"
    end = round(width * max(0, fit.free_bytes) / whole)
    return f"[{drawn[:end]}{_END}{drawn[end:]}]"


def legend(fit: Fit) -> str:
    """Name the parts of the bar."""
    named = [
        f"{_SIGNS[part.label]} {words.PARTS[part.label]} {readable_size(part.bytes)}" for part in fit.parts
    ]
    left = fit.free_bytes - fit.needed_bytes
    named.append(f"{_FREE} free {readable_size(left)}" if left >= 0 else f"{_END} the memory ends here")
    return "   ".join(named)
