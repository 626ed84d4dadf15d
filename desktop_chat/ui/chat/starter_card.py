"""A card with a first question to ask."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_chat.ui.chat.blocks.utf16 import cut
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.style import ThemeManager

_PADDING = 14
_GAP = 4
_WRAP = Qt.TextFlag.TextWordWrap.value
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value


class StarterCard(QAbstractButton):
    """Shows a short title and the question under it, or the question alone.

    Signals:
        chosen: (text) the question was clicked.
    """

    chosen = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._question = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(self._question))
        theme_manager.changed.connect(self.updateGeometry)

    @property
    def question(self) -> str:
        """The question that is chosen with the card."""
        return self._question

    def set_texts(self, title: str, question: str) -> None:
        """Show a title and a question; nothing as the title: the question alone."""
        self.setText(title)
        self._question = question
        self.setAccessibleName(f"{title}: {question}" if title else question)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the room of the title and two lines of the question."""
        title, question = QFontMetrics(self._title_font()), QFontMetrics(self._question_font())
        height = 2 * _PADDING + title.lineSpacing() + _GAP + 2 * question.lineSpacing() + 4
        return QSize(280, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and its two texts."""
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.hover if self.underMouse() or self.isDown() else theme.surface))
        painter.setPen(
            QPen(QColor(theme.accent if self.hasFocus() else theme.border), 2 if self.hasFocus() else 1)
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        area = self.rect().adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        if self.text():
            painter.setFont(self._title_font())
            painter.setPen(QColor(theme.text))
            painter.drawText(area, 0, self.text())
            area.setTop(area.top() + QFontMetrics(self._title_font()).lineSpacing() + _GAP)
        painter.setFont(self._question_font())
        painter.setPen(QColor(theme.text_muted if self.text() else theme.text))
        lines = 2 if self.text() else 3
        shown = first_lines(self._question, self._question_font(), area.width(), lines)
        painter.drawText(area, _WRAP | (0 if self.text() else _MIDDLE), shown)

    def _title_font(self) -> QFont:
        return self._theme_manager.font(TextSize.BODY, QFont.Weight.DemiBold)

    def _question_font(self) -> QFont:
        return self._theme_manager.font(TextSize.BODY)


def first_lines(text: str, font: QFont, width: int, count: int) -> str:
    """Give so many lines of a text's first paragraph as it is wrapped, with an ellipsis where there is more."""
    first, _, more = text.strip().partition("\n\n")
    paragraph = f"{first} …" if more else first
    lines = [line for part in paragraph.splitlines() for line in _wrapped(part, font, width)]
    if len(lines) <= count:
        return "\n".join(lines)
    rest = " ".join(lines[count - 1 :])
    last = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return "\n".join([*lines[: count - 1], last])


def _wrapped(text: str, font: QFont, width: int) -> list[str]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    ends = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        ends.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return [cut(text, *each).rstrip() for each in ends]
