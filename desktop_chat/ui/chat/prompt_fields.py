"""The variables of a prompt, as in `{{text}}`: selected one after the other with Tab, to be typed over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_chat.chat.variables import VARIABLE
from desktop_chat.ui.chat.blocks.utf16 import to_position
from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.style import ThemeManager


class PromptFields:
    """Marks the variables of a prompt that was put into the field, until none is left."""

    def __init__(self, field: ComposerEdit, theme_manager: ThemeManager) -> None:
        self._field = field
        self._theme_manager = theme_manager
        self._is_on = False
        field.add_key_handler(self._take_key)
        field.textChanged.connect(self._mark)
        theme_manager.changed.connect(self._mark)

    def begin(self) -> None:
        """Select the first variable of the text, if it has any."""
        self._is_on = True
        self._mark()
        spans = self._spans()
        if spans:
            self._select(spans[0])

    def _take_key(self, event: QKeyEvent) -> bool:
        is_tab = event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        if not self._is_on or not is_tab or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        cursor = self._field.textCursor()
        if event.key() == Qt.Key.Key_Backtab or event.modifiers():
            left = [span for span in self._spans() if span[1] <= cursor.selectionStart()][-1:]
        else:
            left = [span for span in self._spans() if span[0] >= cursor.selectionEnd()][:1]
        for span in left:
            self._select(span)
        return bool(left)

    def _spans(self) -> list[tuple[int, int]]:
        text = self._field.toPlainText()
        found = (place.span() for place in VARIABLE.finditer(text))
        return [(to_position(text, start), to_position(text, end)) for start, end in found]

    def _select(self, span: tuple[int, int]) -> None:
        cursor = self._field.textCursor()
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        self._field.setTextCursor(cursor)
        self._field.ensureCursorVisible()

    def _mark(self) -> None:
        if self._is_on:
            spans = self._spans()
            self._is_on = bool(spans)
            self._field.setExtraSelections([self._marked(span) for span in spans])

    def _marked(self, span: tuple[int, int]) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        marked.cursor = QTextCursor(self._field.document())
        marked.cursor.setPosition(span[0])
        marked.cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        marked.format = QTextCharFormat()
        marked.format.setBackground(QColor(self._theme_manager.theme.accent_soft))
        marked.format.setForeground(QColor(self._theme_manager.theme.accent))
        return marked
