"""The question before what is downloaded of a model is thrown away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop_chat.models.hub.download import Download
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.sentences import file_size

CHEAP_BYTES = 50_000_000
"""What is fetched again in a minute: nobody is asked about less."""


class CancelDialog(QMessageBox):
    """Asks whether a download is given up, which nothing can undo.

    Signals:
        cancel_confirmed: (id of the download).
    """

    cancel_confirmed = Signal(str)

    def __init__(self, download: Download, done_bytes: int, parent: QWidget | None = None) -> None:
        """`done_bytes`: how much of it is there."""
        super().__init__(parent)
        self._id = download.id
        self.setWindowTitle(self.tr("Cancel a download"))
        self.setText(self.tr("Give up “{name}”?").format(name=apart(download.request.title)))
        self.setInformativeText(
            self.tr("The {size} that are downloaded will be deleted. Pausing keeps them.").format(
                size=file_size(done_bytes)
            )
        )
        self._give_up: QPushButton = self.addButton(
            self.tr("Give up and delete"), QMessageBox.ButtonRole.DestructiveRole
        )
        self._give_up.setProperty("kind", "danger")
        keep = self.addButton(self.tr("Go on"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(keep)
        self.setEscapeButton(keep)
        self.buttonClicked.connect(self._on_clicked)

    def _on_clicked(self, button: object) -> None:
        if button is self._give_up:
            self.cancel_confirmed.emit(self._id)
