"""A code block in a document: written at once, or line by line while it arrives."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor, QTextFrame

from desktop_chat.ui.chat.document_style import LANGUAGE, DocumentStyle
from desktop_chat.ui.chat.highlight import highlight, is_loaded

LIVE_LINES: Final = 24
"""Lines at the end of a growing block that are coloured again when a line is added."""

COLOUR_MILLISECONDS: Final = 20
"""How long the first code of a run stays in one colour, so that the window is painted before lexers load."""


class CodeBlock:
    """Writes code into a frame with a cursor that stands in its empty first block."""

    def __init__(self, cursor: QTextCursor, frame: QTextFrame, style: DocumentStyle) -> None:
        self.frame = frame
        self._cursor = cursor
        self._style = style
        self._language = str(frame.frameFormat().property(LANGUAGE))
        self._code: list[str] = []
        self._live: list[str] = []  # the lines that are coloured again
        self._live_start = cursor.position()
        self._partial = ""
        cursor.setBlockFormat(style.code_line)
        cursor.setBlockCharFormat(style.code_text())

    def write(self, code: str) -> None:
        """Write the whole code; its colours follow where the lexers are not loaded yet."""
        if is_loaded():
            self._insert(code)
        else:
            self._cursor.insertText(code)
            document = self._cursor.document()
            QTimer.singleShot(COLOUR_MILLISECONDS, document, lambda: self._colour(code))

    def append(self, lines: str, partial: str) -> None:
        """Add whole lines, each with its line break, and show a last one that is not whole yet."""
        if not lines and partial.startswith(self._partial):
            self._cursor.insertText(partial[len(self._partial) :])
        else:
            self._live += lines.splitlines(keepends=True)
            self._rewrite("".join(self._live) + partial)
            self._settle()
        self._partial = partial

    def finish(self) -> None:
        """Colour the code as a whole, and drop the line break at its end."""
        code = "".join([*self._code, *self._live]).removesuffix("\n")
        self._live_start = self.frame.firstPosition()
        self._rewrite(code)

    def _colour(self, code: str) -> None:
        if shiboken6.isValid(self.frame):
            self._cursor = self.frame.firstCursorPosition()  # the other one has gone on
            self._live_start = self._cursor.position()
            self._rewrite(code)

    def _rewrite(self, text: str) -> None:
        self._cursor.setPosition(self._live_start)
        self._cursor.setPosition(self.frame.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        self._cursor.removeSelectedText()
        self._insert(text)

    def _insert(self, text: str) -> None:
        insert, text_of = self._cursor.insertText, self._style.code_text
        for run, color in highlight(text, self._language, self._style.theme.pygments_style):
            insert(run, text_of(color))
        self._cursor.setCharFormat(text_of())

    def _settle(self) -> None:
        """Leave the first lines as they are once there are many: no later line is coloured slower for them."""
        if len(self._live) <= LIVE_LINES * 2:
            return
        settled = self._live[:-LIVE_LINES]
        del self._live[:-LIVE_LINES]
        self._code += settled
        self._live_start += sum(map(utf16_length, settled))


def utf16_length(text: str) -> int:
    """Count the positions a text takes in a QTextDocument."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def code_of(frame: QTextFrame) -> str:
    """Read the code out of a code block's frame."""
    document = frame.document()
    block = document.findBlock(frame.firstPosition())
    last = frame.lastPosition()
    lines = []
    while block.isValid() and block.position() <= last:
        lines.append(block.text())
        block = block.next()
    return "\n".join(lines)
