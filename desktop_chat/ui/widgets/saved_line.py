"""A field for one line that is kept whenever typing pauses."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_PAUSE_MS = 700


class SavedLine(QLineEdit):
    """Tells the text a moment after the last key, with Enter, and when the focus leaves.

    While a syllable is being composed it waits.

    Signals:
        edited(str): keep this text.
    """

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)
        self.textEdited.connect(self._timer.start)
        self.returnPressed.connect(self.flush)

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not told yet."""
        return self._timer.isActive()

    def show_text(self, text: str) -> None:
        """Show a text, from its beginning, unless it is there already."""
        self._timer.stop()
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def flush(self) -> None:
        """Tell now what was typed last."""
        if self._timer.isActive():
            self._timer.stop()
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the text when the user goes elsewhere."""
        super().focusOutEvent(event)
        self.flush()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether something is being composed."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _on_pause(self) -> None:
        if self._is_composing:
            self._timer.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self.edited.emit(self.text())
