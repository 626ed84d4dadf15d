"""When people are told of a reply: it took long, and no window of the app is in front of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop_chat.chat.messages import Message
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.notices.notice import Notice, beginning
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.turns import Turns

LONG_SECONDS: Final = 10.0
"""A reply that is there sooner was waited for."""


class ReplyNotices(QObject):
    """Follows the replies of all windows.

    Signals:
        ended_unseen: (Notice) a reply that took long has ended while nobody looked.
    """

    ended_unseen = Signal(object)

    def __init__(
        self,
        turns: Turns,
        conversations: ConversationsService,
        *,
        is_wanted: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conversations = conversations
        self._is_wanted = is_wanted
        self._clock = clock
        self._began: dict[int, float] = {}  # when, by the ids of messages
        turns.began.connect(self._on_began)
        turns.replies.ended.connect(self._on_ended)

    def _on_began(self, reply: ActiveReply) -> None:
        self._began[reply.message.id] = self._clock()

    def _on_ended(self, _reply: ActiveReply, message: Message) -> None:
        now = self._clock()
        seconds = now - self._began.pop(message.id, now)
        is_awaited = message.state != "stopped" and seconds >= LONG_SECONDS
        if is_awaited and QApplication.activeWindow() is None and self._is_wanted():
            self.ended_unseen.emit(self._notice(message))

    def _notice(self, message: Message) -> Notice:
        listed = self._conversations.find(message.conversation_id)
        title = " ".join(listed.title.split()) if listed is not None else ""
        return Notice(message.conversation_id, title or self.tr("New chat"), self._words(message))

    def _words(self, message: Message) -> str:
        if message.state == "failed" and message.fault is not None:
            return sentence(message.fault)
        from desktop_chat.markdown.parsing import parse  # noqa: PLC0415  not needed for a start
        from desktop_chat.markdown.writing import to_plain  # noqa: PLC0415

        return beginning(to_plain(parse(message.text[:2000]))) or self.tr("The reply is done.")
