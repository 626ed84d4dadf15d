"""The messages of the open conversation: newest first on the screen, following the end, growing as a reply does."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.engine.protocol import Channel
from desktop_chat.ui.chat.column import Column
from desktop_chat.ui.chat.context_mark import ContextMark
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.message_view import MessageView
from desktop_chat.ui.chat.pacing import Pace
from desktop_chat.ui.chat.reply_message import ReplyMessage
from desktop_chat.ui.chat.round_button import RoundButton
from desktop_chat.ui.chat.user_message import UserMessage
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import READING_WIDTH, SPACING

BATCH_SECONDS: Final = 0.008
"""How long one batch of older messages may take before events are heard again."""

READING_SCALE: Final = 15 / 14
"""Messages are read for longer than labels: their text is a little larger than the interface's."""

_NEAR_END = 24
_MARGIN = 3 * SPACING


class Transcript(QScrollArea):
    """Shows messages in a centred reading column.

    Signals:
        retry_requested: (message id) another reply is wanted.
        edit_requested: (message id) the user wants to change a message.
        sibling_chosen: (message id) another version is to be shown.
        link_activated: (QUrl) the user clicked a link; nothing has been opened.
        copied: something was put on the clipboard.
        settled: every message is built and laid out.
    """

    retry_requested = Signal(int)
    edit_requested = Signal(int)
    sibling_chosen = Signal(int)
    link_activated = Signal(QUrl)
    copied = Signal()
    settled = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._style = self._make_style()
        self._waiting: list[Message] = []  # older messages that have no view yet
        self._live: ReplyMessage | None = None
        self._buffer: list[tuple[Channel, str]] = []
        self._pace = Pace()
        self._drawn_at = 0.0
        self._cpu_at = time.thread_time()
        self._is_following = True
        self._is_adjusting = False
        self._dropped = 0
        self._mark: ContextMark | None = None
        self._column = Column()
        self._jump = RoundButton(theme_manager, "arrow-down", "floating", parent=self)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._work_a_batch)
        self._draw = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._draw.timeout.connect(self._flush)
        self._set_up()

    # ---- what the window asks

    @property
    def views(self) -> list[MessageView]:
        """The messages that are built, oldest first."""
        return list(self._column.views)

    @property
    def is_following(self) -> bool:
        """Whether the end stays in sight as the reply grows."""
        return self._is_following

    def set_messages(self, messages: list[Message]) -> None:
        """Show a conversation or another branch of it; the views of messages in common stay as they are."""
        self._flush()
        self._live = None
        kept = self._common_length(messages)
        for view in self._column.remove_from(kept):
            view.hide()
            view.deleteLater()
        if not kept:
            self._waiting = list(messages)
            self._is_following = True
            self._fill_sight()
        else:
            for message in messages[len(self._waiting) + kept :]:
                self._add_at_end(message)
        self._adopt_live()
        self._place_mark()
        self._relayout()
        self._start_idle()

    def append_message(self, message: Message) -> None:
        """Add a message at the end, and go there if the user sent it."""
        self._flush()
        self._add_at_end(message)
        if message.role == "user":
            self._is_following = True
        self._adopt_live()
        self._place_mark()
        self._relayout()

    def begin_reply(self, message: Message) -> None:
        """Add a reply that is about to be written, or take the one that is already there."""
        if self._find(message.id) is None:
            self.append_message(message)
        else:
            self.replace_message(message)

    def append_delta(self, text: str, channel: Channel) -> None:
        """Take the next piece of the reply; it is drawn with others, at most 60 times a second."""
        if self._buffer and self._buffer[-1][0] == channel:
            self._buffer[-1] = (channel, self._buffer[-1][1] + text)
        else:
            self._buffer.append((channel, text))
        if not self._draw.isActive():
            due = self._drawn_at + self._pace.interval - time.perf_counter()
            self._draw.start(max(0, round(due * 1000)))

    def set_prompt_progress(self, done: int, total: int) -> None:
        """Say how many tokens of the prompt are read."""
        if self._live is not None:
            self._live.show_progress(done, total)

    def finish_reply(self, message: Message) -> None:
        """Show how the reply ended."""
        self.replace_message(message)

    def replace_message(self, message: Message) -> None:
        """Show another state of a message that is here."""
        self._flush()
        view = self._find(message.id)
        if view is not None:
            view.show_message(message)
            self._adopt_live()
            self._relayout()
        else:
            self._waiting = [message if old.id == message.id else old for old in self._waiting]

    def clear(self) -> None:
        """Show nothing."""
        self.set_messages([])

    def set_dropped(self, count: int, context_tokens: int = 0) -> None:
        """Mark the first `count` messages as no longer read by a model with a context of so many tokens."""
        self._dropped = count
        if count and self._mark is None:
            self._mark = ContextMark(self._theme_manager, self._column)
            self._mark.show()
        if self._mark is not None:
            self._mark.set_context_tokens(context_tokens)
        self._place_mark()
        self._relayout()

    def scroll_to_end(self) -> None:
        """Go to the end and follow it from now on."""
        self._is_following = True
        self._keep_place(None)

    # ---- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out what is in sight at the new width now, and the rest when idle."""
        super().resizeEvent(event)
        self._relayout()
        self._start_idle()
        self._place_jump()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the start and the end with Home and End."""
        if event.key() == Qt.Key.Key_End:
            self.scroll_to_end()
        elif event.key() == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- building

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._column)
        self._column.setAutoFillBackground(True)
        self.viewport().setAutoFillBackground(True)
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._jump.hide()
        self._jump.clicked.connect(self.scroll_to_end)
        self._theme_manager.changed.connect(self._restyle)
        self._retranslate()

    def _make_style(self) -> DocumentStyle:
        manager = self._theme_manager
        font = manager.font(TextSize.BODY)
        font.setPointSizeF(round(font.pointSizeF() * READING_SCALE, 2))
        return DocumentStyle(manager.theme, font, manager.monospace_font())

    def _make_view(self, message: Message) -> MessageView:
        kind = UserMessage if message.role == "user" else ReplyMessage
        view = kind(self._theme_manager, self._style, message, self._column)
        view.retry_requested.connect(self.retry_requested)
        view.edit_requested.connect(self.edit_requested)
        view.sibling_chosen.connect(self.sibling_chosen)
        view.link_activated.connect(self.link_activated)
        view.copied.connect(self.copied)
        view.drag_selecting.connect(self._follow_selection)
        view.height_changed.connect(self._relayout)
        return view

    def _add_at_end(self, message: Message) -> None:
        view = self._make_view(message)
        if self._column.views:
            QWidget.setTabOrder(self._column.views[-1].body, view.body)
        self._column.insert(len(self._column.views), view)
        view.fit_width(self._reading_width())

    def _add_at_start(self, message: Message) -> None:
        view = self._make_view(message)
        QWidget.setTabOrder(self._column, view.body)
        self._column.insert(0, view)
        view.fit_width(self._reading_width())

    def _fill_sight(self) -> None:
        """Build the newest messages, as many as can be seen."""
        height = 0
        while self._waiting and height < self.viewport().height():
            self._add_at_start(self._waiting.pop())
            height += self._column.views[0].height()

    def _start_idle(self) -> None:
        if not self._idle.isActive():
            self._idle.start()

    def _work_a_batch(self) -> None:
        """Build older messages and lay out those out of sight for some milliseconds, keeping the reader's place."""
        end = time.perf_counter() + BATCH_SECONDS
        while self._work_once():
            if time.perf_counter() >= end:
                break
        else:
            self._idle.stop()
        is_settled = not self._idle.isActive()
        if is_settled or self.verticalScrollBar().value() < 2 * self.viewport().height():
            self._place_mark()
            self._relayout()
        if is_settled:
            self.settled.emit()

    def _work_once(self) -> bool:
        width = self._reading_width()
        stale = next((view for view in reversed(self._column.views) if view.fitted_width != width), None)
        if stale is not None:
            self._fit(stale, width)
        elif self._waiting:
            self._add_at_start(self._waiting.pop())
        else:
            return False
        return True

    def _fit(self, view: MessageView, width: int) -> None:
        if view.style_in_use is not self._style:
            view.set_style(self._style)
        view.fit_width(width)

    def _common_length(self, messages: list[Message]) -> int:
        """Count the built views that show the very messages of a list, from the start of the conversation."""
        if messages[: len(self._waiting)] != self._waiting or not self._column.views:
            return 0
        kept = 0
        for view, message in zip(self._column.views, messages[len(self._waiting) :], strict=False):
            if view.message.id != message.id:
                break
            if view.message != message:
                view.show_message(message)
            kept += 1
        return kept

    def _find(self, message_id: int) -> MessageView | None:
        return next((view for view in reversed(self._column.views) if view.message.id == message_id), None)

    def _adopt_live(self) -> None:
        views = self._column.views
        for view in views[:-1]:
            view.set_newest(False)
        last = views[-1] if views else None
        if last is not None:
            last.set_newest(True)
        is_live = isinstance(last, ReplyMessage) and last.message.state == "writing"
        self._live = last if is_live else None

    def _place_mark(self) -> None:
        at = self._dropped - len(self._waiting)
        shown = self._dropped > 0 and 0 <= at < len(self._column.views)
        self._column.set_mark(self._mark if shown else None, max(at, 0))
        if self._mark is not None:
            self._mark.setVisible(shown)

    # ---- a reply being written

    def _flush(self) -> None:
        self._draw.stop()
        if not self._buffer:
            return
        self._pace.drawn(time.thread_time() - self._cpu_at)
        self._cpu_at = time.thread_time()
        self._drawn_at = time.perf_counter()
        pieces, self._buffer = self._buffer, []
        if self._live is not None:
            for channel, text in pieces:
                self._live.append(text, channel)

    # ---- places

    def _reading_width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width()
        widest = round(READING_WIDTH * self._theme_manager.text_scale)
        return max(200, min(widest, self.width() - bar - 2 * _MARGIN))

    def _relayout(self) -> None:
        """Put every message in its place, keeping the end or the topmost message in sight where it is."""
        anchor = None if self._is_following else self._column.anchor(self.verticalScrollBar().value())
        width = self._reading_width()
        for view in self._column.in_sight(self.verticalScrollBar().value(), self.viewport().height()):
            if view.fitted_width != width:
                self._fit(view, width)
        self._is_adjusting = True
        self._column.lay_out(self.viewport().width(), width)
        self._is_adjusting = False
        self._keep_place(anchor)

    def _keep_place(self, anchor: tuple[MessageView, int] | None) -> None:
        bar = self.verticalScrollBar()
        self._is_adjusting = True
        if self._is_following:
            bar.setValue(bar.maximum())
        elif anchor is not None:
            view, offset = anchor
            bar.setValue(view.y() + offset)
        self._is_adjusting = False
        self._place_jump()

    def _on_scrolled(self, value: int) -> None:
        if not self._is_adjusting:
            self._is_following = value >= self.verticalScrollBar().maximum() - _NEAR_END
            self._place_jump()

    def _place_jump(self) -> None:
        bar = self.verticalScrollBar()
        self._jump.setVisible(not self._is_following and bar.value() < bar.maximum() - _NEAR_END)
        area = self.viewport().geometry()
        left = area.center().x() - self._jump.width() // 2
        self._jump.move(left, area.bottom() - self._jump.height() - 12)

    def _follow_selection(self, mouse: QPoint) -> None:
        """Scroll while a selection is drawn beyond what is in sight."""
        y = self.viewport().mapFromGlobal(mouse).y()
        beyond = min(0, y) + max(0, y - self.viewport().height())
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + beyond // 2)

    def _restyle(self) -> None:
        self._style = self._make_style()
        for view in self._column.views:
            view.fitted_width = 0
        self._relayout()
        self._start_idle()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Conversation"))
        self._jump.set_label(self.tr("Go to the end"))
