"""A reply of the model: its thoughts, its Markdown, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.engine.protocol import Channel
from desktop_chat.ui.chat.document import DocumentWriter
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.markdown import MAX_PARSED, MAX_SHOWN, parse
from desktop_chat.ui.chat.markdown_stream import MarkdownStream
from desktop_chat.ui.chat.message_footer import FOOTER_HEIGHT, MessageFooter
from desktop_chat.ui.chat.message_view import MessageView
from desktop_chat.ui.chat.reasoning_fold import ReasoningFold
from desktop_chat.ui.chat.reply_status import ReplyStatus
from desktop_chat.ui.style import ThemeManager

_GAP = 8
_FEED = 4_000


class ReplyMessage(MessageView):
    """Shows a reply, also while it is being written: `append` costs the same at its end as at its start."""

    def __init__(
        self,
        theme_manager: ThemeManager,
        style: DocumentStyle,
        message: Message,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme_manager, style, message, parent)
        self._pieces: list[str] = []
        self._has_begun = False
        self._stream: MarkdownStream | None = None
        self._fold: ReasoningFold | None = None
        self._status: ReplyStatus | None = None
        if message.reasoning:
            self._make_fold().set_text(message.reasoning)
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

    def append(self, text: str, channel: Channel) -> None:
        """Take the next piece of a reply that is being written."""
        if channel == "reasoning":
            (self._fold or self._make_fold()).append(text)
        else:
            if self._fold is not None:
                self._fold.end()
            self._pieces.append(text)
            assert self._stream is not None
            self._stream.feed(text)
        if not self._has_begun:
            self._update_status()
        self._refit()

    def show_progress(self, done: int, total: int) -> None:
        """Say how much of the prompt is read, in tokens."""
        if self._status is not None:
            self._status.show_progress(done, total)

    def show_message(self, message: Message) -> None:
        """Show another state of the message; text that is already there is not written again."""
        if message.reasoning != self.reasoning:
            (self._fold or self._make_fold()).set_text(message.reasoning)
        if message.state != "writing":
            self._finish()
        is_other = message.text != self.text
        super().show_message(message)
        if is_other:
            self._write(message.text)
        self._update_status()
        self._refit()

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours."""
        super().set_style(style)
        self.body.set_style(style)
        self._write(self.text)
        if self._fold is not None:
            self._fold.set_style(style)

    def fit_width(self, width: int) -> int:
        """Lay out at a width in pixels, and give the height."""
        self.fitted_width = width
        self.body.fit_width(width)
        self._stack(width)
        self.body.place_code_buttons()
        return self.height()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _stack(self, width: int) -> None:
        """Put the parts one under the other; the text keeps the width it has."""
        top = 0
        if self._fold is not None:
            height = self._fold.fit_width(width)
            self._fold.move(0, top)
            top += height + _GAP
        height = 0 if self.body.document().isEmpty() else self.body.content_height()
        self.body.setGeometry(0, top, width, height)
        top += height
        if self._status is not None:
            top += _GAP if height else 0
            status_height = self._status.fit_width(width)
            self._status.move(0, top)
            top += status_height
        self.resize(width, top + FOOTER_HEIGHT)
        if self._footer is not None:
            self._place_footer(self._footer)

    def _refit(self) -> None:
        """Take the height that the text has now; only a new height costs more than a look."""
        if not self.fitted_width:
            return
        before = self.height()
        self._stack(self.fitted_width)
        if self.height() != before:
            self.body.place_code_buttons()
            self.height_changed.emit()

    def _place_footer(self, footer: MessageFooter) -> None:
        footer.setGeometry(-6, self.height() - FOOTER_HEIGHT, self.width() + 6, FOOTER_HEIGHT)

    def _write(self, text: str) -> None:
        """Write the whole text anew."""
        self._pieces = [text]
        writer = DocumentWriter(self.body.renew_document(), self.style_in_use)
        self._stream = None
        if self._message.state == "writing" or MAX_PARSED < len(text) <= MAX_SHOWN:
            self._stream = MarkdownStream(writer)
            for start in range(0, len(text), _FEED):
                self._stream.feed(text[start : start + _FEED])
        elif text:
            writer.replace_tail(parse(text), [])
        if self._message.state != "writing" and self._stream is not None:
            self._stream.finish()
            self._stream = None

    def _finish(self) -> None:
        if self._fold is not None:
            self._fold.end()
        if self._stream is not None:
            self._stream.finish()
            is_exact = self._stream.is_exact
            self._stream = None
            if not is_exact and len(self.text) <= MAX_PARSED:
                self._pieces = []  # the text is written again as a whole

    def _update_status(self) -> None:
        state = self._message.state
        self._has_begun = self._fold is not None or any(self._pieces)
        wanted = state in {"stopped", "cut", "failed"} or (state == "writing" and not self._has_begun)
        self.body.set_growing(state == "writing" and any(self._pieces))
        if wanted and self._status is None:
            self._status = ReplyStatus(self.theme_manager, self._message, self)
            self._status.retry_requested.connect(lambda: self.retry_requested.emit(self._message.id))
            self._status.show()
        elif wanted and self._status is not None:
            self._status.show_message(self._message)
        elif self._status is not None:
            self._status.hide()
            self._status.deleteLater()
            self._status = None

    def _make_fold(self) -> ReasoningFold:
        self._fold = ReasoningFold(self.theme_manager, self.style_in_use, self)
        self._fold.height_changed.connect(self._refit)
        self._fold.show()
        return self._fold

    def _retranslate(self) -> None:
        self.body.setAccessibleName(self.tr("Reply"))
