"""A scrolled area that shows where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from desktop_chat.ui.theme import SPACING


class FollowingArea(QScrollArea):
    """Scrolls to what gets the focus in it, also when that comes from outside, which Qt's own does not.

    It takes no focus itself: arrows and Tab go through what is in it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QApplication.instance().focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Go to what has the focus now; what is being clicked stays under the pointer."""
        content = self.widget()
        is_here = now is not None and content is not None and content.isAncestorOf(now)
        if is_here and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.ensureWidgetVisible(now, SPACING, 3 * SPACING)
