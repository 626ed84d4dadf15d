"""The viewport of a scroll area, made here in place of the one that Qt makes."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def make_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give an area that has just been made a viewport like the one it has; fields of text need their own.

    That one was not made in Python: PySide would set up every class of widgets to see of which it is, which takes
    5 ms of a start.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
    return viewport
