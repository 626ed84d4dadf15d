"""The band over a code card: the name of its language, and buttons to wrap, save and copy."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.ui.chat.blocks.cards import Card
from desktop_chat.ui.chat.blocks.code_box import CARD_RADIUS, PADDING
from desktop_chat.ui.chat.blocks.languages import language_name
from desktop_chat.ui.chat.copy_button import CopyButton
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton

_ICON: Final = 16


class CardHeader(QWidget):
    """Covers the top of a card, and stays in sight while a long one is scrolled.

    Signals:
        copy_requested: the code is wanted on the clipboard.
        save_requested: the code is wanted in a file.
        wrap_toggled: (bool) long lines are to be broken, or not.
    """

    copy_requested = Signal()
    save_requested = Signal()
    wrap_toggled = Signal(bool)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self.card: Card | None = None  # that it stands over
        self._style: DocumentStyle | None = None
        self._language = ""
        self._is_stuck = False
        self.wrap_button = IconButton(theme_manager, "wrap", size=_ICON, parent=self)
        self.wrap_button.setCheckable(True)
        self.wrap_button.clicked.connect(self.wrap_toggled)
        self.save_button = IconButton(theme_manager, "download", size=_ICON, parent=self)
        self.save_button.clicked.connect(self.save_requested)
        self.copy_button = CopyButton(theme_manager, self)
        self.copy_button.clicked.connect(self.copy_requested)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._lay_out()
        self.set_reachable(False)
        self._retranslate()

    def show_card(self, language: str, style: DocumentStyle, *, is_wrapped: bool) -> None:
        """Stand over the card of a language."""
        self.wrap_button.setChecked(is_wrapped)
        if (language_name(language), style) != (self._language, self._style):
            self._language, self._style = language_name(language), style
            self._retranslate()
            self.update()

    def set_stuck(self, is_stuck: bool) -> None:
        """Say whether code is hidden under the band."""
        if is_stuck != self._is_stuck:
            self._is_stuck = is_stuck
            self.update()

    def set_reachable(self, is_reachable: bool) -> None:
        """Let the buttons be reached by keyboard, or passed by: they are visited only from within the text."""
        policy = Qt.FocusPolicy.TabFocus if is_reachable else Qt.FocusPolicy.NoFocus
        for button in self.buttons():
            button.setFocusPolicy(policy)

    def buttons(self) -> tuple[IconButton, ...]:
        """Give the buttons in their order."""
        return self.wrap_button, self.save_button, self.copy_button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground with the card's upper corners, and the language."""
        if self._style is None:
            return
        theme = self._style.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_stuck:
            painter.fillRect(self.rect(), QColor(theme.window))
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.code_ground))
        below = -0.5 if self._is_stuck else 2.0 * CARD_RADIUS
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, below)
        if self._is_stuck:
            rect.setBottom(rect.bottom() + 2 * CARD_RADIUS)
        painter.drawRoundedRect(rect, CARD_RADIUS, CARD_RADIUS)
        if self._is_stuck:
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(theme.border))
        painter.setFont(self._style.caption)
        painter.setPen(QColor(theme.text_muted))
        room = QRectF(PADDING, 0, self.wrap_button.x() - 2 * PADDING, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._language)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Give the size of the buttons and a little room."""
        return QSize(super().sizeHint().width(), self._style.code_header if self._style else 0)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 5, 0)
        layout.setSpacing(0)
        layout.addStretch()
        for button in self.buttons():
            layout.addWidget(button)

    def _retranslate(self) -> None:
        self.wrap_button.set_label(self.tr("Wrap long lines"))
        self.save_button.set_label(self.tr("Save code…"))
        name = self.tr("Code, {0}").format(self._language) if self._language else self.tr("Code")
        self.setAccessibleName(name)
