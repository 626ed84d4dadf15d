"""Notifications of the system, by whatever way this one has."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

from desktop_chat.ui.notices.notice import Notice
from desktop_chat.ui.notices.tray import TrayNotices


class DesktopNotices(QObject):
    """Shows notices; on Linux through the notification service, where that is missing as elsewhere.

    Signals:
        clicked: (conversation id) the user wants to see it.
    """

    clicked = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray = TrayNotices(self)
        self._tray.clicked.connect(self.clicked)
        self._service = None
        if sys.platform.startswith("linux"):
            from desktop_chat.ui.notices.freedesktop import ServiceNotices  # noqa: PLC0415  Linux alone has it

            self._service = ServiceNotices(self)
            self._service.clicked.connect(self.clicked)
            self._service.refused.connect(self._tray.show)

    def show(self, notice: Notice) -> None:
        """Show a notice; one of the same conversation goes."""
        if self._service is not None:
            self._service.show(notice)
        else:
            self._tray.show(notice)

    def withdraw(self, conversation_id: int) -> None:
        """Take back the notice of a conversation: the user is there."""
        if self._service is not None:
            self._service.withdraw(conversation_id)
        self._tray.withdraw(conversation_id)

    def close(self) -> None:
        """Take back all of them: what they lead to ends."""
        if self._service is not None:
            self._service.close()
        self._tray.close()
