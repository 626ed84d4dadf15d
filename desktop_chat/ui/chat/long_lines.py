"""A plain text widget whose speed does not depend on how long its lines are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QWidget

LONGEST_BLOCK: Final = 2_000
"""Characters laid out as one; a longer line is cut into several that look and read as one."""

_CONTINUES: Final = QTextFormat.Property.UserProperty.value + 1


class LongLineEdit(QPlainTextEdit):
    """Takes any text; `text` gives back exactly what was put in or typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_cut_lines = False

    def text(self) -> str:
        """Give the whole text."""
        if not self._has_cut_lines:
            return self.toPlainText()
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        return _text_of(whole)

    def set_text(self, text: str) -> None:
        """Replace the whole text, and put the cursor at its end."""
        self._has_cut_lines = False
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(QTextBlockFormat())
        self.insert_text(text)
        self.document().clearUndoRedoStacks()  # the keys undo what people typed
        self.moveCursor(QTextCursor.MoveOperation.End)

    def insert_text(self, text: str) -> None:
        """Put a text in place of the selection."""
        self._insert(self.textCursor(), text.replace("\r\n", "\n").replace("\r", "\n"))
        self.ensureCursorVisible()

    def append_text(self, text: str) -> None:
        """Put a text at the end, its lines parted by line feeds; what is in sight stays there."""
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        self._insert(end, text)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what is selected without the cuts in long lines."""
        if not self._has_cut_lines:
            return super().createMimeDataFromSelection()
        data = QMimeData()
        data.setText(_text_of(self.textCursor()))
        return data

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        if not self._has_cut_lines and _longest_line(text) <= LONGEST_BLOCK:
            cursor.insertText(text)
            return
        self._has_cut_lines = True
        line_start, continued = QTextBlockFormat(), QTextBlockFormat()
        continued.setProperty(_CONTINUES, True)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for number, line in enumerate(text.split("\n")):
            if number:
                cursor.insertBlock(line_start)
            cursor.insertText(line[:LONGEST_BLOCK])
            for at in range(LONGEST_BLOCK, len(line), LONGEST_BLOCK):
                cursor.insertBlock(continued)
                cursor.insertText(line[at : at + LONGEST_BLOCK])
        cursor.endEditBlock()


def _text_of(cursor: QTextCursor) -> str:
    """Give what a cursor has selected, without the cuts."""
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(first)
    parts: list[str] = []
    while block.isValid() and block.position() <= last:
        start = max(0, first - block.position())
        if parts:
            parts.append(_break_before(block))
        parts.append(block.text()[start : last - block.position()])
        block = block.next()
    return "".join(parts).replace("\u2028", "\n")


def _break_before(block: QTextBlock) -> str:
    return "" if block.blockFormat().boolProperty(_CONTINUES) else "\n"


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))
