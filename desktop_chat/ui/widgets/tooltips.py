"""Texts for tooltips, which Qt reads as HTML where they look like it."""

from __future__ import annotations

import html


def as_tooltip(text: str) -> str:
    """Give a text for a tooltip that shows it as it is, whatever stands in it."""
    if "<" not in text:
        return text
    return f"<p style='margin:0'>{html.escape(text).replace(chr(10), '<br>')}</p>"
