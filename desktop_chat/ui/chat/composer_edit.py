"""The field a message is typed in: grows with its lines, knows input methods, takes any paste as plain text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

MOST_LINES: Final = 10
"""Lines the field grows to before it scrolls."""

LONGEST_BLOCK: Final = 2_000
"""Characters laid out as one; a longer line is cut into several that look and read as one."""

COMMIT_MILLISECONDS: Final = 60
"""How long an input method may take to hand over the last syllable after Enter."""

_CONTINUES: Final = QTextFormat.Property.UserProperty.value + 1
_ENTER_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ComposerEdit(QPlainTextEdit):
    """A plain text field; `text` and `set_text` give and take exactly what the user typed.

    Signals:
        submitted: the user pressed Enter, and the last syllable being composed is in the text.
        cancelled: the user pressed Escape.
        files_dropped: (list[str]) paths of files that were dropped or pasted.
        edit_last_requested: the user pressed the up key in the empty field.
    """

    submitted = Signal()
    cancelled = Signal()
    files_dropped = Signal(list)
    edit_last_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._lost_preedit = False  # a syllable left the preedit, and has not been committed yet
        self._submits_after_commit = False
        self._has_cut_lines = False
        self._commit_wait = QTimer(self, singleShot=True, interval=COMMIT_MILLISECONDS)
        self._commit_wait.timeout.connect(self._submit_anyway)
        self.setProperty("frameless", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._fit_height)
        self._fit_height()

    # ---- text

    def text(self) -> str:
        """Give the whole text."""
        if not self._has_cut_lines:
            return self.toPlainText()
        parts: list[str] = []
        block = self.document().begin()
        while block.isValid():
            parts.append("" if block.blockFormat().boolProperty(_CONTINUES) else "\n")
            parts.append(block.text())
            block = block.next()
        return "".join(parts)[1:].replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Replace the whole text, and put the cursor at its end."""
        self._has_cut_lines = False
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(QTextBlockFormat())
        self.insert_text(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def insert_text(self, text: str) -> None:
        """Put a text in place of the selection; the time it takes does not depend on how long its lines are."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if self._has_cut_lines or _longest_line(text) > LONGEST_BLOCK:
            self._insert_cut(text)
        else:
            self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def _insert_cut(self, text: str) -> None:
        self._has_cut_lines = True
        line_start, continued = QTextBlockFormat(), QTextBlockFormat()
        continued.setProperty(_CONTINUES, True)
        cursor = self.textCursor()
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

    # ---- keys and input methods

    def submit(self) -> None:
        """Tell that the text is ready, once the syllable being composed is part of it.

        Korean input methods commit the last syllable with the Enter that ends it: before that key arrives, after
        it, or only when asked to.
        """
        if not self._preedit and not self._lost_preedit:
            self.submitted.emit()
            return
        self._submits_after_commit = True
        self._commit_wait.start()
        QGuiApplication.inputMethod().commit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow what is being composed."""
        had_preedit = bool(self._preedit)
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        if event.commitString():
            self._lost_preedit = False
            if self._submits_after_commit and not self._preedit:
                self._end_submit()
        elif had_preedit and not self._preedit:
            self._lost_preedit = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Enter, break the line with Shift+Enter, cancel with Escape."""
        if event.key() in _ENTER_KEYS:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._break_line()
            elif not event.isAutoRepeat():
                self.submit()
            return
        self._forget_commit()
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Up and self.document().isEmpty():
            self.edit_last_requested.emit()
        else:
            super().keyPressEvent(event)

    def _break_line(self) -> None:
        self.textCursor().insertBlock(QTextBlockFormat())
        self.ensureCursorVisible()

    def _submit_anyway(self) -> None:
        """Take over the syllable that the input method kept to itself."""
        if not self._submits_after_commit:
            return
        syllable = self._preedit
        QGuiApplication.inputMethod().reset()
        if self._submits_after_commit:
            if syllable:
                taken = QInputMethodEvent()
                taken.setCommitString(syllable)
                self._submits_after_commit = False
                self.inputMethodEvent(taken)
            self._end_submit()

    def _end_submit(self) -> None:
        self._forget_commit()
        self.submitted.emit()

    def _forget_commit(self) -> None:
        self._submits_after_commit = False
        self._lost_preedit = False
        self._commit_wait.stop()

    # ---- pasting and dropping

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text and files."""
        return source.hasText() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert plain text; tell of files instead of inserting their addresses."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)
        elif source.hasText():
            self.insert_text(source.text())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy what is selected without the cuts in long lines."""
        if not self._has_cut_lines:
            return super().createMimeDataFromSelection()
        data = QMimeData()
        data.setText(self._selected_text())
        return data

    def _selected_text(self) -> str:
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        block = self.document().findBlock(first)
        parts: list[str] = []
        while block.isValid() and block.position() <= last:
            start = max(0, first - block.position())
            if block.position() >= first and parts:
                parts.append("" if block.blockFormat().boolProperty(_CONTINUES) else "\n")
            parts.append(block.text()[start : last - block.position()])
            block = block.next()
        return "".join(parts).replace("\u2028", "\n")

    # ---- height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """Grow with the text up to some lines; only those are laid out for it."""
        line = self.fontMetrics().lineSpacing()
        most = line * MOST_LINES
        height, block = 0.0, self.document().begin()
        while block.isValid() and height <= most:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        fits = height <= most
        margins = 2 * self.document().documentMargin()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        wanted = round(min(most, max(height, line)) + margins)
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))
