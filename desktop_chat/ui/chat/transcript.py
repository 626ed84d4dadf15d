"""The messages of the open conversation: newest first on the screen, following the end, growing as a reply does."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_chat.chat.messages import Message, ReadingPlace
from desktop_chat.engine.protocol import Channel
from desktop_chat.ui.announce import announce
from desktop_chat.ui.chat import accessible_message
from desktop_chat.ui.chat.column import Column, Messages, Pin
from desktop_chat.ui.chat.context_mark import ContextMark
from desktop_chat.ui.chat.current_message import CurrentMessage
from desktop_chat.ui.chat.delta_buffer import DeltaBuffer, Piece
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.jump_button import JumpButton
from desktop_chat.ui.chat.message_row import Room
from desktop_chat.ui.chat.message_view import MessageView, ViewState
from desktop_chat.ui.chat.reply_message import ReplyMessage
from desktop_chat.ui.chat.smooth_scroll import SmoothScroll
from desktop_chat.ui.chat.user_message import UserMessage
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import READING_WIDTH, SPACING

BATCH_SECONDS: Final = 0.004
"""How long what is out of sight may be worked on before events are heard again."""

READING_SCALE: Final = 15 / 14
"""Messages are read for longer than labels: their text is a little larger than the interface's."""

_NEAR_END: Final = 24
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MARGIN: Final = 3 * SPACING
_STEP: Final = 32
_TWO_COLUMNS: Final = 720
_FLASHED_AT: Final = 1 / 3
"""How far down the sight what was looked for is put."""

_PASSED_ON: Final = (
    "retry_requested",
    "retry_with_requested",
    "compare_requested",
    "continue_requested",
    "edit_requested",
    "branch_requested",
    "delete_requested",
    "sibling_chosen",
    "beside_chosen",
    "beside_closed",
    "link_activated",
    "save_requested",
    "copied",
)


class Sought(NamedTuple):
    """A message that was searched for, and the words to mark in it."""

    message_id: int
    terms: tuple[str, ...]


class Transcript(QAbstractScrollArea):
    """Shows messages in a centred reading column; of a long conversation, builds what is near the reader.

    Signals:
        retry_requested: (message id) another reply is wanted.
        retry_with_requested: (message id) another reply by another model, to be chosen, is wanted.
        compare_requested: (message id) a reply by another model, to be chosen, is wanted beside this one.
        continue_requested: (message id) the model is to go on with a reply that is not whole.
        edit_requested: (message id) the user wants to change a message.
        branch_requested: (message id) a new conversation with everything up to here is wanted.
        delete_requested: (message id) the user wants a message gone.
        sibling_chosen: (message id) another version is to be shown.
        beside_chosen: (message id) of two versions side by side, the conversation goes on with this one.
        beside_closed: the version beside is to go.
        link_activated: (QUrl) the user clicked a link; nothing has been opened.
        save_requested: (code, language) the user wants code in a file.
        copied: something was put on the clipboard.
        settled: everything near the reader is built and laid out.
    """

    retry_requested = Signal(int)
    retry_with_requested = Signal(int)
    compare_requested = Signal(int)
    continue_requested = Signal(int)
    edit_requested = Signal(int)
    branch_requested = Signal(int)
    delete_requested = Signal(int)
    sibling_chosen = Signal(int)
    beside_chosen = Signal(int)
    beside_closed = Signal()
    link_activated = Signal(QUrl)
    save_requested = Signal(str, str)
    copied = Signal()
    settled = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._style = self._make_style()
        self._column = Column(self._make_view, self._style)
        self._pin: Pin | None = None  # None: the end is followed
        self._wanted: ReadingPlace | None = None  # where to go once its message is here
        self._sought: Sought | None = None  # the message that was searched for
        self._is_sought_far = False  # it is not here yet
        self._top = 0
        self._is_settling = False
        self._first_read: int | None = None
        self._mark: ContextMark | None = None
        self._deltas = DeltaBuffer(self)
        self._deltas.due.connect(self._draw)
        self._scroll = SmoothScroll(theme_manager, self.verticalScrollBar())
        self._jump = JumpButton(theme_manager, self)
        self._current = CurrentMessage(self._column, self)
        self._current.reveal_requested.connect(lambda view: self.reveal(view, 0, view.height()))
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._work_a_batch)
        self._set_up()

    # ---- what the window asks

    @property
    def views(self) -> list[MessageView]:
        """The messages that are built, oldest first."""
        return self._column.views

    @property
    def message_ids(self) -> list[int]:
        """The ids of all messages, oldest first."""
        return [message.id for row in self._column.rows for message in row]

    @property
    def is_following(self) -> bool:
        """Whether the end stays in sight as the reply grows."""
        return self._pin is None

    def set_messages(self, messages: Sequence[Message], beside: Message | None = None) -> None:
        """Show a conversation, or its newest part, or another branch of it; what is in common stays as it is.

        Older messages that are here stay where the first one given follows them. `beside`: see `set_beside`.
        """
        self._deltas.flush()
        rows: list[Messages] = [(message,) for message in messages]
        if rows and beside is not None:
            rows[-1] = (*rows[-1], beside)
        older = self._older_than(rows)
        kept = older + self._common_length(rows, older)
        self._column.truncate(kept)
        if not kept:
            self._forget_place()
            self._sought = None
        for (number, ours), theirs in zip(self._column.numbered_from(older), rows, strict=False):
            if ours != theirs:
                self._column.set_row(number, theirs)
        self._column.extend(rows[kept - older :])
        self._adopt_end()
        self._place_mark()
        self._settle()

    def set_beside(self, message: Message | None) -> None:
        """Show another version of the last message beside it, or it alone."""
        for number, row in self._column.numbered_from(len(self._column) - 1):
            self._column.set_row(number, row[:1] if message is None else (row[0], message))
        self._adopt_end()
        self._settle()

    def add_older(self, messages: Sequence[Message]) -> None:
        """Add messages before the first one; the reader stays where they are."""
        self._column.prepend([(message,) for message in messages])
        self._place_mark()
        if self._wanted is not None:
            self.set_place(self._wanted)
        elif self._sought is not None and self._is_sought_far:
            self.show_message(*self._sought)
        else:
            self._settle()

    def append_message(self, message: Message) -> None:
        """Add a message at the end, and go there if the user sent it."""
        self._deltas.flush()
        self._column.extend([(message,)])
        if message.role == "user":
            self._follow()
        self._note_news()
        self._adopt_end()
        self._settle()

    def begin_reply(self, message: Message) -> None:
        """Add a reply that is about to be written, or take the one that is already there."""
        if self._column.number_of(message.id) is None:
            self.append_message(message)
        else:
            self.replace_message(message)

    def append_delta(self, text: str, channel: Channel, message_id: int) -> None:
        """Take the next piece of a reply; it is drawn with others, at most 60 times a second."""
        self._deltas.add(Piece(message_id, channel, text))

    def set_prompt_progress(self, done: int, total: int, message_id: int) -> None:
        """Say how many tokens of a reply's prompt are read."""
        view = self._column.view_of(message_id)
        if isinstance(view, ReplyMessage):
            view.show_progress(done, total)

    def finish_reply(self, message: Message) -> None:
        """Show how a reply ended, and say it to people who use a screen reader."""
        self.replace_message(message)
        view = self._column.view_of(message.id)
        if view is not None and self.isActiveWindow():
            announce(self, view.spoken())

    def replace_message(self, message: Message) -> None:
        """Show another state of a message that is here."""
        self._deltas.flush()
        self._column.replace(message)
        self._adopt_end()
        self._settle()

    def clear(self) -> None:
        """Show nothing."""
        self.set_messages([])

    def set_first_read(self, message_id: int | None, context_tokens: int = 0) -> None:
        """Mark the messages before this one as no longer read by a model with a context of so many tokens."""
        self._first_read = message_id
        if message_id is not None and self._mark is None:
            self._mark = ContextMark(self._theme_manager, self.viewport())
            self._mark.hide()
        if self._mark is not None:
            self._mark.set_context_tokens(context_tokens)
        self._place_mark()
        self._settle()

    def place(self) -> ReadingPlace | None:
        """Give where the reader is; None at the end."""
        if self._pin is None or not len(self._column):
            return self._wanted
        number = self._column.number_at(self._top)
        return ReadingPlace(self._column.messages_of(number)[0].id, self._top - self._column.top_of(number))

    def set_place(self, place: ReadingPlace | None) -> None:
        """Go to a place; where its message is not here yet, as soon as it is. None: to the end."""
        number = self._column.number_of(place.message_id) if place is not None else None
        self._wanted = place if number is None else None
        if place is None or number is None:
            self._follow()
        else:
            self._pin = Pin(number, self._column.row(number).anchor_at(place.offset), 0)
        self._settle()

    def show_message(self, message_id: int, terms: tuple[str, ...] = ()) -> None:
        """Go to a message, mark words in it and draw the eye there; as soon as it is here, if it is not yet."""
        self.clear_search()
        self._sought = Sought(message_id, terms)
        number = self._column.number_of(message_id)
        self._is_sought_far = number is None
        if number is None:
            return
        row = self._column.row(number)
        view = next(view for view in row.views if view.message.id == message_id)
        y = row.top_of(view) + (view.set_search(terms) or 0)
        self._scroll.stop()
        self._wanted = None
        self._pin = Pin(number, row.anchor_at(y), round(self.viewport().height() * _FLASHED_AT))
        self._settle()
        view.flash()

    def clear_search(self) -> None:
        """Take the marks away."""
        view = self._column.view_of(self._sought.message_id) if self._sought is not None else None
        if view is not None:
            view.set_search(())
        self._sought = None

    def step_message(self, direction: int) -> None:
        """Take the keyboard to the next message (1) or the one before (-1)."""
        self._current.step(direction)

    def reveal(self, view: MessageView, top: int, bottom: int) -> None:
        """Bring heights of a view into sight; what is too tall, its top."""
        number = self._column.number_of(view.message.id)
        if number is None:
            return
        self._settle()
        start = self._column.top_of(number) + self._column.row(number).top_of(view)
        sight = self.viewport().height() - SPACING
        upper, lower = start + top - SPACING, start + bottom + SPACING
        if upper < self._top or lower - upper > sight:
            self._scroll.to(upper)
        elif lower > self._top + sight:
            self._scroll.to(lower - sight)

    def scroll_to_end(self) -> None:
        """Go to the end and follow it from now on."""
        self._scroll.stop()
        self._follow()
        self._settle()

    # ---- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out what is in sight at the new width now, and the rest when idle."""
        super().resizeEvent(event)
        self._column.set_room(self._room())
        self._settle()

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Follow the scroll bar, keeping in place what was seen before and after."""
        if self._is_settling:
            return
        self._wanted = None
        bar = self.verticalScrollBar()
        value, sight = bar.value(), self.viewport().height()
        if dy < 0 and value >= bar.maximum() - _NEAR_END:
            self._follow()
        else:
            seen = self._top if value <= self._top < value + sight else value
            self._pin = self._column.pin_at(seen, value)
        self._settle()
        if self._pin is not None:
            self._pin = self._column.pin_at(self._top, self._top)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Glide with a wheel; follow a touchpad as it moves."""
        pixels = event.pixelDelta().y()
        angle = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not (pixels or angle):
            event.ignore()
            return
        if pixels and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            self._scroll.stop()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - pixels)
        else:
            self._scroll.by(-angle / 120 * 3 * _STEP)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down by lines, pages and messages, and to the ends."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _STEPS:
            self.step_message(_STEPS[Qt.Key(event.key())])
            return
        page = self.viewport().height() * 0.9
        key, is_shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        keys = Qt.Key
        steps = {keys.Key_Up: -_STEP, keys.Key_Down: _STEP, keys.Key_PageUp: -page, keys.Key_PageDown: page}
        steps[keys.Key_Space] = -page if is_shifted else page
        if key == keys.Key_End:
            self.scroll_to_end()
        elif key == keys.Key_Home:
            self._scroll.stop()
            self.verticalScrollBar().setValue(0)
        elif key in steps:
            self._scroll.by(steps[key])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- building

    def _set_up(self) -> None:
        accessible_message.install()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        bar = self.verticalScrollBar()
        bar.setSingleStep(_STEP)
        bar.sliderPressed.connect(self._scroll.stop)
        self._jump.clicked.connect(self.scroll_to_end)
        self._theme_manager.changed.connect(self._restyle)
        self._retranslate()

    def _make_style(self) -> DocumentStyle:
        manager = self._theme_manager
        font = manager.font(TextSize.BODY)
        font.setPointSizeF(round(font.pointSizeF() * READING_SCALE, 2))
        return DocumentStyle(manager.theme, font, manager.monospace_font())

    def _make_view(self, message: Message, state: ViewState) -> MessageView:
        kind = UserMessage if message.role == "user" else ReplyMessage
        view = kind(self._theme_manager, self._style, message, state=state, parent=self.viewport())
        for name in _PASSED_ON:
            getattr(view, name).connect(getattr(self, name))
        view.drag_selecting.connect(self._follow_selection)
        view.height_changed.connect(lambda: self._take_height(view))
        view.reveal_requested.connect(lambda top, bottom: self.reveal(view, top, bottom))
        self._dress(view)
        if self._sought is not None and self._sought.message_id == message.id:
            view.set_search(self._sought.terms)
        return view

    def _dress(self, view: MessageView) -> None:
        """Tell a view where among the others it stands."""
        number = self._column.number_of(view.message.id)
        if number is None:
            return
        row = self._column.messages_of(number)
        place = next(place for place, message in enumerate(row) if message.id == view.message.id)
        index = self._column.index_of(view.message.id) or 0
        view.set_newest(index == len(self._column) - 1)
        view.set_beside(place if len(row) > 1 else None)
        view.set_position(index + 1, len(self._column))

    def _older_than(self, rows: Sequence[Messages]) -> int:
        """Count the rows here that are older than those given, and belong to the same branch."""
        first = rows[0][0] if rows else None
        at = self._column.index_of(first.id) if first is not None else None
        return at if first is not None and at and first.parent_id is not None else 0

    def _common_length(self, rows: Sequence[Messages], start: int) -> int:
        """Count the rows here, from an index on, that are of the very messages given."""
        pairs = zip(self._column.rows[start:], rows, strict=False)
        return next(
            (count for count, (ours, theirs) in enumerate(pairs) if ours[0].id != theirs[0].id),
            min(len(self._column) - start, len(rows)),
        )

    def _adopt_end(self) -> None:
        """Keep the footer of the newest row in sight, and a view for each reply that is being written."""
        for number, row in self._column.numbered_from(len(self._column) - 1):
            if any(message.state == "writing" for message in row):
                self._column.row(number)
        for view in self._column.views:
            self._dress(view)

    def _place_mark(self) -> None:
        index = self._column.index_of(self._first_read) if self._first_read is not None else None
        self._column.set_mark(self._mark if index else None, index or 0)

    # ---- a reply being written

    def _draw(self, pieces: list[Piece]) -> None:
        self._is_settling = True
        for piece in pieces:
            view = self._column.view_of(piece.message_id)
            if isinstance(view, ReplyMessage) and view.message.state == "writing":
                view.append(piece.text, piece.channel)
                self._column.take_height(view)
        self._is_settling = False
        self._note_news()
        self._settle()

    def _note_news(self) -> None:
        if self._pin is not None:
            self._jump.set_news(True)

    # ---- places

    def _room(self) -> Room:
        space = self.width() - self.verticalScrollBar().sizeHint().width()
        widest = round(READING_WIDTH * self._theme_manager.text_scale)
        width = max(200, min(widest, space - 2 * _MARGIN))
        wide = max(width, min(2 * widest, space - 2 * _MARGIN))
        is_wide = space >= _TWO_COLUMNS * self._theme_manager.text_scale
        return Room(max(0, (space - width) // 2), width, max(0, (space - wide) // 2), wide, is_wide)

    def _follow(self) -> None:
        self._pin = None
        self._jump.set_news(False)

    def _forget_place(self) -> None:
        self._scroll.stop()
        self._wanted = None
        self._follow()

    def _settle(self) -> None:
        """Put everything in its place, keeping the end or what the reader reads where it is."""
        if self._is_settling:
            return
        self._is_settling = True
        sight = self.viewport().height()
        top = self._column.settle(sight, self._pin)
        bar = self.verticalScrollBar()
        moved = top - bar.value()
        bar.setPageStep(sight)
        bar.setRange(0, max(0, self._column.height - sight))
        bar.setValue(top)
        if moved:
            self._scroll.shift(moved)
        shift = self._top - top
        if shift and abs(shift) < sight:
            self.viewport().scroll(0, shift)
        self._top = top
        self._column.place(top)
        self._is_settling = False
        self._place_jump()
        self._idle.start()

    def _work_a_batch(self) -> None:
        """Build and lay out what is near for some milliseconds."""
        sight, changes = self.viewport().height(), self._column.changes
        self._is_settling = True
        has_more = self._column.work(self._top, sight, time.perf_counter() + BATCH_SECONDS)
        self._is_settling = False
        if self._column.changes != changes:
            self._settle()
        if not has_more:
            self._column.release_far(self._top, sight)
            self._current.keep_in_sight(sight)
            self._idle.stop()
            self.settled.emit()

    def _take_height(self, view: MessageView) -> None:
        if not self._is_settling:
            self._column.take_height(view)
            self._settle()

    def _place_jump(self) -> None:
        bar = self.verticalScrollBar()
        self._jump.setVisible(self._pin is not None and bar.value() < bar.maximum() - _NEAR_END)
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
        self._column.set_style(self._style)
        self._column.set_room(self._room())
        self._settle()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Conversation"))
