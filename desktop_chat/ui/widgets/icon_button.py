"""A flat button that is one icon: tooltip, accessible name, keyboard focus ring."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.tooltips import as_tooltip


class IconButton(QToolButton):
    """Shows an icon of `assets/icons` in a colour of the theme; `label` is its tooltip and accessible name.

    Set the dynamic property `kind` to `primary` for the filled accent button.
    """

    def __init__(
        self,
        theme_manager: ThemeManager,
        icon_name: str,
        label: str = "",
        *,
        token: str = "text_muted",
        size: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._icon_name = icon_name
        self._token = token
        self.setIconSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_label(label)
        self._tint()
        theme_manager.changed.connect(self._tint)

    def set_icon(self, icon_name: str, token: str | None = None) -> None:
        """Show another icon, in the same colour or another token's."""
        self._icon_name = icon_name
        self._token = token or self._token
        self._tint()

    def set_label(self, label: str) -> None:
        """Set what the button does, for the tooltip and for screen readers."""
        self.setToolTip(as_tooltip(label))
        self.setAccessibleName(label)

    def _tint(self) -> None:
        self.setIcon(self._theme_manager.icon(self._icon_name, self._token))
