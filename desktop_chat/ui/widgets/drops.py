"""Files that are dropped: which they are, what is meant by them, and how the place for them looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final, NamedTuple

from PySide6.QtCore import QMimeData, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPen

from desktop_chat.ui.theme import SPACING, Theme

_MODEL: Final = ".gguf"
_CONVERSATIONS: Final = ("", ".json", ".zip", ".chat")  # "": a folder, most likely
_RADIUS: Final = 16


class Dropped(NamedTuple):
    """Paths, by what is meant by them. Only a look into a file tells whether there are conversations in it."""

    models: Sequence[str]
    likely_conversations: Sequence[str]
    others: Sequence[str]


def local_files(data: QMimeData) -> list[str]:
    """Give the paths of the files of this PC in what is dragged or pasted."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def sorted_by_kind(paths: Iterable[str]) -> Dropped:
    """Tell models, what may be conversations, and the rest by the endings of their names."""
    dropped = Dropped([], [], [])
    for path in paths:
        ending = PurePath(path).suffix.lower()
        kind = 0 if ending == _MODEL else 1 if ending in _CONVERSATIONS else 2
        dropped[kind].append(path)
    return dropped


class TakesFiles:
    """What a widget inherits before Qt's class to take files that are dropped on it."""

    def show_as_target(self, is_target: bool) -> None:
        """Look like a place for files, or as usual."""
        raise NotImplementedError

    def take_dropped(self, paths: list[str]) -> None:
        """Take files."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and leave all else to others."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self.show_as_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self.show_as_target(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.show_as_target(False)
        paths = local_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.take_dropped(paths)


def draw_drop_frame(painter: QPainter, place: QRect, theme: Theme) -> None:
    """Draw the dashed frame that files can be dropped in, a little within a place."""
    inside = 2 * SPACING
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(theme.accent_soft))
    painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(place).adjusted(inside, inside, -inside, -inside), _RADIUS, _RADIUS)
    painter.restore()
