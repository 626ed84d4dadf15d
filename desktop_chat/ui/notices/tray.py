"""Notifications through an icon of the tray, as Windows and macOS want it; the icon goes with the notification."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from desktop_chat.ui.icons import app_icon
from desktop_chat.ui.notices.notice import Notice

SHOWN_MILLISECONDS: Final = 10_000
"""How long a notification is asked to stay; its icon stays as long."""


class TrayNotices(QObject):
    """Shows one notification at a time.

    Signals:
        clicked: (conversation id) the user clicked it.
    """

    clicked = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._shown: Notice | None = None
        self._gone = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._gone.timeout.connect(self.close)

    def show(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(app_icon(), self)
            self._icon.messageClicked.connect(self._on_clicked)
            self._icon.activated.connect(self._on_clicked)
        self._shown = notice
        self._icon.show()
        self._icon.showMessage(notice.title, notice.text, app_icon(), SHOWN_MILLISECONDS)
        self._gone.start()

    def withdraw(self, conversation_id: int) -> None:
        """Take back the notice of a conversation."""
        if self._shown is not None and self._shown.conversation_id == conversation_id:
            self.close()

    def close(self) -> None:
        """Show nothing any more, no icon either."""
        self._gone.stop()
        self._shown = None
        if self._icon is not None:
            self._icon.hide()

    def _on_clicked(self) -> None:
        shown = self._shown
        self.close()
        if shown is not None:
            self.clicked.emit(shown.conversation_id)
