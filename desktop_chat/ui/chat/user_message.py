"""A message of the user: plain text in a soft bubble on the right, its attachments below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.chat.blocks.marks import Spot
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.message_view import BLEED, UNTOUCHED, MessageView, ViewState, beginning
from desktop_chat.ui.chat.model_names import ModelNames
from desktop_chat.ui.chat.plain_text import typed_blocks
from desktop_chat.ui.style import ThemeManager

if TYPE_CHECKING:
    from desktop_chat.ui.chat.attachment_row import AttachmentRow

FOLDED_CHARACTERS: Final = 3_000
"""Characters of a long message that are shown at first."""

FOLDED_LINES: Final = 30
"""Lines of a long message that are shown at first."""

UNFOLDED_CHARACTERS: Final = 100_000
"""Characters that each further click shows: more would make the window wait."""

_PADDING_X = 16
_PADDING_TOP = 7  # a line keeps its own room above the letters
_PADDING_BOTTOM = 11
_RADIUS = 18
_WIDEST = 0.82
_MEASURED = 2_000
"""Characters up to which a bubble is made as narrow as its text."""


class UserMessage(MessageView):
    """Shows a message as it was typed; a very long one is folded."""

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
        self._bubble = QRectF()
        self._shown = max(state.shown, folded_length(message.text))
        self._more = self._make_more() if self._shown < len(message.text) else None
        self._attachments = self._make_attachments() if message.attachments else None
        self._write()
        self._retranslate()
        self._let_tab_in()
        self._update_footer()

    @property
    def more_button(self) -> QPushButton | None:
        """The button that unfolds more of a long message, while there is more."""
        return self._more

    @property
    def attachments(self) -> AttachmentRow | None:
        """The chips of what came with the message."""
        return self._attachments

    @property
    def state(self) -> ViewState:
        """How much of a long message is unfolded."""
        is_folded = self._shown == folded_length(self.message.text)
        return UNTOUCHED if is_folded else ViewState(shown=self._shown)

    def plain_text(self) -> str:
        """Give the message as it was typed."""
        return self.message.text

    def spoken(self) -> str:
        """Say that the user wrote it, and how it begins."""
        return self.tr("You: {0}").format(beginning(self.message.text))

    def show_message(self, message: Message) -> None:
        """Show another state of the message."""
        is_other = message.text != self.message.text
        super().show_message(message)
        if is_other:
            self._shown = folded_length(message.text)
            self._write()
            self._restack()

    def set_search(self, terms: tuple[str, ...], current: Spot | None = None) -> None:
        """Mark what was searched for; what is folded over a hit that is gone to unfolds."""
        if current is not None and self._more is not None:
            sought = typed_blocks(self.message.text)[current.block : current.block + 1]
            while self._more is not None and self.body.blocks[current.block : current.block + 1] != sought:
                self._show_more()
        super().set_search(terms, current)

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours."""
        super().set_style(style)
        self.body.set_style(style)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bubble."""
        super().paintEvent(event)
        if not self.message.text:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.style_in_use.theme.user_bubble))
        painter.drawRoundedRect(self._bubble, _RADIUS, _RADIUS)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _stack(self) -> None:
        top = bottom = self._stack_header()
        if self.message.text:
            bottom = self._stack_bubble(top)
        if self._attachments is not None:
            height = self._attachments.fit_width(self.fitted_width)
            self._attachments.move(BLEED, bottom + (6 if bottom > top else 0))
            bottom = self._attachments.y() + height
        self._end(bottom)
        self.update()

    def _stack_bubble(self, top: int) -> int:
        """Place the text and what surrounds it, and give where the bubble ends."""
        width = self._text_width()
        height = self.body.fit_width(width)
        left = BLEED + self.fitted_width - width - _PADDING_X
        self.body.setGeometry(left, top + _PADDING_TOP, width, height)
        bottom = self.body.geometry().bottom() + 1
        if self._more is not None:
            size = self._more.sizeHint()
            self._more.setGeometry(left - 6, bottom + 4, size.width(), size.height())
            bottom += size.height() + 4
        bottom += _PADDING_BOTTOM
        self._bubble = QRectF(left - _PADDING_X, top, width + 2 * _PADDING_X, bottom - top)
        return bottom

    def _text_width(self) -> int:
        widest = round(self.fitted_width * _WIDEST) - 2 * _PADDING_X
        if self._shown > _MEASURED:
            return widest
        self.body.expose(0, self.body.fit_width(widest))
        least = self._more.sizeHint().width() if self._more is not None else 0
        return max(least, min(widest, self.body.ideal_width()))

    def _inner_stops(self) -> list[QWidget]:
        chips = self._attachments.chips if self._attachments is not None else []
        return [self.body, *([self._more] if self._more is not None else []), *chips]

    def _make_attachments(self) -> AttachmentRow:
        from desktop_chat.ui.chat.attachment_row import AttachmentRow  # noqa: PLC0415  most messages have none

        return AttachmentRow(self.theme_manager, self.message.attachments, self)

    def _make_more(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "link")
        button.clicked.connect(self._show_more)
        return button

    def _show_more(self) -> None:
        self._shown += UNFOLDED_CHARACTERS
        self._write()
        if self._shown >= len(self.message.text) and self._more is not None:
            self._more.hide()
            self._more.deleteLater()
            self._more = None
            self.body.setFocus()
        self._restack()

    def _write(self) -> None:
        text = self.message.text
        self.body.set_blocks(typed_blocks(text if self._shown >= len(text) else text[: self._shown] + "…"))
        self.body.setVisible(bool(text))

    def _retranslate(self) -> None:
        self.body.setAccessibleName(self.tr("Your message"))
        if self._more is not None:
            self._more.setText(self.tr("Show more"))


def folded_length(text: str) -> int:
    """Give how many characters of a message are shown at first: all, unless it is long."""
    at = -1
    for _line in range(FOLDED_LINES):
        at = text.find("\n", at + 1)
        if at < 0:
            break
    end = min(FOLDED_CHARACTERS, at if at >= 0 else len(text))
    return len(text) if len(text) <= end * 1.2 else end
