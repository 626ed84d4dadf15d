"""A line below the field that says what the matter is with a message being written, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop_chat.ui.announce import announce
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.banner import BannerAction
from desktop_chat.ui.widgets.icon_button import IconButton

_SIGN = 16


class ComposerNotice(QWidget):
    """Hidden until it has something to say; the newest wins."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._tone = "info"
        self._buttons: list[QPushButton] = []
        self._sign = QLabel()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("textSize", "caption")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._offers = QWidget()
        self._flow = FlowLayout(self._offers, spacing=4)
        self._close = IconButton(theme_manager, "close", size=14)
        self._close.clicked.connect(self.hide)
        self._lay_out()
        theme_manager.changed.connect(self._draw_sign)
        self._retranslate()
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def buttons(self) -> list[QPushButton]:
        """What it offers."""
        return list(self._buttons)

    def say(self, words: str, actions: Sequence[BannerAction] = (), *, tone: str = "info") -> None:
        """Say something, also to those who hear the screen; a button closes it and does its work."""
        is_news = words != self._words.text() or not self.isVisible()
        self._tone = tone
        self._words.setText(words)
        self._draw_sign()
        self._replace_buttons(actions)
        self.show()
        if is_news:
            announce(self, words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(9, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self._words, 0, 1)
        grid.addWidget(self._close, 0, 2)
        grid.addWidget(self._offers, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self._flow.setContentsMargins(_SIGN + 10 - 8, 0, 0, 0)  # a button's words stand below those above

    def _replace_buttons(self, actions: Sequence[BannerAction]) -> None:
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(action) for action in actions]
        self._offers.setVisible(bool(actions))

    def _button(self, action: BannerAction) -> QPushButton:
        button = QPushButton(action.text)
        button.setProperty("kind", "link")
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _checked=False: action.chosen())
        self._flow.addWidget(button)
        return button

    def _draw_sign(self) -> None:
        name, token = ("warning", "warning") if self._tone == "warning" else ("info", "accent")
        pixmap = self._theme_manager.icon(name, token).pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatioF())
        self._sign.setPixmap(pixmap)

    def _retranslate(self) -> None:
        self._close.set_label(self.tr("Close this message"))
