"""Says that an earlier message is being changed, and lets the user leave it as it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class EditStrip(QWidget):
    """A line above the field; hidden while nothing is changed.

    Signals:
        cancelled: the user leaves the earlier message as it is.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._words.setProperty("tone", "muted")
        self._words.setProperty("textSize", "caption")
        self._words.setWordWrap(True)
        self._cancel = QPushButton()
        self._cancel.setProperty("kind", "link")
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._cancel)
        self._retranslate()
        self.hide()

    @property
    def cancel_button(self) -> QPushButton:
        """The button that ends the edit."""
        return self._cancel

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._words.setText(self.tr("Editing an earlier message: sending starts another version from there"))
        self._cancel.setText(self.tr("Cancel"))
