"""Windows that stand where no screen is any more are brought back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_GRIP: Final = QSize(120, 32)
"""So much of a window's top must be on a screen: enough to take hold of it."""


def bring_on_screen(window: QWidget) -> None:
    """Move a window that cannot be taken hold of to where it can."""
    frame = window.frameGeometry()
    top = QRect(frame.topLeft(), QSize(frame.width(), _GRIP.height()))
    grips = [screen.availableGeometry().intersected(top) for screen in QGuiApplication.screens()]
    if not any(grip.width() >= _GRIP.width() and grip.height() >= _GRIP.height() // 2 for grip in grips):
        room = QGuiApplication.primaryScreen().availableGeometry()
        frame.moveCenter(room.center())
        window.move(max(frame.left(), room.left()), max(frame.top(), room.top()))


def fit_to_screen(window: QWidget) -> None:
    """Make a window no larger than the screen it is on, or was on."""
    if not window.isMaximized() and not window.isFullScreen():
        screen = window.screen() or QGuiApplication.primaryScreen()
        window.resize(window.size().boundedTo(screen.availableSize()))
