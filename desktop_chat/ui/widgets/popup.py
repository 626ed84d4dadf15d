"""Round corners for windows without a frame: menus and other popups."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

POPUP_RADIUS: Final = 10
"""The corner radius of popups in pixels, as in the stylesheet."""


def make_see_through(popup: QWidget) -> None:
    """Let a popup's corners show what is behind; call it before the popup is first shown."""
    popup.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    popup.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def cut_corners(popup: QWidget, radius: int = POPUP_RADIUS) -> None:
    """Cut the corners off where see-through windows may be drawn black: X11 without a compositor."""
    if QGuiApplication.platformName() == "xcb":
        popup.setMask(rounded_region(popup, radius))


def rounded_region(popup: QWidget, radius: int) -> QRegion:
    """Give the part of a popup within its round corners."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(popup.rect()), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())
