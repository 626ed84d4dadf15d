"""A window that shows the text of an attachment."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop_chat.chat.messages import Attachment
from desktop_chat.ui.chat.long_lines import LongLineEdit
from desktop_chat.ui.style import ThemeManager

_SLICE: Final = 10_000
"""Characters put into the view between two looks at what else there is to do."""


class AttachmentWindow(QDialog):
    """Shows a text of any length to be read, searched by eye and copied; none of it can be changed."""

    def __init__(self, theme_manager: ThemeManager, attachment: Attachment, parent: QWidget) -> None:
        super().__init__(parent)
        self._attachment = attachment
        self._at = 0
        self.setWindowTitle(attachment.name)
        self.view = LongLineEdit()
        self.view.setReadOnly(True)
        self.view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.view.setUndoRedoEnabled(False)
        self.view.setFont(theme_manager.monospace_font())
        self.view.setAccessibleName(attachment.name)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(attachment.text))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.view, 1)
        column.addWidget(buttons)
        self.resize(720, 560)
        self._pour()

    def _pour(self) -> None:
        """Put in the next slice: a long text is laid out while the window can be used already."""
        piece = self._attachment.text[self._at : self._at + _SLICE]
        self._at += len(piece)
        self.view.append_text(piece)
        if self._at < len(self._attachment.text):
            QTimer.singleShot(0, self, self._pour)
