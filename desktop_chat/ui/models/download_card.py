"""A download in the details: how far it is, what went wrong, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.models.hub.download import UNFINISHED, Download, Progress
from desktop_chat.ui.models.entry_rows import done_share, download_status
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.progress import ThinProgress
from desktop_chat.ui.widgets.text_label import text_label


class DownloadCard(QFrame):
    """Shows one download.

    Signals:
        pause_requested(str), resume_requested(str), cancel_requested(str): of the download with this id.
        move_requested(str, int): put it at this place of the queue.
    """

    pause_requested = Signal(str)
    resume_requested = Signal(str)
    cancel_requested = Signal(str)
    move_requested = Signal(str, int)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._download: Download | None = None
        self._place = 0
        self.setProperty("role", "card")
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._bar = ThinProgress()
        self._fault = text_label()
        self._main = QPushButton()
        self._main.clicked.connect(self.do_main)
        self._cancel = QPushButton()
        self._cancel.setProperty("kind", "quiet")
        self._cancel.clicked.connect(lambda: self._ask(self.cancel_requested))
        self._earlier = IconButton(theme_manager, "chevron-up")
        self._later = IconButton(theme_manager, "chevron-down")
        self._earlier.clicked.connect(lambda: self._move(-1))
        self._later.clicked.connect(lambda: self._move(1))
        self._lay_out()
        self.retranslate()

    def show_download(self, download: Download, progress: Progress | None, place: int, count: int) -> None:
        """Show a download, its place in the queue and how many there are."""
        self._download, self._place = download, place
        self.show_progress(progress)
        self._fault.setVisible(download.fault is not None)
        if download.fault is not None:
            self._fault.setText(sentence(download.fault))
            self._fault.setProperty("tone", "danger" if download.state == "failed" else "warning")
            self._fault.style().polish(self._fault)
        self._earlier.setVisible(count > 1)
        self._later.setVisible(count > 1)
        self._earlier.setEnabled(place > 0)
        self._later.setEnabled(place < count - 1)
        self._name_main()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far it is now."""
        if self._download is None:
            return
        status = download_status(self._download, progress)
        self._status.setText(status)
        self._bar.set_share(done_share(self._download, progress))
        self._bar.setAccessibleName(status)

    def do_main(self) -> None:
        """Pause what runs; go on with what does not."""
        if self._download is not None:
            runs = self._download.state in UNFINISHED and self._download.state != "waiting"
            self._ask(self.pause_requested if runs else self.resume_requested)

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._cancel.setText(self.tr("Cancel"))
        self._earlier.set_label(self.tr("Earlier in the queue"))
        self._later.set_label(self.tr("Later in the queue"))
        self._name_main()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACING)
        buttons.addWidget(self._main)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._earlier)
        buttons.addWidget(self._later)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACING, SPACING + SPACING // 2, 2 * SPACING, SPACING + SPACING // 2)
        column.setSpacing(SPACING)
        column.addWidget(self._status)
        column.addWidget(self._bar)
        column.addWidget(self._fault)
        column.addLayout(buttons)

    def _name_main(self) -> None:
        state = self._download.state if self._download else "queued"
        texts = {"failed": self.tr("Try again"), "waiting": self.tr("Try now"), "paused": self.tr("Continue")}
        self._main.setText(texts.get(state, self.tr("Pause")))
        self._main.setProperty("kind", "primary" if state in texts else "")
        self._main.style().polish(self._main)

    def _move(self, by: int) -> None:
        if self._download is not None:
            self.move_requested.emit(self._download.id, self._place + by)

    def _ask(self, signal: Signal) -> None:
        if self._download is not None:
            signal.emit(self._download.id)
