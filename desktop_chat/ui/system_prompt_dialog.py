"""The standing instructions of one conversation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_chat.ui.theme import SPACING


class SystemPromptDialog(QDialog):
    """Lets the user write what the model always keeps in mind.

    Signals:
        text_accepted: (text).
    """

    text_accepted = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Instructions for this conversation"))
        self.resize(560, 360)
        hint = QLabel(
            self.tr(
                "What the model always keeps in mind here: who it is, how it answers, in which language."
            ),
            self,
        )
        hint.setWordWrap(True)
        hint.setProperty("tone", "muted")
        self._text = QPlainTextEdit(text, self)
        self._text.setAccessibleName(self.windowTitle())
        self._text.setTabChangesFocus(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        for widget in (hint, self._text, buttons):
            column.addWidget(widget)

    def accept(self) -> None:
        """Tell the text and close."""
        self.text_accepted.emit(self._text.toPlainText().strip())
        super().accept()
