"""One of several choices, with a line under it that says what it is good for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget

_INDENT = 26  # as far as the words of the button


class DescribedChoice(QWidget):
    """A radio button over its description; a click anywhere chooses it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QRadioButton()
        self._description = QLabel()
        self._description.setWordWrap(True)
        self._description.setProperty("tone", "muted")
        self._description.setProperty("textSize", "caption")
        self._description.setContentsMargins(_INDENT, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self._description)

    def set_texts(self, name: str, description: str) -> None:
        """Set what is chosen, and what it is good for."""
        self.button.setText(name)
        self.button.setAccessibleDescription(description)
        self._description.setText(description)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()
