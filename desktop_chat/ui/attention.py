"""Calling the user back to a reply that ended while they were elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.notices.notice import Notice
from desktop_chat.ui.notices.reply_notices import ReplyNotices
from desktop_chat.ui.services import Services
from desktop_chat.ui.windows import Windows

if TYPE_CHECKING:
    from desktop_chat.ui.notices.desktop import DesktopNotices


class Attention(QObject):
    """Shows a notification and lights up the taskbar, until the user has seen the reply."""

    def __init__(
        self,
        services: Services,
        windows: Windows,
        *,
        is_wanted: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._windows = windows
        self._desktop: DesktopNotices | None = None  # from the first notice on
        self._notices = ReplyNotices(services.turns, services.conversations, is_wanted=is_wanted, parent=self)
        self._notices.ended_unseen.connect(self._tell)
        windows.seen.connect(self._withdraw)
        windows.seen.connect(services.marks.note_seen)

    def close(self) -> None:
        """Take the notifications back."""
        if self._desktop is not None:
            self._desktop.close()

    def _tell(self, notice: Notice) -> None:
        QApplication.alert(self._windows.for_conversation(notice.conversation_id).window)
        if self._desktop is None:
            from desktop_chat.ui.notices.desktop import DesktopNotices  # noqa: PLC0415  seldom needed

            self._desktop = DesktopNotices(self)
            self._desktop.clicked.connect(self._windows.show_conversation)
        self._desktop.show(notice)

    def _withdraw(self, conversation_id: int) -> None:
        if self._desktop is not None:
            self._desktop.withdraw(conversation_id)
