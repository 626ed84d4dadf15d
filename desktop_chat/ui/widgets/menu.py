"""A menu with round corners and tinted icons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.popup import cut_corners, make_see_through


class Menu(QMenu):
    """A popup menu in the theme; the stylesheet rounds it, this frees its corners."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        make_see_through(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        cut_corners(self)

    def add(
        self,
        icon_name: str,
        text: str,
        chosen: Callable[[], None],
        *,
        keys: str = "",
        token: str = "text_muted",
    ) -> QAction:
        """Add an entry; `keys` names the keys that do the same elsewhere and is only shown."""
        action = self.addAction(
            self._theme_manager.icon(icon_name, token), f"{text}\t{keys}" if keys else text
        )
        action.triggered.connect(lambda _checked=False: chosen())
        return action

    def add_submenu(self, icon_name: str, text: str) -> Menu:
        """Add an entry that opens a menu of its own, and give that."""
        submenu = Menu(self._theme_manager, self)
        submenu.setTitle(text)
        submenu.setIcon(self._theme_manager.icon(icon_name))
        self.addMenu(submenu)
        return submenu
