"""A field for a longer text that is kept whenever typing pauses."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_PAUSE_MS = 700


class SavedText(QPlainTextEdit):
    """Tells the text a moment after the last key, when the focus leaves, and before another one is shown.

    Signals:
        edited(str): keep this text.
    """

    edited = Signal(str)

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._tell)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._timer.start)

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not told yet."""
        return self._timer.isActive()

    def show_text(self, text: str) -> None:
        """Show a text, unless it is there already."""
        self._timer.stop()
        if text == self.toPlainText():
            return
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)

    def replace_text(self, text: str) -> None:
        """Show another text in the place of this one, which the keys that undo bring back."""
        self._timer.stop()
        self.blockSignals(True)
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.blockSignals(False)

    def flush(self) -> None:
        """Tell now what was typed last."""
        if self._timer.isActive():
            self._timer.stop()
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text when the user goes elsewhere."""
        super().focusOutEvent(event)
        self.flush()

    def fit_lines(self) -> None:
        """Take the height of a few lines of the text size in use."""
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 20)

    def _tell(self) -> None:
        self.edited.emit(self.toPlainText())
