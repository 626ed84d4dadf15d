"""A reply of the model: its thoughts, its Markdown, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.engine.protocol import Channel
from desktop_chat.markdown.parsing import parse
from desktop_chat.ui.chat.block_view import BlockView
from desktop_chat.ui.chat.blocks.accessible import spoken
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.message_view import BLEED, UNTOUCHED, MessageView, ViewState, beginning
from desktop_chat.ui.chat.model_names import ModelNames
from desktop_chat.ui.style import ThemeManager

if TYPE_CHECKING:
    from desktop_chat.markdown.stream import MarkdownStream
    from desktop_chat.ui.chat.held_blocks import HeldBlocks
    from desktop_chat.ui.chat.reasoning_fold import ReasoningFold
    from desktop_chat.ui.chat.reply_status import ReplyStatus

AT_ONCE: Final = 10_000
"""Characters that are read in one go; what is longer is read piece by piece, so that the window need not wait."""

_PIECE: Final = 3_000
_GAP: Final = 8


class ReplyMessage(MessageView):
    """Shows a reply, also while it is being written: `append` costs the same at its end as at its start."""

    def __init__(
        self,
        theme_manager: ThemeManager,
        style: DocumentStyle,
        message: Message,
        model_names: ModelNames,
        *,
        state: ViewState = UNTOUCHED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme_manager, style, message, model_names, parent)
        self._pieces: list[str] = []
        self._unread = ""  # the end of a long text, not read yet
        self._has_begun = False
        self._was_open = state.is_reasoning_open
        self._stream: MarkdownStream | None = None
        self._held: HeldBlocks | None = None  # what the stream tells while it reads again what is shown
        self._fold: ReasoningFold | None = None
        self._status: ReplyStatus | None = None
        if message.reasoning:
            self._need_fold().set_text(message.reasoning, message.reasoning_seconds)
        self._write(message.text)
        self._update_status()
        self._retranslate()
        self._update_footer()

    @property
    def text(self) -> str:
        """The answer so far."""
        return "".join(self._pieces)

    @property
    def reasoning(self) -> str:
        """The thoughts so far."""
        return self._fold.text if self._fold else ""

    @property
    def fold(self) -> ReasoningFold | None:
        """The thoughts' line and text, once there are any."""
        return self._fold

    @property
    def status(self) -> ReplyStatus | None:
        """The line that says what became of the reply, where there is something to say."""
        return self._status

    @property
    def is_read(self) -> bool:
        """Whether all of the reply is read as Markdown; a long one is read while the reader reads."""
        return not self._unread

    @property
    def state(self) -> ViewState:
        """Whether the reader opened or folded the thoughts."""
        return ViewState(self._fold.chosen if self._fold is not None else self._was_open)

    def append(self, text: str, channel: Channel) -> None:
        """Take the next piece of a reply that is being written."""
        if channel == "reasoning":
            self._need_fold().append(text)
        else:
            if self._fold is not None:
                self._fold.end()
            self._pieces.append(text)
            if self._unread:
                self._unread += text
            else:
                self._need_stream().feed(text)
        if not self._has_begun:
            self._update_status()
        self._restack()

    def show_progress(self, done: int, total: int) -> None:
        """Say how much of the prompt is read, in tokens."""
        if self._status is not None:
            self._status.show_progress(done, total)

    def show_message(self, message: Message) -> None:
        """Show another state of the message; text that is already there is not written again."""
        if message.state != "writing" and self._fold is not None:
            self._fold.end()
        if message.reasoning or self._fold is not None:
            self._need_fold().set_text(message.reasoning, message.reasoning_seconds)
        super().show_message(message)
        is_taken_up = message.state == "writing" and self._stream is None and bool(message.text)
        if message.text != self.text or is_taken_up:
            self._write(message.text)
        elif message.state != "writing" and not self._unread:
            self._finish()
        self._update_status()
        self._restack()

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours."""
        super().set_style(style)
        self.body.set_style(style)
        if self._fold is not None and self._fold.text_view is not None:
            self._fold.text_view.set_style(style.muted)

    def plain_text(self) -> str:
        """Give the answer without marks."""
        from desktop_chat.markdown.writing import to_plain  # noqa: PLC0415  not needed for a start

        return to_plain(parse(self.text))

    def spoken(self) -> str:
        """Say which model wrote it, how it begins, and what became of it where it is not simply done."""
        model = self.model_name or self.tr("Reply")
        words = self._status.words if self._status is not None and self.message.state != "writing" else ""
        begins = beginning(spoken(self.body) or self.message.text)
        return self.tr("{0}: {1}").format(model, " – ".join(filter(None, (begins, words))))

    def texts(self) -> list[BlockView]:
        """Give the thoughts, where they are open, and the answer."""
        thoughts = self._fold.view if self._fold is not None else None
        return [thoughts, self.body] if thoughts is not None else [self.body]

    def write_more(self) -> bool:
        """Read a little more of a long reply; True where there is more to read."""
        if not self._unread:
            return False
        piece, self._unread = self._unread[:_PIECE], self._unread[_PIECE:]
        self._need_stream().feed(piece)
        if not self._unread:
            self._catch_up()
        self._restack()
        return bool(self._unread)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _stack(self) -> None:
        width, top = self.fitted_width, self._stack_header()
        if self._fold is not None:
            height = self._fold.fit_width(width)
            self._fold.move(BLEED, top)
            top += height + (_GAP if self._fold.view is None else 2 * _GAP)
        height = self.body.fit_width(width) if any(self._pieces) else 0
        self.body.setGeometry(BLEED, top, width, height)
        top += height
        if self._unread and not (self._held is not None and self._held.is_holding):
            top += self._unread_height(height)
        if self._status is not None:
            top += _GAP if height else 0
            status_height = self._status.fit_width(width)
            self._status.move(BLEED, top)
            top += status_height
        self._end(top)

    def _unread_height(self, height: int) -> int:
        """Guess the height of what is not read yet from what is."""
        read = sum(map(len, self._pieces)) - len(self._unread)
        return round(height * len(self._unread) / read) if read else 0

    def _inner_stops(self) -> list[QWidget]:
        fold = [self._fold.toggle] if self._fold is not None else []
        status = self._status.stops() if self._status is not None else []
        return [*fold, *self.texts(), *status]

    def _write(self, text: str) -> None:
        """Show the whole text anew."""
        self._pieces = [text]
        self._stream = None
        if not text:
            self.body.set_blocks(())
        if self.message.state != "writing" and len(text) <= AT_ONCE:
            self.body.set_blocks(parse(text))
            self._unread = ""
        else:
            self._unread = text
            self.write_more()

    def _need_stream(self) -> MarkdownStream:
        if self._stream is None:
            from desktop_chat.markdown.stream import MarkdownStream  # noqa: PLC0415  not needed for a start
            from desktop_chat.ui.chat.held_blocks import HeldBlocks  # noqa: PLC0415  not needed for a start

            self._held = HeldBlocks(self.body)
            if not self.body.blocks:
                self._held.release()
            self._stream = MarkdownStream(self._held)
        return self._stream

    def _catch_up(self) -> None:
        """Show what was read again behind what is shown."""
        if self._held is not None:
            self._held.release()
            self._held = None
        if self.message.state != "writing":
            self._finish()

    def _finish(self) -> None:
        if self._stream is not None:
            self._stream.finish()
            self._stream = None

    def _update_status(self) -> None:
        state = self.message.state
        self._has_begun = self._fold is not None or any(self._pieces)
        wanted = state in {"stopped", "cut", "failed"} or (state == "writing" and not self._has_begun)
        self.body.set_growing(state == "writing" and any(self._pieces))
        if wanted and self._status is None:
            self._make_status()
        elif wanted and self._status is not None:
            self._status.show_message(self.message)
        elif self._status is not None:
            self._status.hide()
            self._status.deleteLater()
            self._status = None

    def _make_status(self) -> None:
        from desktop_chat.ui.chat.reply_status import ReplyStatus  # noqa: PLC0415  not needed for a start

        self._status = ReplyStatus(self.theme_manager, self.message, self)
        self._status.retry_requested.connect(lambda: self.retry_requested.emit(self.message.id))
        self._status.continue_requested.connect(lambda: self.continue_requested.emit(self.message.id))
        self._status.show()

    def _need_fold(self) -> ReasoningFold:
        if self._fold is None:
            from desktop_chat.ui.chat.reasoning_fold import ReasoningFold  # noqa: PLC0415  not needed for a start

            self._fold = ReasoningFold(
                self.theme_manager, self._make_thoughts, was_open=self._was_open, parent=self
            )
            self._fold.height_changed.connect(self._on_folded)
            self._fold.show()
            self._let_tab_in()
        return self._fold

    def _make_thoughts(self, parent: QWidget) -> BlockView:
        return self.make_text(self.style_in_use.muted, parent)

    def _on_folded(self) -> None:
        self._let_tab_in()
        self._restack()

    def _retranslate(self) -> None:
        self.body.setAccessibleName(self.tr("Reply"))
