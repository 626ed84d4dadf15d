"""What lies over a window while files are dragged over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.drops import draw_drop_frame


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
        painter.fillRect(self.rect(), QColor(theme.window))
        draw_drop_frame(painter, self.rect(), theme)
        painter.setFont(self._theme_manager.font(TextSize.LEAD))
        painter.setPen(QColor(theme.text))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        text = self.tr("Drop model files here to add them; they stay where they are.")
        painter.drawText(self.rect().adjusted(48, 48, -48, -48), flags, text)
