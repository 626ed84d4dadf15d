"""The field for a persona's sign: a button with the sign, and a popup to choose or type another."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTextBoundaryFinder, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.ui.chat.blocks.utf16 import to_index
from desktop_chat.ui.personas.sign import can_draw, draw_sign
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.popup import cut_corners, make_see_through

_SIZE = 56
_COLUMNS = 8
_SIGNS: Final = (
    *("💬", "🌐", "✏️", "🎓", "💻", "📋", "📚", "🔬"),
    *("🧮", "🎨", "🎵", "🍳", "🌱", "🏃", "✈️", "🏠"),
    *("💼", "📈", "⚖️", "🩺", "🛠️", "🔎", "💡", "📝"),
    *("🤖", "🧑‍🏫", "🧑‍💻", "🦉", "🐻", "🌸", "⭐", "❤️"),
)


class SignField(QAbstractButton):
    """Shows the sign; the one chosen is told.

    Signals:
        edited(str): keep this sign; nothing: the first letter of the name.
    """

    edited = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._shown = ""
        self._sign = ""
        self.setFixedSize(_SIZE, _SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        theme_manager.changed.connect(self.update)

    def show_sign(self, sign: str, shown: str) -> None:
        """Show a sign; `shown` is what stands for it where there is none."""
        self._sign, self._shown = sign, shown
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign, and a ring where the keyboard is."""
        painter = QPainter(self)
        draw_sign(painter, self.rect().adjusted(3, 3, -3, -3), self._shown, self._theme_manager)
        if self.hasFocus() or (self.isEnabled() and self.underMouse()):
            theme = self._theme_manager.theme
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border_strong), 2))
            painter.drawEllipse(self.rect().adjusted(2, 2, -2, -2))

    def _choose(self) -> None:
        popup = SignPopup(self._theme_manager, self._sign, self)
        popup.sign_chosen.connect(self.edited)
        popup.show_below(self)


class SignPopup(QFrame):
    """Signs to choose from, and a field for any other.

    Signals:
        sign_chosen(str): this one; nothing: none.
    """

    sign_chosen = Signal(str)

    def __init__(self, theme_manager: ThemeManager, sign: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        make_see_through(self)
        self.setAccessibleName(self.tr("Sign"))
        card = QFrame(self)
        card.setProperty("role", "card")
        self.field = QLineEdit(sign)
        self.field.setAccessibleName(self.tr("Another sign"))
        self.field.setPlaceholderText(self.tr("Any emoji or letter"))
        self.field.returnPressed.connect(lambda: self._take(self.field.text()))
        grid = QGridLayout()
        grid.setSpacing(2)
        font = theme_manager.font()
        font.setPixelSize(20)
        self.buttons = [self._button(each) for each in _SIGNS if can_draw(each)]
        for at, button in enumerate(self.buttons):
            button.setFont(font)
            grid.addWidget(button, at // _COLUMNS, at % _COLUMNS)
        none = QPushButton(self.tr("No sign"))
        none.setProperty("kind", "quiet")
        none.clicked.connect(lambda: self._take(""))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        inside.setSpacing(SPACING)
        inside.addWidget(self.field)
        inside.addLayout(grid)
        inside.addWidget(none)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)

    def show_below(self, button: QWidget) -> None:
        """Open under a button."""
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(0, button.height() + SPACING // 2)))
        self.show()
        cut_corners(self)
        self.field.setFocus()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the signs with the arrow keys."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_COLUMNS,
            Qt.Key.Key_Down: _COLUMNS,
        }
        step = steps.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None:
            super().keyPressEvent(event)
        elif focused in self.buttons:
            at = self.buttons.index(focused) + step
            self.buttons[at].setFocus() if 0 <= at < len(self.buttons) else self.field.setFocus()
        elif self.buttons:
            self.buttons[0].setFocus()

    def event(self, event: QEvent) -> bool:
        """Be gone when closed."""
        if event.type() == QEvent.Type.Hide:
            self.deleteLater()
        return super().event(event)

    def _button(self, sign: str) -> QPushButton:
        button = QPushButton(sign)
        button.setProperty("kind", "sign")
        button.setFixedSize(36, 36)
        button.setAccessibleName(sign)
        button.clicked.connect(lambda: self._take(sign))
        return button

    def _take(self, text: str) -> None:
        self.close()
        self.sign_chosen.emit(first_character(text.strip()))


def first_character(text: str) -> str:
    """Give the first character as people count them: an emoji may be made of several."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    end = finder.toNextBoundary()
    return text[: to_index(text, end)] if end > 0 else ""
