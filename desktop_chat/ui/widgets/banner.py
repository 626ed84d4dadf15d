"""A strip that says one sentence and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.ui.announce import announce
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton

Tone = Literal["info", "warning", "danger"]

_ICONS: Final[dict[Tone, tuple[str, str]]] = {
    "info": ("info", "accent"),
    "warning": ("warning", "warning"),
    "danger": ("error", "danger"),
}


_MOST_FOR_BUTTONS: Final = 0.45  # of the width


class BannerAction(NamedTuple):
    """One thing a banner offers: a button's text and what it does."""

    text: str
    chosen: Callable[[], None]


class Banner(QFrame):
    """Hidden until it has something to say; one message at a time, the newest wins.

    Signals:
        dismissed(): the user closed it.
    """

    dismissed = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._tone: Tone = "info"
        self._buttons: list[QPushButton] = []
        self.setProperty("role", "banner")
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = IconButton(theme_manager, "close", size=16)
        self._close.clicked.connect(self._dismiss)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        for widget in (self._sign, self._text, self._close):
            self._row.addWidget(widget)
        self._below = FlowLayout(spacing=4)  # holds the buttons where they leave too little room for the text
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 6)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addLayout(self._below)
        theme_manager.changed.connect(self._draw_sign)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def show_message(self, text: str, tone: Tone = "info", actions: Sequence[BannerAction] = ()) -> None:
        """Say a sentence with up to a few buttons; a button does its work and closes the banner."""
        self._tone = tone
        self._text.setText(text)
        self.setAccessibleName(text)
        self._draw_sign()
        self._replace_buttons(actions)
        self.show()
        announce(self, text, is_urgent=tone == "danger")

    def retranslate(self) -> None:
        """Set the texts of its own in the language in use."""
        self._close.set_label(self.tr("Close this message"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language, and of the size of text."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._place_buttons()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the text."""
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Put the buttons beside the text, or below it where they would take most of the width."""
        width = sum(button.sizeHint().width() + self._row.spacing() for button in self._buttons)
        is_below = width > self.width() * _MOST_FOR_BUTTONS
        if is_below == bool(self._below.count()):
            return
        for position, button in enumerate(self._buttons, start=2):
            self._row.removeWidget(button)
            self._below.removeWidget(button)
            if is_below:
                self._below.addWidget(button)
            else:
                self._row.insertWidget(position, button)

    def _replace_buttons(self, actions: Sequence[BannerAction]) -> None:
        for old in self._buttons:
            self._row.removeWidget(old)
            self._below.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(action) for action in actions]
        for position, button in enumerate(self._buttons, start=2):
            self._row.insertWidget(position, button)
            button.show()
        self._place_buttons()

    def _button(self, action: BannerAction) -> QPushButton:
        button = QPushButton(action.text)
        button.setProperty("kind", "link")
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _checked=False: action.chosen())
        return button

    def _draw_sign(self) -> None:
        name, token = _ICONS[self._tone]
        icon = self._theme_manager.icon(name, token)
        self._sign.setPixmap(icon.pixmap(QSize(18, 18), self.devicePixelRatioF()))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
