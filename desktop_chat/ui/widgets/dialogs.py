"""Showing a dialog over its window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

_MARGIN: Final = QSize(48, 48)  # to the rim of a window that is small, so that no button is out of sight


def show_dialog(dialog: QDialog) -> None:
    """Show a dialog without waiting for it; closed, it is gone."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    make_room(dialog)
    dialog.open()


def resize_within(dialog: QDialog, size: QSize, window: QWidget | None = None) -> None:
    """Give a dialog a size, or less where the window below it is small: its parent, unless another is named."""
    window = window or dialog.parentWidget()
    dialog.resize(size.boundedTo(window.size() - _MARGIN) if window is not None else size)


def make_room(dialog: QDialog) -> None:
    """Let a dialog be as high as its words need at its width: Qt itself does not ask how they wrap."""
    dialog.ensurePolished()
    layout, size = dialog.layout(), dialog.size().expandedTo(dialog.minimumSize())
    if not dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):
        size = size.expandedTo(dialog.sizeHint())
    if layout is not None and layout.hasHeightForWidth():
        room = dialog.screen().availableSize()
        size.setHeight(min(max(size.height(), layout.totalHeightForWidth(size.width())), room.height()))
        dialog.resize(size)
