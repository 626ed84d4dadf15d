"""A menu with round corners and tinted icons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_chat.ui.style import ThemeManager


class Menu(QMenu):
    """A popup menu in the theme; the stylesheet rounds it, this makes its corners see-through."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.setWindowFlags(
            self.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

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
