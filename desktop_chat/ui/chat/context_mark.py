"""The line between the messages that the model no longer reads and those that it does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_chat.ui.style import ThemeManager


class ContextMark(QWidget):
    """Draws a line with a sentence below it."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._context_tokens = 0
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setProperty("tone", "warning")
        self._words.setProperty("textSize", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 4)
        column.addWidget(self._words)
        theme_manager.changed.connect(self.update)

    @property
    def words(self) -> str:
        """The sentence."""
        return self._words.text()

    def set_context_tokens(self, tokens: int) -> None:
        """Say how many tokens the context holds."""
        self._context_tokens = tokens
        self._retranslate()

    def fit_width(self, width: int) -> int:
        """Lay out at a width in pixels, and give the height."""
        height = self.layout().heightForWidth(width)
        self.resize(width, height)
        return height

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setPen(QColor(self._theme_manager.theme.warning))
        painter.drawLine(0, 4, self.width(), 4)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        sentence = self.tr(
            "The model no longer reads the messages above this line: they do not fit its context of {0} tokens."
        )
        self._words.setText(sentence.format(QLocale().toString(self._context_tokens)))
        self.setAccessibleName(self._words.text())
