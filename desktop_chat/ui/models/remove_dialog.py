"""The question before a model's files go to the bin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop_chat.models.library import KnownModel
from desktop_chat.ui.sentences import file_size


class RemoveDialog(QMessageBox):
    """Asks whether the files of a model in the app's own folder may go to the bin.

    Models elsewhere only leave the list, which can be undone: nobody is asked about those.

    Signals:
        removal_confirmed: (path).
    """

    removal_confirmed = Signal(str)

    def __init__(self, model: KnownModel, *, files: int = 1, parent: QWidget | None = None) -> None:
        """`files`: how many parts it has."""
        super().__init__(parent)
        self._path = model.path
        self.setWindowTitle(self.tr("Remove a model"))
        self.setText(self.tr("Move “{name}” to the bin?").format(name=model.name))
        size = file_size(model.size_bytes)
        self.setInformativeText(
            self.tr("%n file(s), {size} in all.", "", files).format(size=size)
            + " "
            + self.tr("Until the bin is emptied, you can get it back from there.")
        )
        self._move: QPushButton = self.addButton(
            self.tr("Move to the bin"), QMessageBox.ButtonRole.DestructiveRole
        )
        self._move.setProperty("kind", "danger")
        cancel = self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(cancel)
        self.setEscapeButton(cancel)
        self.buttonClicked.connect(self._on_clicked)

    def _on_clicked(self, button: object) -> None:
        if button is self._move:
            self.removal_confirmed.emit(self._path)


def asks_first(model: KnownModel) -> bool:
    """Tell whether removing a model moves files, which the app cannot undo by itself."""
    return model.place == "own"
