"""The question before a model's files go to the bin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop_chat.models.library import KnownModel
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.text_label import text_label


class RemoveDialog(QDialog):
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
        self.setMinimumWidth(420)
        question = text_label(self.tr("Move “{name}” to the bin?").format(name=apart(model.title)), "lead")
        size = file_size(model.size_bytes)
        told = text_label(
            self.tr("%n file(s), {size} in all.", "", files).format(size=size)
            + " "
            + self.tr("Until the bin is emptied, you can get it back from there."),
            tone="muted",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING)
        column.addWidget(question)
        column.addWidget(told)
        column.addSpacing(SPACING)
        column.addWidget(self._buttons())

    def accept(self) -> None:
        """Tell that it may go and close."""
        self.removal_confirmed.emit(self._path)
        super().accept()

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        move = box.addButton(self.tr("Move to the bin"), QDialogButtonBox.ButtonRole.AcceptRole)
        move.setProperty("kind", "danger")
        move.setAutoDefault(False)
        cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setDefault(True)
        cancel.setFocus()
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box


def asks_first(model: KnownModel) -> bool:
    """Tell whether removing a model moves files, which the app cannot undo by itself."""
    return model.place == "own"
