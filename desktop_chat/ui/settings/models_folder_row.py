"""The row of the settings that shows where downloaded models are kept, and moves them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.models import words
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.settings.form import breakable
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import show_dialog
from desktop_chat.ui.widgets.progress import ThinProgress


class ModelsFolderRow(QWidget):
    """Shows the folder, and how far the models are while they move to another.

    Signals:
        move_requested: (folder) keep the models there from now on, those there are too.
        move_cancelled: stop moving.
    """

    move_requested = Signal(str)
    move_cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        title = QLabel(self.tr("Downloaded models"))
        title.setWordWrap(True)
        self._place = QLabel()
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._place.setWordWrap(True)
        _set_look(self._place, "muted")
        self._open = QPushButton(self.tr("Open folder"))
        self._open.setAccessibleName(self.tr("Open folder: {name}").format(name=title.text()))
        self._open.clicked.connect(self._open_folder)
        self._change = QPushButton(self.tr("Move…"))
        self._change.setAccessibleName(self.tr("Keep downloaded models in another folder…"))
        self._change.clicked.connect(self._ask)
        self._bar = ThinProgress()
        self._cancel = QPushButton(self.tr("Stop moving"))
        self._cancel.clicked.connect(self.move_cancelled)
        self._result = QLabel()
        self._result.setWordWrap(True)
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        for button in (self._open, self._change, self._cancel):
            button.setAutoDefault(False)
        self._lay_out(title)
        self.set_progress(None)
        self.say("")

    def set_folder(self, folder: str) -> None:
        """Show where downloaded models are kept."""
        self._folder = folder
        self._place.setText(breakable(folder))
        self._place.setAccessibleName(folder)

    def set_progress(self, progress: tuple[int, int] | None) -> None:
        """Show how many bytes of how many are moved; None: nothing moves."""
        moves = progress is not None
        for widget in (self._bar, self._cancel):
            widget.setVisible(moves)
        for widget in (self._open, self._change):
            widget.setEnabled(not moves)
        if progress is not None:
            done, total = progress
            self._bar.set_share(done / total if total else 0.0)
            self.say(self.tr("Moving: {amount}").format(amount=words.amount_of(done, total)))

    def say(self, text: str, tone: str = "muted") -> None:
        """Say how it stands with moving."""
        self._result.setText(text)
        self._result.setVisible(bool(text))
        _set_look(self._result, tone)
        self._bar.setAccessibleName(text)

    def _lay_out(self, title: QLabel) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(title)
        texts.addWidget(self._place)
        line = QHBoxLayout()
        line.setSpacing(SPACING)
        line.addLayout(texts, 1)
        buttons = FlowLayout(spacing=SPACING, aligned_right=True)
        buttons.addWidget(self._open)
        buttons.addWidget(self._change)
        line.addLayout(buttons)
        moving = QHBoxLayout()
        moving.setSpacing(SPACING)
        moving.addWidget(self._bar, 1)
        moving.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING // 2)
        column.addLayout(line)
        column.addLayout(moving)
        column.addWidget(self._result)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose a folder for downloaded models"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_chosen)
        show_dialog(dialog)

    def _on_chosen(self, folder: str) -> None:
        if folder and folder != self._folder:
            self.move_requested.emit(folder)


def _set_look(label: QLabel, tone: str) -> None:
    label.setProperty("tone", tone)
    label.setProperty("textSize", "caption")
    label.style().polish(label)
