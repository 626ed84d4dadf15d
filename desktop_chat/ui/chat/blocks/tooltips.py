"""Texts for tooltips."""

from __future__ import annotations

import html


def as_tooltip(text: str) -> str:
    """Give text for a tooltip, which would read some texts as HTML."""
    return f"<p style='margin:0'>{html.escape(text)}</p>"
