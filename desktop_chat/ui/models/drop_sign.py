"""What lies over a window while files are dragged over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING


class DropSign(QWidget):
    """Says that files can be dropped; the pointer goes through it."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the words."""
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.window))
        painter.setBrush(QColor(theme.accent_soft))
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
        inside = 2 * SPACING
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inside, inside, -inside, -inside), 16, 16)
        painter.setFont(self._theme_manager.font(TextSize.LEAD))
        painter.setPen(QColor(theme.text))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        text = self.tr("Drop model files here to add them; they stay where they are.")
        painter.drawText(self.rect().adjusted(48, 48, -48, -48), flags, text)
