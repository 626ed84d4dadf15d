"""A short note at the bottom of the window that goes away by itself, with one thing to do such as Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_chat.ui.announce import announce
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.undo_keys import UndoKeys

_MARGIN = 24


class Toast(QFrame):
    """Floats over its parent, centred near the bottom; it stays while the pointer or the focus is on it.

    `above`: what it does not cover, at the bottom of its parent.

    Signals:
        closed(): it went away, by time, by its buttons or by another message.
    """

    closed = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget, above: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above = above
        self.setProperty("role", "toast")
        self._chosen: Callable[[], None] | None = None
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._action = QPushButton()
        self._action.setProperty("kind", "link")
        self._action.clicked.connect(self._do)
        self._close = IconButton(theme_manager, "close", size=16)
        self._close.clicked.connect(self.close_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 6, 6)
        row.setSpacing(8)
        for widget in (self._text, self._action, self._close):
            row.addWidget(widget)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self._keys = UndoKeys(self._do, self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._time_is_up)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    @property
    def has_action(self) -> bool:
        """Whether it is shown and offers something to do."""
        return self.isVisible() and self._chosen is not None

    def show_message(
        self,
        text: str,
        action_text: str = "",
        chosen: Callable[[], None] | None = None,
        *,
        seconds: float = 8.0,
    ) -> None:
        """Show a sentence for some seconds; a message shown before goes away without its action."""
        if self.isVisible():
            self.close_now()
        self._chosen = chosen
        self._text.setText(text)
        self.setAccessibleName(text)
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        for widget in self._watched():
            widget.installEventFilter(self)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(round(seconds * 1000))
        announce(self, text)

    def offer_undo(self, text: str, undo: Callable[[], None], *, seconds: float = 8.0) -> None:
        """Say what was done for some seconds, with the way back: a button, and the keys that undo everywhere."""
        self.show_message(text, self.tr("Undo"), undo, seconds=seconds)
        self._keys.listen()

    def close_now(self) -> None:
        """Go away without doing the action."""
        self._keys.stop()
        self._timer.stop()
        self._chosen = None
        for widget in self._watched():
            widget.removeEventFilter(self)
        self.hide()
        self.closed.emit()

    def retranslate(self) -> None:
        """Set the texts of its own in the language in use."""
        self._close.set_label(self.tr("Close this message"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the sizes around it change."""
        if watched in self._watched() and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def leaveEvent(self, event: QEvent) -> None:
        """Count again from a moment after the pointer left."""
        super().leaveEvent(event)
        if self.isVisible() and not self._timer.isActive():
            self._timer.start(2000)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        super().enterEvent(event)
        self._timer.stop()

    def _time_is_up(self) -> None:
        if self._action.hasFocus() or self._close.hasFocus():
            self._timer.start(2000)
        else:
            self.close_now()

    def _do(self) -> None:
        chosen = self._chosen
        self.close_now()
        if chosen is not None:
            chosen()

    def _place(self) -> None:
        parent = self.parentWidget()
        self.setMaximumWidth(max(parent.width() - 2 * _MARGIN, 160))
        self.adjustSize()
        bottom = self._above.y() - _MARGIN // 2 if self._above is not None else parent.height() - _MARGIN
        self.move((parent.width() - self.width()) // 2, bottom - self.height())

    def _watched(self) -> tuple[QWidget, ...]:
        parent = self.parentWidget()
        return (parent,) if self._above is None else (parent, self._above)
