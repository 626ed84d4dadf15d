"""A list whose lines a delegate draws in the fonts of the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.viewport import make_viewport


class DrawnList(QListView):
    """Lights up what is pointed at, and has its delegate `measure` anew when the look changes.

    A delegate that draws where the keyboard is has `shows_focus`.
    """

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_viewport(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme_manager.changed.connect(self._measure)

    def _show_focus(self, shown: bool) -> None:
        if shown != self.itemDelegate().shows_focus:
            self.itemDelegate().shows_focus = shown
            self.viewport().update()

    def _measure(self) -> None:
        self.itemDelegate().measure()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
