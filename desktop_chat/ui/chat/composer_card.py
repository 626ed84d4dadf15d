"""The ground of the composer: a card with round corners that shows where files can be dropped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.drops import TakesFiles

_RADIUS = 20


class ComposerCard(TakesFiles, QWidget):
    """Draws itself, stronger where the keyboard is in it, and takes files that are dropped.

    Signals:
        files_dropped: (list[str]) their paths.
        target_changed: it shows, or shows no more, that files can be dropped.
    """

    files_dropped = Signal(list)
    target_changed = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._is_target = False
        self.setAcceptDrops(True)

    @property
    def is_drop_target(self) -> bool:
        """Whether it shows that files can be dropped."""
        return self._is_target

    def set_drop_target(self, is_target: bool) -> None:
        """Show that what is dragged over the window would be attached here."""
        self._is_target = is_target
        self.target_changed.emit()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        theme = self._theme_manager.theme
        field = self.focusProxy()
        is_strong = self._is_target or (field is not None and field.hasFocus())
        rim = QPen(QColor(theme.accent if is_strong else theme.field_border), 1.5 if is_strong else 1.0)
        if self._is_target:
            rim.setStyle(Qt.PenStyle.DashLine)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(rim)
        painter.setBrush(QColor(theme.accent_soft if self._is_target else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def show_as_target(self, is_target: bool) -> None:
        """Show that files are attached here."""
        self.set_drop_target(is_target)

    def take_dropped(self, paths: list[str]) -> None:
        """Tell of what was dropped."""
        self.files_dropped.emit(paths)
