"""Signs that something is under way: a spinner and a thin progress bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimerEvent
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_chat.ui.style import ThemeManager

_FRAME_MS = 33
_DEGREES_A_FRAME = 12


class Spinner(QWidget):
    """A turning arc; it costs nothing while it is hidden."""

    def __init__(self, theme_manager: ThemeManager, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._angle = 0
        self._timer = 0
        self.setFixedSize(QSize(size, size))
        self.setAccessibleName(self.tr("Working"))

    @property
    def is_turning(self) -> bool:
        """Whether the arc moves now."""
        return self._timer != 0

    def showEvent(self, event: QShowEvent) -> None:
        """Start turning."""
        super().showEvent(event)
        if not self._timer:
            self._timer = self.startTimer(_FRAME_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop turning."""
        super().hideEvent(event)
        self.killTimer(self._timer)
        self._timer = 0

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Turn a little further."""
        self._angle = (self._angle - _DEGREES_A_FRAME) % 360
        self.update()

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


class ThinProgress(QProgressBar):
    """A bar without text for a share between 0 and 1; without a share it shows that it is not known."""

    _STEPS = 1000

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.set_share(0.0)

    def set_share(self, share: float | None) -> None:
        """Show how much is done, from 0 to 1, or None where nobody knows."""
        self.setRange(0, 0 if share is None else self._STEPS)
        if share is not None:
            self.setValue(round(min(max(share, 0.0), 1.0) * self._STEPS))
