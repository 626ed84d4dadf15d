"""How full the model's context is: a small ring and the numbers beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.style import ThemeManager

NEARLY_FULL: Final = 0.8
"""The share of the context from which on the meter warns."""

FULL: Final = 0.95
"""The share of the context from which on the meter alarms."""

_RING = 14
_GAP = 7


class ContextMeter(QWidget):
    """Shows tokens used of how many; it is hidden while nothing is known."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._tokens: int | None = None
        self._context_tokens = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_manager.changed.connect(self._refresh)
        self._refresh()

    @property
    def text(self) -> str:
        """The numbers shown."""
        locale = QLocale()
        used = locale.toString(self._tokens or 0)
        return self.tr("{0} / {1}").format(used, locale.toString(self._context_tokens))

    @property
    def color(self) -> str:
        """The colour of the ring, `#rrggbb`."""
        theme = self._theme_manager.theme
        if self._share >= FULL:
            return theme.danger
        return theme.warning if self._share >= NEARLY_FULL else theme.accent

    def set_use(self, tokens: int | None, context_tokens: int) -> None:
        """Show `tokens` used of `context_tokens`; None: not known."""
        self._tokens = tokens
        self._context_tokens = context_tokens
        self._refresh()

    def sizeHint(self) -> QSize:
        """Ask for the room of the ring and the numbers."""
        metrics = QFontMetrics(self._font())
        width = _RING + _GAP + metrics.horizontalAdvance(self.text) + 8
        return QSize(width, max(_RING, metrics.height()) + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, filled as the context is, and the numbers."""
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(5, (self.height() - _RING) / 2, _RING, _RING).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(QColor(theme.border_strong), 2.5))
        painter.drawEllipse(ring)
        pen = QPen(QColor(self.color), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * self._share))
        painter.setFont(self._font())
        painter.setPen(QColor(theme.text_muted if self._share < NEARLY_FULL else self.color))
        area = self.rect().adjusted(4 + _RING + _GAP, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)

    @property
    def _share(self) -> float:
        return min(1.0, (self._tokens or 0) / self._context_tokens) if self._context_tokens else 0.0

    def _font(self) -> QFont:
        return self._theme_manager.font(TextSize.CAPTION)

    def _refresh(self) -> None:
        locale = QLocale()
        words = self.tr(
            "{0} of {1} tokens of the model's context are in use, with what you are writing and what is attached."
        ).format(locale.toString(self._tokens or 0), locale.toString(self._context_tokens))
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setVisible(self._tokens is not None and self._context_tokens > 0)
        self.updateGeometry()
        self.update()
