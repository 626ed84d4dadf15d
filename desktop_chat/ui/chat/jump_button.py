"""The round button that leads back to the end, with a dot where something arrived there meanwhile."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.chat.round_button import RoundButton
from desktop_chat.ui.style import ThemeManager

_DOT: Final = 4.5


class JumpButton(RoundButton):
    """Floats over the transcript."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(theme_manager, "arrow-down", "floating", parent=parent)
        self._manager = theme_manager
        self._has_news = False
        self._retranslate()
        self.hide()

    @property
    def has_news(self) -> bool:
        """Whether something arrived that was not seen."""
        return self._has_news

    def set_news(self, has_news: bool) -> None:
        """Show or hide the dot."""
        if has_news != self._has_news:
            self._has_news = has_news
            self._retranslate()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the dot."""
        super().paintEvent(event)
        if not self._has_news:
            return
        theme = self._manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.surface), 2))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(QPointF(self.width() - _DOT - 3, _DOT + 3), _DOT, _DOT)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.set_label(self.tr("Go to what is new") if self._has_news else self.tr("Go to the end"))
