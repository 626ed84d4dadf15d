"""Signs that something is under way: a spinner and a thin progress bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_chat.ui.motion import Ticks
from desktop_chat.ui.style import ThemeManager

_FRAME_MS = 33
_DEGREES_A_FRAME = 12


class Spinner(QWidget):
    """A turning arc; it costs nothing while it is hidden."""

    def __init__(self, theme_manager: ThemeManager, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._angle = 0
        self._ticks = Ticks(theme_manager, _FRAME_MS, self)
        self._ticks.ticked.connect(self._turn)
        self.setFixedSize(QSize(size, size))
        self.setAccessibleName(self.tr("Working"))

    @property
    def is_turning(self) -> bool:
        """Whether the arc moves now."""
        return self._ticks.is_running

    def showEvent(self, event: QShowEvent) -> None:
        """Start turning."""
        super().showEvent(event)
        self._ticks.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop turning."""
        super().hideEvent(event)
        self._ticks.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring and the arc on it."""
        theme = self._theme_manager.theme
        width = max(1.75, self.width() / 9)
        inset = width / 2 + 0.5
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border_strong), width))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(theme.accent), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, self._angle * 16, 100 * 16)

    def _turn(self) -> None:
        """Turn a little further."""
        self._angle = (self._angle - _DEGREES_A_FRAME) % 360
        self.update()


class ThinProgress(QProgressBar):
    """A bar without text for a share between 0 and 1."""

    _STEPS = 1000

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setRange(0, self._STEPS)
        self.setValue(0)

    def set_share(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        self.setRange(0, self._STEPS)
        self.setValue(round(min(max(share, 0.0), 1.0) * self._STEPS))


class WaitingProgress(ThinProgress):
    """A bar that also shows that nobody knows how much is done: it runs, or is grey where motion is reduced."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager

    def set_share(self, share: float | None) -> None:
        """Show how much is done, from 0 to 1, or None where nobody knows."""
        is_still = share is None and self._theme_manager.is_motion_reduced
        super().set_share(1.0 if share is None else share)
        if share is None and not is_still:
            self.setRange(0, 0)
        if is_still != bool(self.property("still")):
            self.setProperty("still", is_still)
            self.style().polish(self)
