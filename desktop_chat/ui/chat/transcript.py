"""The messages of the open conversation: newest first on the screen, following the end, growing as a reply does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.messages import Message, ReadingPlace
from desktop_chat.engine.protocol import Channel
from desktop_chat.ui.announce import announce
from desktop_chat.ui.chat.blocks.marks import Spot
from desktop_chat.ui.chat.column import Pin
from desktop_chat.ui.chat.context_mark import ContextMark
from desktop_chat.ui.chat.delta_buffer import DeltaBuffer, Piece
from desktop_chat.ui.chat.message_list import MessageList
from desktop_chat.ui.chat.message_view import MessageView, ViewState
from desktop_chat.ui.chat.reply_message import ReplyMessage
from desktop_chat.ui.chat.rows import Messages
from desktop_chat.ui.chat.user_message import UserMessage
from desktop_chat.ui.style import ThemeManager

_FLASHED_AT: Final = 1 / 3
"""How far down the sight what was looked for is put."""

_LONGEST_SOUGHT: Final = 100
"""Characters of a selection that is looked for."""

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
    "link_pointed",
    "save_requested",
    "copied",
)


class Sought(NamedTuple):
    """A message that was searched for, the words to mark in it, and which of their places is gone to."""

    message_id: int
    terms: tuple[str, ...]
    hit: Spot | None = None  # None: the first, without a ring around it


class Transcript(MessageList):
    """Shows a conversation of any length, also while replies are written, and passes on what people ask of it.

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
        link_pointed: (address) the pointer or the keyboard is at this link; nothing: at none any more.
        save_requested: (code, language) the user wants code in a file.
        copied: something was put on the clipboard, and nothing else says so.
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
    link_pointed = Signal(str)
    save_requested = Signal(str, str)
    copied = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(theme_manager, parent)
        self._wanted: ReadingPlace | None = None  # where to go once its message is here
        self._sought: Sought | None = None  # the message that was searched for
        self._is_sought_far = False  # it is not here yet
        self._is_sought_unread = False  # not all of it is read yet
        self._everywhere: tuple[str, ...] = ()  # words to mark in every message
        self._first_read: int | None = None
        self._mark: ContextMark | None = None
        self._deltas = DeltaBuffer(self)
        self._deltas.due.connect(self._draw)
        self.settled.connect(self._go_on_seeking)
        self._retranslate()

    # ---- what the window asks

    @property
    def message_ids(self) -> list[int]:
        """The ids of all messages, oldest first."""
        return [message.id for row in self.column.rows for message in row]

    def set_messages(self, messages: Sequence[Message], beside: Message | None = None) -> None:
        """Show a conversation, or its newest part, or another branch of it; what is in common stays as it is.

        The reader stays where they are while that message is still there. `beside`: see `set_beside`.
        """
        self._deltas.flush()
        rows: list[Messages] = [(message,) for message in messages]
        if rows and beside is not None:
            rows[-1] = (*rows[-1], beside)
        kept, place = self._common_length(rows), self.place()
        self.column.truncate(kept)
        if not kept:
            self.glide.stop()
            self.follow()
            self._wanted = self._sought = None
        for (number, ours), theirs in zip(self.column.numbered_from(0), rows, strict=False):
            if ours != theirs:
                self.column.set_row(number, theirs)
        self.column.extend(rows[kept:])
        if not kept and place is not None and self.column.number_of(place.message_id) is not None:
            self.set_place(place)
        if self.pin is not None and not self.column.has_number(self.pin.number):
            self.follow()
        self._adopt_end()
        self._place_mark()
        self.settle()

    def set_beside(self, message: Message | None) -> None:
        """Show another version of the last message beside it, or it alone."""
        for number, row in self.column.numbered_from(len(self.column) - 1):
            self.column.set_row(number, row[:1] if message is None else (row[0], message))
        self._adopt_end()
        self.settle()

    def add_older(self, messages: Sequence[Message]) -> None:
        """Add messages before the first one; the reader stays where they are."""
        self.column.prepend([(message,) for message in messages])
        self._place_mark()
        if self._wanted is not None:
            self.set_place(self._wanted)
        elif self._sought is not None and self._is_sought_far:
            self._seek()
        else:
            self.settle()

    def append_message(self, message: Message) -> None:
        """Add a message at the end, and go there if the user sent it."""
        self._deltas.flush()
        self.column.extend([(message,)])
        if message.role == "user":
            self.follow()
        self._note_news()
        self._adopt_end()
        self.settle()

    def begin_reply(self, message: Message) -> None:
        """Add a reply that is about to be written, or take the one that is already there."""
        if self.column.number_of(message.id) is None:
            self.append_message(message)
        else:
            self.replace_message(message)

    def append_delta(self, text: str, channel: Channel, message_id: int) -> None:
        """Take the next piece of a reply; it is drawn with others, at most 60 times a second."""
        self._deltas.add(Piece(message_id, channel, text))

    def set_prompt_progress(self, done: int, total: int, message_id: int) -> None:
        """Say how many tokens of a reply's prompt are read."""
        view = self.column.view_of(message_id)
        if isinstance(view, ReplyMessage):
            view.show_progress(done, total)

    def finish_reply(self, message: Message) -> None:
        """Show how a reply ended, and say it to people who use a screen reader."""
        self.replace_message(message)
        view = self.column.view_of(message.id)
        if view is not None and self.isActiveWindow():
            announce(self, view.spoken())

    def replace_message(self, message: Message) -> None:
        """Show another state of a message that is here."""
        self._deltas.flush()
        self.column.replace(message)
        self._adopt_end()
        self.settle()

    def clear(self) -> None:
        """Show nothing."""
        self.set_messages([])

    def set_first_read(self, message_id: int | None, context_tokens: int = 0) -> None:
        """Mark the messages before this one as no longer read by a model with a context of so many tokens."""
        self._first_read = message_id
        if message_id is not None and self._mark is None:
            self._mark = ContextMark(self.theme_manager, self.viewport())
            self._mark.hide()
        if self._mark is not None:
            self._mark.set_context_tokens(context_tokens)
        self._place_mark()
        self.settle()

    def place(self) -> ReadingPlace | None:
        """Give where the reader is; None at the end."""
        if self.pin is None or not len(self.column):
            return self._wanted
        number = self.column.number_at(self.top)
        return ReadingPlace(self.column.messages_of(number)[0].id, self.top - self.column.top_of(number))

    def set_place(self, place: ReadingPlace | None) -> None:
        """Go to a place; where its message is not here yet, as soon as it is. None: to the end."""
        number = self.column.number_of(place.message_id) if place is not None else None
        self._wanted = place if number is None else None
        if place is None or number is None:
            self.follow()
        else:
            self.pin = Pin(number, self.column.row(number).anchor_at(place.offset), 0)
        self.settle()

    def show_message(self, message_id: int, terms: tuple[str, ...] = ()) -> None:
        """Go to a message, mark words in it and draw the eye there; as soon as it is here, if it is not yet."""
        self.clear_search()
        self._sought = Sought(message_id, terms)
        self._seek()

    def mark(self, words: str) -> None:
        """Mark words in every message, those that are built later too."""
        self.clear_search()
        self._everywhere = (words,) if words.strip() else ()
        for view in self.column.views:
            view.set_search(self._everywhere)

    def show_hit(self, message_id: int, hit: Spot) -> None:
        """Go to one of the places in a message that `mark` marked, and put a ring around it."""
        before = self._view_sought()
        if before is not None:
            before.set_search(self._everywhere)
        self._sought = Sought(message_id, self._everywhere, hit)
        self._seek()

    def first_in_sight(self) -> int | None:
        """Give the first message that is in sight; None where there is none."""
        if not len(self.column):
            return None
        return self.column.messages_of(self.column.number_at(self.top))[0].id

    def selected_line(self) -> str:
        """Give the text that is selected in a message, where it is short and on one line."""
        texts = (
            text.selected_text() for view in self.column.views for text in view.texts() if text.has_selection
        )
        selected = next(texts, "").strip()
        return selected if len(selected) <= _LONGEST_SOUGHT and "\n" not in selected else ""

    def clear_search(self) -> None:
        """Take the marks away."""
        marked = self.column.views if self._everywhere else [self._view_sought()]
        self._everywhere, self._sought = (), None
        for view in filter(None, marked):
            view.set_search(())

    def _view_sought(self) -> MessageView | None:
        return self.column.view_of(self._sought.message_id) if self._sought is not None else None

    def _seek(self) -> None:
        """Go to what was searched for; where its message, or that part of it, is not read yet, as soon as it is."""
        assert self._sought is not None
        number = self.column.number_of(self._sought.message_id)
        self._is_sought_far = number is None
        if number is None:
            return
        row = self.column.row(number)
        view = next(view for view in row.views if view.message.id == self._sought.message_id)
        view.set_search(self._sought.terms, self._sought.hit)
        top = view.hit_top(self._sought.hit) if self._sought.terms else None
        self._is_sought_unread = bool(self._sought.terms) and not view.is_read
        self.glide.stop()
        self._wanted = None
        self.pin = Pin(number, row.anchor_at(row.top_of(view) + (top or 0)), round(self.sight * _FLASHED_AT))
        self.settle()
        if self._sought.hit is None:
            view.flash()

    def _go_on_seeking(self) -> None:
        if self._is_sought_unread and self._sought is not None:
            self._seek()

    # ---- events

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Forget where to go once the reader goes somewhere."""
        if not self.is_settling:
            self._wanted = None
            self._is_sought_unread = False
        super().scrollContentsBy(dx, dy)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- building

    def make_view(self, message: Message, state: ViewState) -> MessageView:
        """Make the view of a message on the viewport."""
        kind = UserMessage if message.role == "user" else ReplyMessage
        view = kind(
            self.theme_manager,
            self.style_in_use,
            message,
            self.model_names,
            state=state,
            parent=self.viewport(),
        )
        for name in _PASSED_ON:
            getattr(view, name).connect(getattr(self, name))
        self.follow_view(view)
        self._dress(view)
        if self._sought is not None and self._sought.message_id == message.id:
            view.set_search(self._sought.terms, self._sought.hit)
        elif self._everywhere:
            view.set_search(self._everywhere)
        return view

    def _dress(self, view: MessageView) -> None:
        """Tell a view where among the others it stands."""
        number = self.column.number_of(view.message.id)
        if number is None:
            return
        row = self.column.messages_of(number)
        place = next(place for place, message in enumerate(row) if message.id == view.message.id)
        index = self.column.index_of(view.message.id) or 0
        view.set_newest(index == len(self.column) - 1)
        view.set_beside(place if len(row) > 1 else None)
        view.set_position(index + 1, len(self.column))

    def _common_length(self, rows: Sequence[Messages]) -> int:
        """Count the rows at the beginning that are of the very messages given."""
        pairs = zip(self.column.rows, rows, strict=False)
        return next(
            (count for count, (ours, theirs) in enumerate(pairs) if ours[0].id != theirs[0].id),
            min(len(self.column), len(rows)),
        )

    def _adopt_end(self) -> None:
        """Keep the footer of the newest row in sight, and a view for each reply that is being written."""
        for number, row in self.column.numbered_from(len(self.column) - 1):
            if any(message.state == "writing" for message in row):
                self.column.row(number)
        for view in self.column.views:
            self._dress(view)

    def _place_mark(self) -> None:
        index = self.column.index_of(self._first_read) if self._first_read is not None else None
        self.column.set_mark(self._mark if index else None, index or 0)

    # ---- a reply being written

    def _draw(self, pieces: list[Piece]) -> None:
        views = {piece.message_id: self.column.view_of(piece.message_id) for piece in pieces}
        written = {
            number: view
            for number, view in views.items()
            if isinstance(view, ReplyMessage) and view.message.state == "writing"
        }

        def append() -> None:
            for piece in pieces:
                if piece.message_id in written:
                    written[piece.message_id].append(piece.text, piece.channel)

        self.change(list(written.values()), append)
        self._note_news()

    def _note_news(self) -> None:
        if self.pin is not None:
            self.jump_button.set_news(True)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Conversation"))
