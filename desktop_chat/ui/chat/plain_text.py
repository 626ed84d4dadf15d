"""Writes plain text into a document: its own line breaks, nothing read as markup."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.markdown import PLAIN_PARAGRAPH, pieces


class PlainTextWriter:
    """Appends to an empty document, at a cost that depends on what is appended alone."""

    def __init__(self, document: QTextDocument, style: DocumentStyle, *, muted: bool = False) -> None:
        self._cursor = QTextCursor(document)
        block = QTextBlockFormat(style.paragraph)
        block.setTopMargin(0)
        block.setBottomMargin(0)
        text = QTextCharFormat(style.text)
        if muted:
            text.setForeground(QColor(style.theme.text_muted))
        self._cursor.setBlockFormat(block)
        self._cursor.setBlockCharFormat(text)
        self._text = text

    def append(self, text: str) -> None:
        """Add text at the end."""
        self._cursor.insertText(_broken(text.replace("\r", "")), self._text)


def _broken(text: str) -> str:
    """Break lines that are too long to be laid out in one go."""
    if len(text) <= PLAIN_PARAGRAPH:
        return text
    return "\n".join(piece for line in text.split("\n") for piece in pieces(line))
