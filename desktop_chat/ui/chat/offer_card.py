"""The card that offers a first model, and shows how far its download is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.ui.models import words
from desktop_chat.ui.models.download_texts import latest, state_text
from desktop_chat.ui.models.offer import FirstOffer
from desktop_chat.ui.sentences import file_size, sentence
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.progress import WaitingProgress

if TYPE_CHECKING:
    from desktop_chat.models.hub.download import Download, Progress

_PADDING = 20
_STOPPED = {"paused", "failed"}


class OfferCard(QFrame):
    """Offers one model with one button; while it is downloaded, the progress stands in the button's place.

    Signals:
        download_requested: (key of the offer).
        pause_requested, resume_requested, cancel_requested: (id of the download).
    """

    download_requested = Signal(str)
    pause_requested = Signal(str)
    resume_requested = Signal(str)
    cancel_requested = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._offer: FirstOffer | None = None
        self._download: Download | None = None
        self._progress: Progress | None = None
        self.setProperty("role", "card")
        self._heading = _text("caption", "success")
        self._title = _text("lead")
        self._about = _text()
        self._facts = _text("caption", "muted")
        self._fault = _text("caption")
        self._get = QPushButton()
        self._get.setProperty("kind", "primary")
        self._get.clicked.connect(self._ask_for_download)
        self._bar = WaitingProgress(theme_manager)
        self._bar.setMinimumWidth(8 * SPACING)
        self._state = _text("caption", "muted")
        self._pause = IconButton(theme_manager, "pause")
        self._pause.clicked.connect(self._toggle_pause)
        self._cancel = IconButton(theme_manager, "close")
        self._cancel.clicked.connect(lambda: self._tell(self.cancel_requested))
        self._retry = QPushButton()
        self._retry.hide()
        self._retry.clicked.connect(lambda: self._tell(self.resume_requested))
        self._lay_out()
        self.retranslate()

    @property
    def download_button(self) -> QPushButton:
        """The button that gets the model."""
        return self._get

    def set_offer(self, offer: FirstOffer) -> None:
        """Show which model is offered."""
        self._offer = offer
        self._show()

    def set_progress(self, download: Download | None, progress: Progress | None) -> None:
        """Show how far the model is; without a download it is offered again."""
        self._download, self._progress = download, progress
        self._show()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._heading.setText(self.tr("Recommended for this PC"))
        self._get.setText(self.tr("Download and start"))
        self._cancel.set_label(self.tr("Cancel the download"))
        self._retry.setText(self.tr("Try again"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._stack.addWidget(_row(self._get))
        self._stack.addWidget(self._progress_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING - 4, _PADDING, _PADDING - 4)
        column.setSpacing(SPACING // 2)
        for widget in (self._heading, self._title, self._about, self._facts):
            column.addWidget(widget)
        column.addStretch(1)
        column.addSpacing(SPACING)
        column.addWidget(self._fault)
        column.addSpacing(SPACING // 2)
        column.addWidget(self._stack)

    def _progress_page(self) -> QWidget:
        page = QWidget()
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addStretch(1)
        texts.addWidget(self._bar)
        texts.addWidget(self._state)
        texts.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING // 2)
        row.addLayout(texts, 1)
        row.addSpacing(SPACING)
        for button in (self._retry, self._pause, self._cancel):
            row.addWidget(button)
        return page

    def _show(self) -> None:
        offer, download = self._offer, self._download
        if offer is None:
            return
        self._title.setText(offer.title)
        self._about.setText(offer.about)
        facts = (
            self.tr("{size} download").format(size=file_size(offer.size_bytes)),
            self.tr("needs about {size} of memory").format(size=file_size(offer.needed_bytes)),
            self.tr("licence: {name}").format(name=offer.licence),
        )
        self._facts.setText(words.joined(*facts))
        self._get.setAccessibleName(f"{self._get.text()}: {offer.title}")
        self._get.setAccessibleDescription(f"{offer.about} {self._facts.text()}")
        had_focus = self._get.hasFocus()
        self._stack.setCurrentIndex(0 if download is None else 1)
        fault = download.fault if download is not None else None
        self._fault.setText(sentence(fault) if fault is not None else "")
        self._fault.setVisible(fault is not None)
        if download is not None:
            self._show_progress(download)
        if had_focus and download is not None:
            self._pause.setFocus()

    def _show_progress(self, download: Download) -> None:
        now = latest(download, self._progress)
        share = now.done_bytes / now.total_bytes if now.total_bytes else 0.0
        is_done = download.state == "done"
        self._bar.set_share(None if is_done or download.state == "verifying" else share)
        self._state.setText(self._state_text(download, now))
        self._bar.setAccessibleName(self._state.text())
        is_stopped = download.state in _STOPPED
        self._retry.setVisible(download.state in {"failed", "waiting"})
        self._pause.setVisible(download.state not in {"failed", "done", "verifying"})
        self._pause.set_icon("play" if is_stopped else "pause")
        self._pause.set_label(self.tr("Continue") if is_stopped else self.tr("Pause"))
        self._cancel.setVisible(not is_done)

    def _state_text(self, download: Download, now: Progress) -> str:
        if download.state == "done":
            return self.tr("Downloaded. It is being loaded…")
        parts = [state_text(download.state), words.amount_of(now.done_bytes, now.total_bytes)]
        if download.state == "running" and now.seconds_left is not None:
            parts.append(words.time_left(now.seconds_left))
        return words.joined(*parts)

    def _ask_for_download(self) -> None:
        if self._offer is not None:
            self.download_requested.emit(self._offer.key)

    def _toggle_pause(self) -> None:
        is_stopped = self._download is not None and self._download.state in _STOPPED
        self._tell(self.resume_requested if is_stopped else self.pause_requested)

    def _tell(self, signal: Signal) -> None:
        if self._download is not None:
            signal.emit(self._download.id)


def _text(size: str = "", tone: str = "") -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("textSize", size)
    label.setProperty("tone", tone)
    return label


def _row(button: QPushButton) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return page
