"""Where a link leads, in words that cannot deceive."""

from __future__ import annotations

import html
from typing import Final

from PySide6.QtCore import QUrl

_LONGEST: Final = 300


def shown_address(address: str) -> str:
    """Give an address as it will be asked for, foreign letters spelled out; a long one cut in its middle."""
    encoded = QUrl(address).toString(QUrl.ComponentFormattingOption.FullyEncoded) or address
    printable = "".join(letter for letter in encoded if letter.isprintable())
    if len(printable) <= _LONGEST:
        return printable
    return f"{printable[: _LONGEST // 2]}…{printable[-_LONGEST // 2 :]}"


def as_tooltip(text: str) -> str:
    """Give text for a tooltip, which would read some texts as HTML."""
    return f"<p style='margin:0'>{html.escape(text)}</p>"
