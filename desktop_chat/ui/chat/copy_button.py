"""A button that copies, and says that it did."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton

CONFIRM_MILLISECONDS = 1500
"""How long a button shows that it has copied."""


class CopyButton(IconButton):
    """Turns into a tick for a moment after `confirm`."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(theme_manager, "copy", size=16, parent=parent)
        self._timer = QTimer(self, singleShot=True, interval=CONFIRM_MILLISECONDS)
        self._timer.timeout.connect(self._reset)
        self._reset()

    def confirm(self) -> None:
        """Show that it is done."""
        self.set_icon("check", "success")
        self.set_label(self.tr("Copied"))
        self._timer.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._reset()
        super().changeEvent(event)

    def _reset(self) -> None:
        self.set_icon("copy", "text_muted")
        self.set_label(self.tr("Copy"))
