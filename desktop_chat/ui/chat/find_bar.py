"""The bar over the messages that finds words in the open conversation."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QLabel, QWidget

from desktop_chat.ui.announce import announce
from desktop_chat.ui.shortcuts import hinted
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.search_field import SearchField

_WIDEST: Final = 440
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindField(SearchField):
    """Goes to the next hit with Enter, and to the one before with Shift."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(theme_manager, parent)
        self.removeAction(self._clear)  # the bar has a cross of its own, which closes it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Enter; all else searches as everywhere."""
        if event.key() in _ENTER:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Lies over the top right of a widget; it shows what it is told and says what the user wants.

    Signals:
        typed: (text) look for this.
        stepped: (int) go to the next hit (1) or to the one before (-1).
        closed: nothing is looked for any more.
    """

    typed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self.field = FindField(theme_manager)
        self.field.setProperty("frameless", True)
        self.count = QLabel()
        self.count.setProperty("tone", "muted")
        self.count.setProperty("textSize", "caption")
        self.previous_button = IconButton(theme_manager, "chevron-up", size=16)
        self.next_button = IconButton(theme_manager, "chevron-down", size=16)
        self.close_button = IconButton(theme_manager, "close", size=16)
        self._lay_out()
        self._connect()
        self._retranslate()
        self.show_count(None, 0, is_done=True)
        self.hide()

    @property
    def head_room(self) -> int:
        """The height that is to be kept free for it, in pixels."""
        return self.sizeHint().height() + 2 * SPACING

    @property
    def text(self) -> str:
        """What is looked for, a syllable that is being composed among it."""
        return self.field.whole_text

    def begin(self, text: str = "") -> None:
        """Open, with a text to look for in place of the last one, where there is one."""
        if text:
            self.field.setText(text)
        self.show()
        self._place()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.typed.emit(self.text)

    def end(self) -> None:
        """Close."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def show_count(self, number: int | None, total: int, *, is_done: bool) -> None:
        """Say which of how many hits the reader is at; None: at none yet."""
        shown = QLocale().toString(total) + ("" if is_done else "…")
        if not self.text.strip():
            words = ""
        elif not total:
            words = self.tr("Not found") if is_done else "…"
        elif number is None:
            words = shown
        else:
            words = self.tr("{0} of {1}").format(QLocale().toString(number), shown)
        is_news = is_done and words != self.count.text()
        self.count.setText(words)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(bool(total))
        if is_news and words and self.isVisible():
            announce(self.field, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, wherever in the bar the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the size of what it lies over changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING, 4, 6, 4)
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addSpacing(SPACING // 2)
        for button in (self.previous_button, self.next_button, self.close_button):
            row.addWidget(button)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(20)
        shadow.setOffset(0, 3)
        shadow.setColor(QColor(0, 0, 0, 50))
        self.setGraphicsEffect(shadow)

    def _connect(self) -> None:
        self.field.typed.connect(self.typed)
        self.field.stepped.connect(lambda by: self.stepped.emit(1 if by > 0 else -1))
        self.field.left.connect(self.end)
        self.previous_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.next_button.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.end)
        self.parentWidget().installEventFilter(self)

    def _place(self) -> None:
        parent = self.parentWidget()
        width = min(_WIDEST, parent.width() - 4 * SPACING)
        left = 2 * SPACING if self.isRightToLeft() else parent.width() - width - 2 * SPACING
        self.setGeometry(left, SPACING, width, self.sizeHint().height())

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Find in this conversation"))
        self.field.setPlaceholderText(self.tr("Find in this conversation"))
        self.field.setAccessibleName(self.tr("Find in this conversation"))
        self.previous_button.set_label(hinted(self.tr("Previous hit"), "find-previous"))
        self.next_button.set_label(hinted(self.tr("Next hit"), "find-next"))
        self.close_button.set_label(self.tr("Close"))
