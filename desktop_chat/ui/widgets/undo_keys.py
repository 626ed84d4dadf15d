"""The keys that take the last change back, while a note at the bottom of the window offers to."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class UndoKeys(QObject):
    """Listens where the keyboard is; a field in which there is something to undo keeps the keys."""

    def __init__(self, undo: Callable[[], None], owner: QWidget) -> None:
        """`undo` is called for keys that are pressed in the window of `owner`."""
        super().__init__(owner)
        self._undo = undo
        self._owner = owner
        self._focused: QWidget | None = None
        self._is_listening = False

    def listen(self) -> None:
        """Begin."""
        if not self._is_listening:
            self._is_listening = True
            QApplication.instance().focusChanged.connect(self._follow)
            self._follow(None, QApplication.focusWidget())

    def stop(self) -> None:
        """Leave the keys to others."""
        if self._is_listening:
            self._is_listening = False
            QApplication.instance().focusChanged.disconnect(self._follow)
            self._follow(None, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys where nobody else has a use for them."""
        if not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Undo):
            return False
        if event.type() != QEvent.Type.KeyPress or _undoes_itself(watched):
            return False
        self._undo()
        return True

    def _follow(self, _old: QWidget | None, focused: QWidget | None) -> None:
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.removeEventFilter(self)
        is_ours = focused is not None and focused.window() is self._owner.window()
        self._focused = focused if is_ours else None
        if self._focused is not None:
            self._focused.installEventFilter(self)


def _undoes_itself(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().isUndoAvailable()
    return hasattr(widget, "undo_requested")  # a list that undoes what was done in it
