"""A message of the user: plain text in a soft bubble on the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.message_footer import FOOTER_HEIGHT, MessageFooter
from desktop_chat.ui.chat.message_view import MessageView
from desktop_chat.ui.chat.plain_text import PlainTextWriter
from desktop_chat.ui.style import ThemeManager

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


class UserMessage(MessageView):
    """Shows a message as it was typed; a very long one is folded."""

    def __init__(
        self,
        theme_manager: ThemeManager,
        style: DocumentStyle,
        message: Message,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme_manager, style, message, parent)
        self._bubble = QRectF()
        self._shown = folded_length(message.text)
        self._more = self._make_more() if self._shown < len(message.text) else None
        self._write()
        self._retranslate()
        self._update_footer()

    def show_message(self, message: Message) -> None:
        """Show another state of the message."""
        is_other = message.text != self.message.text
        super().show_message(message)
        if is_other:
            self._shown = folded_length(message.text)
            self._write()

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours."""
        super().set_style(style)
        self.body.set_style(style)
        self._write()

    def fit_width(self, width: int) -> int:
        """Lay out at a width in pixels, and give the height."""
        self.fitted_width = width
        widest = round(width * _WIDEST) - 2 * _PADDING_X
        self.body.fit_width(widest)
        text_width = min(widest, self.body.ideal_width())
        if self._more is not None:
            text_width = max(text_width, self._more.sizeHint().width())
        text_height = self.body.fit_width(text_width)
        left = width - text_width - _PADDING_X
        self.body.setGeometry(left, _PADDING_TOP, text_width, text_height)
        bottom = _PADDING_TOP + text_height
        if self._more is not None:
            size = self._more.sizeHint()
            self._more.setGeometry(left - 6, bottom + 4, size.width(), size.height())
            bottom += size.height() + 4
        self._bubble = QRectF(left - _PADDING_X, 0, text_width + 2 * _PADDING_X, bottom + _PADDING_BOTTOM)
        self.resize(width, round(self._bubble.height()) + FOOTER_HEIGHT)
        if self._footer is not None:
            self._place_footer(self._footer)
        self.update()
        return self.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bubble."""
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

    def _place_footer(self, footer: MessageFooter) -> None:
        footer.setGeometry(0, round(self._bubble.height()), self.width(), FOOTER_HEIGHT)

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
        self.height_changed.emit()

    def _write(self) -> None:
        text = self.message.text
        writer = PlainTextWriter(self.body.renew_document(), self.style_in_use)
        writer.append(text if self._shown >= len(text) else text[: self._shown] + "…")

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
