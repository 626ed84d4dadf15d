"""Thin lines between the parts of a window."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame


def line() -> QFrame:
    """Make a line from side to side."""
    return _drawn("line")


def upright_line() -> QFrame:
    """Make a line from top to bottom."""
    return _drawn("column")


def _drawn(role: str) -> QFrame:
    drawn = QFrame()
    drawn.setProperty("role", role)
    return drawn
