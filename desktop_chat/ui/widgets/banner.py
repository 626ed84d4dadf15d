"""A strip that says one sentence and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop_chat.ui.announce import announce
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton

Tone = Literal["info", "warning", "danger"]

_ICONS: Final[dict[Tone, tuple[str, str]]] = {
    "info": ("info", "accent"),
    "warning": ("warning", "warning"),
    "danger": ("error", "danger"),
}


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
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 6, 6)
        self._row.setSpacing(8)
        for widget in (self._sign, self._text, self._close):
            self._row.addWidget(widget)
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
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _replace_buttons(self, actions: Sequence[BannerAction]) -> None:
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(action) for action in actions]
        for position, button in enumerate(self._buttons, start=2):
            self._row.insertWidget(position, button)
            button.show()

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
