"""Every movement of the window runs here, so that people who want none see none."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QTimer, QVariantAnimation, Signal

from desktop_chat.ui.style import ThemeManager


class Motion(QObject):
    """Runs from 0 to 1 in some milliseconds, or is at 1 at once where motion is reduced.

    Signals:
        moved: (float) how far it is.
        ended: it is at 1, and was not stopped before.
    """

    moved = Signal(float)
    ended = Signal()

    def __init__(
        self,
        theme_manager: ThemeManager,
        milliseconds: int,
        parent: QObject,
        curve: QEasingCurve.Type = QEasingCurve.Type.OutCubic,
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(milliseconds)
        self._animation.setEasingCurve(curve)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._tell)
        self._animation.finished.connect(self.ended)

    @property
    def is_running(self) -> bool:
        """Whether it is on its way."""
        return self._animation.state() == QVariantAnimation.State.Running

    def start(self) -> None:
        """Begin at 0, also while it runs."""
        self._animation.stop()
        if self._theme_manager.is_motion_reduced:
            self.moved.emit(1.0)
            self.ended.emit()
        else:
            self._animation.start()

    def stop(self) -> None:
        """Stay where it is."""
        self._animation.stop()

    def _tell(self, part: float) -> None:
        self.moved.emit(part)


class Ticks(QObject):
    """Goes on telling steps of a movement that has no end; where motion is reduced there are none.

    Signals:
        ticked: it is time for the next step.
    """

    ticked = Signal()

    def __init__(self, theme_manager: ThemeManager, milliseconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._timer = QTimer(self, interval=milliseconds)
        self._timer.timeout.connect(self._tell)

    @property
    def is_running(self) -> bool:
        """Whether there will be a next step."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin, or go on."""
        if not self._theme_manager.is_motion_reduced:
            self._timer.start()

    def stop(self) -> None:
        """Stay where it is."""
        self._timer.stop()

    def _tell(self) -> None:
        if self._theme_manager.is_motion_reduced:
            self._timer.stop()
        else:
            self.ticked.emit()
