"""A part of a model's details: a heading and what is below it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_chat.ui.theme import SPACING


def heading() -> QLabel:
    """Make the heading of a part."""
    label = QLabel()
    label.setProperty("textSize", "lead")
    return label


def part(*widgets: QWidget) -> QWidget:
    """Put widgets below each other, nearer than parts are to each other."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, SPACING, 0, 0)
    column.setSpacing(SPACING)
    for widget in widgets:
        column.addWidget(widget)
    return whole
