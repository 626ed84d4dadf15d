"""Finding words in the open conversation of one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.palette.actions import Action
from desktop_chat.ui.shortcuts import keys_of

if TYPE_CHECKING:
    from desktop_chat.ui.chat.find_bar import FindBar
    from desktop_chat.ui.chat.finder import Finder, Place


class Finding(QObject):
    """Connects the bar, the finder and the messages; built by the first use."""

    def __init__(self, window: MainWindow, conversation: ConversationController) -> None:
        super().__init__(window)
        self._window = window
        self._conversation = conversation
        self._bar: FindBar | None = None
        self._finder: Finder | None = None
        self._place: Place | None = None  # the hit that the reader is at
        self._message_id: int | None = None  # of that hit
        self._first = 0  # the message that the reader was at when they began
        self._focused_before: QWidget | None = None
        for shortcut_id, call in (
            ("find", self.begin),
            ("find-next", lambda: self._step(1)),
            ("find-previous", lambda: self._step(-1)),
        ):
            window.add_shortcut(shortcut_id).triggered.connect(lambda _=False, call=call: call())
        conversation.opened.connect(lambda *_: self._leave())
        for signal in (
            conversation.older_loaded,
            conversation.messages_added,
            conversation.branch_changed,
            conversation.reply_ended,
        ):
            signal.connect(lambda *_: self._look_again())

    @property
    def bar(self) -> FindBar | None:
        """The bar; None before the first use."""
        return self._bar

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self._bar is not None and self._bar.isVisible()

    def actions(self) -> list[Action]:
        """Give what the keys do, for the palette."""
        if not self._conversation.messages:
            return []
        return [Action("find", self.tr("Find in this conversation"), self.begin, keys_of("find"), "search")]

    def begin(self) -> None:
        """Open the bar; where no message is, search all conversations."""
        if not self._conversation.messages:
            self._window.sidebar.begin_search()
            return
        if not self.is_open:
            self._focused_before = QApplication.focusWidget()
            self._first = self._message_in_sight()
        bar, transcript = self._need_bar(), self._window.transcript
        selected = transcript.selected_line()
        transcript.set_head_room(bar.head_room)
        bar.begin(selected)

    # ---- the bar

    def _need_bar(self) -> FindBar:
        if self._bar is None:
            from desktop_chat.ui.chat.find_bar import FindBar  # noqa: PLC0415  not needed for a start
            from desktop_chat.ui.chat.finder import Finder  # noqa: PLC0415

            self._finder = Finder(self)
            self._finder.progressed.connect(self._on_progress)
            self._bar = FindBar(self._window.theme_manager, self._window.transcript)
            self._bar.typed.connect(self._look)
            self._bar.stepped.connect(self._step)
            self._bar.closed.connect(self._on_closed)
        return self._bar

    def _look(self, text: str) -> None:
        """Look for a text from where the reader began."""
        if self._finder is None or not self.is_open:
            return
        self._place = None
        self._window.transcript.mark(text)
        self._finder.look(self._conversation.messages, text, self._first)

    def _look_again(self) -> None:
        """Look in what the conversation is now; the reader stays where they are."""
        if self._finder is None or self._bar is None or not self.is_open:
            return
        at = self._index_of(self._message_id)
        self._place = self._place._replace(index=at) if self._place is not None and at is not None else None
        self._first = self._message_in_sight()
        self._finder.look(self._conversation.messages, self._bar.text, self._first)

    def _on_progress(self) -> None:
        if self._finder is None or self._bar is None:
            return
        if self._place is None and self._finder.total:
            self._go(self._finder.next(None, 1, self._first))
        self._show_count()

    def _show_count(self) -> None:
        assert self._finder is not None
        assert self._bar is not None
        number = self._finder.before(self._place) + 1 if self._place is not None else None
        self._bar.show_count(number, self._finder.total, is_done=self._finder.is_done)

    # ---- going to hits

    def _step(self, direction: int) -> None:
        if not self.is_open or self._finder is None:
            self.begin()
            return
        self._go(self._finder.next(self._place, direction, self._first))
        self._show_count()

    def _go(self, place: Place | None) -> None:
        self._place = place
        if place is not None and self._finder is not None:
            self._message_id = self._conversation.messages[place.index].id
            self._window.transcript.show_hit(self._message_id, self._finder.spot(place))

    def _message_in_sight(self) -> int:
        """Give the index of the message that the reader is at."""
        return self._index_of(self._window.transcript.first_in_sight()) or 0

    def _index_of(self, message_id: int | None) -> int | None:
        messages = self._conversation.messages
        return next((index for index, each in enumerate(messages) if each.id == message_id), None)

    # ---- the end

    def _leave(self) -> None:
        """Close for another conversation."""
        if self._bar is not None:
            self._focused_before = None
            self._bar.end()

    def _on_closed(self) -> None:
        assert self._finder is not None
        self._finder.forget()
        self._window.transcript.clear_search()
        self._window.transcript.set_head_room(0)
        before, self._focused_before = self._focused_before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.composer.setFocus()
