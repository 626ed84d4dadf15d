"""A link shown in full, broken over lines where it is long; nothing opens by itself."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_chat.ui.accessible_roles import describe_roles
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.focus_ring import draw_focus_ring

_BREAK: Final = "\u200b"  # a place where a line may end, without a width
_ROOM: Final = 4


class LinkLabel(QLabel):
    """Shows an address that can be clicked, or reached by Tab and chosen by Enter.

    Signals:
        link_requested: (address) the user wants to go there.
    """

    link_requested = Signal(str)

    accessible_role = QAccessible.Role.Link

    def __init__(self, theme_manager: ThemeManager, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._address = address
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        # Qt's own way of reaching links by keyboard stops twice at each.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        describe_roles()
        self.setAccessibleName(address)
        self.setContentsMargins(_ROOM, _ROOM, _ROOM, _ROOM)
        self.linkActivated.connect(self.link_requested)
        theme_manager.changed.connect(self._show)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link with Enter or Space: the default button of a dialog is not meant."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.link_requested.emit(self._address)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the link, with a ring where the keyboard is."""
        super().paintEvent(event)
        draw_focus_ring(self, self._theme_manager.theme, 6)

    def _show(self) -> None:
        shown = escape(self._address).replace("/", f"/{_BREAK}").replace("-", f"-{_BREAK}")
        color = self._theme_manager.theme.accent
        self.setText(f'<a href="{escape(self._address)}" style="color: {color}">{shown}</a>')
