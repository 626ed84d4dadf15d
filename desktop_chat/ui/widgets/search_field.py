"""The field that searches while one types, Hangul syllables that are still composed among it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_chat.ui.style import ThemeManager

_STEPS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """Stays where the keyboard is while another widget shows what is found.

    Signals:
        typed(str): the text with what is being composed in it.
        stepped(int): go so many lines down (or up) in what is found.
        entered(): take what is current.
        left(): Escape was pressed.
    """

    typed = Signal(str)
    stepped = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._preedit = ""
        self._told = ""
        self._sign = QAction(self)
        self._clear = QAction(self)
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.reset)
        self._sign.triggered.connect(self.setFocus)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._tell)
        theme_manager.changed.connect(self._tint)
        self._tint()
        self.retranslate()

    @property
    def whole_text(self) -> str:
        """The text with what is being composed where the cursor is."""
        at = self.cursorPosition()
        return self.text()[:at] + self._preedit + self.text()[at:]

    def reset(self) -> None:
        """Be empty, also of what is being composed."""
        QGuiApplication.inputMethod().reset()
        self._preedit = ""
        self.clear()
        self._tell()

    def retranslate(self) -> None:
        """Set the texts of its own in the language in use."""
        self._sign.setText(self.tr("Search"))
        self._clear.setText(self.tr("Clear the search"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Tell of a syllable while it is composed."""
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through what is found, take it or leave; all else edits."""
        if event.key() in _STEPS and not event.modifiers():
            self.stepped.emit(_STEPS[event.key()])
        elif event.key() in _ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        text = self.whole_text
        if text != self._told:
            self._told = text
            self._clear.setVisible(bool(text))
            self.typed.emit(text)

    def _tint(self) -> None:
        self._sign.setIcon(self._theme_manager.icon("search"))
        self._clear.setIcon(self._theme_manager.icon("close"))
