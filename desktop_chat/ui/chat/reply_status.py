"""The line of a reply that is not simply done: waiting, reading, stopped, cut off or failed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.motion import Ticks
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.style import ThemeManager

_PULSE_MILLISECONDS = 500
_SIGN = 16
_SIGNS = {"failed": ("error", "danger"), "cut": ("warning", "text_muted")}


class ReplyStatus(QWidget):
    """Says in words what became of a reply, with a button to try again after a failure or to go on with it.

    Signals:
        retry_requested: the user wants another reply.
        continue_requested: the user wants the rest of it.
    """

    retry_requested = Signal()
    continue_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._message = message
        self._progress: tuple[int, int] | None = None
        self._sign = QLabel()
        self._sign.setFixedWidth(_SIGN)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._retry = QPushButton()
        self._retry.clicked.connect(self.retry_requested)
        self._continue = QPushButton()
        self._continue.setProperty("kind", "link")
        self._continue.clicked.connect(self.continue_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._words)
        row.addWidget(self._retry)
        row.addWidget(self._continue)
        row.addStretch(1)
        self._pulse = Ticks(theme_manager, _PULSE_MILLISECONDS, self)
        self._pulse.ticked.connect(self._beat)
        self._beats = 0
        theme_manager.changed.connect(self._retranslate)
        self._retranslate()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def retry_button(self) -> QPushButton:
        """The button that asks for another reply; shown after a failure."""
        return self._retry

    @property
    def continue_button(self) -> QPushButton:
        """The button that asks for the rest of a reply; shown where one was stopped or cut."""
        return self._continue

    def stops(self) -> list[QWidget]:
        """Give what the Tab key visits, in order."""
        return [self._retry, self._continue]

    def show_message(self, message: Message) -> None:
        """Say what there is to say of a message."""
        self._message = message
        self._progress = None
        self._retranslate()

    def show_progress(self, done: int, total: int) -> None:
        """Say how much of the prompt is read, in tokens."""
        self._progress = (done, total)
        self._retranslate()

    def fit_width(self, width: int) -> int:
        """Lay out at a width in pixels, and give the height."""
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.resize(width, height)
        return height

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        state = self._message.state
        self._words.setText(self._say())
        self._words.setProperty("tone", "danger" if state == "failed" else "muted")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._retry.setText(self.tr("Retry"))
        self._retry.setVisible(state == "failed")
        self._continue.setText(self.tr("Continue"))
        self._continue.setVisible(state in {"stopped", "cut"} and bool(self._message.text))
        if state == "writing":
            self._pulse.start()
        else:
            self._pulse.stop()
        self._draw_sign()

    def _say(self) -> str:
        message = self._message
        if message.state == "failed":
            return sentence(message.fault) if message.fault else self.tr("The reply failed.")
        if message.state == "stopped":
            return self.tr("Stopped")
        if message.state == "cut":
            return sentence(message.fault) if message.fault else self.tr("Interrupted before its end")
        if self._progress is None or not self._progress[1]:
            return ""
        percent = QLocale().toString(100 * self._progress[0] // self._progress[1])
        return self.tr("Reading… {0} %").format(percent)

    def _draw_sign(self) -> None:
        state = self._message.state
        if state == "writing":
            theme = self._theme_manager.theme
            self._sign.setPixmap(_dot(theme.accent if self._beats % 2 == 0 else theme.border_strong, self))
            return
        name, token = _SIGNS.get(state, ("stop", "text_muted"))
        icon = self._theme_manager.icon(name, token)
        self._sign.setPixmap(icon.pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatioF()))

    def _beat(self) -> None:
        self._beats += 1
        self._draw_sign()


def _dot(color: str, widget: QWidget) -> QPixmap:
    density = widget.devicePixelRatioF()
    pixmap = QPixmap(QSize(_SIGN, _SIGN) * density)
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(QRectF(3, 4, 8, 8))
    painter.end()
    return pixmap
